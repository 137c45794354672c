import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { built } from '../support/build.ts';
import { aRecord } from '../support/builders.ts';

const records = (text: string): string => `{"Records":[${text}]}`;
const many = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join();
const large = (eventID: number): string =>
  JSON.stringify({ ...aRecord({ eventID: String(eventID) }), userAgent: 'x'.repeat(100_000) });

/** Each is a few kilobytes of gzip. */
const bombs: Readonly<Record<string, () => string>> = {
  numbers: () => records(`${'1,'.repeat(8_000_000)}1`),
  'empty records': () => records(`${'{},'.repeat(2_000_000)}{}`),
  'brackets that are never closed': () => '['.repeat(10_000_000),
  'a record of brackets': () => records('['.repeat(1_900_000) + ']'.repeat(1_900_000)),
  'text instead of records': () => records(`${'"x",'.repeat(1_000_000)}"x"`),
  'large records that all match': () => records(many(1000, large)),
  'log files without records, joined': () => '{"Records":[]}'.repeat(300_000),
  'lines that break off': () => '{"a":\n'.repeat(1_000_000),
  'keys without an end': () => `{${many(500_000, (index) => `"key${index}":[]`)}`,
  'JSON in strings in JSON': () => JSON.stringify(['['.repeat(3_900_000)]),
};

it('what inflates to more than memory stops nothing: the records beside it are inspected, and it is named', {
  timeout: 600_000,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-bombs-'));
  const put = (name: string, text: string) => writeFileSync(join(folder, name), gzipSync(text, { level: 9 }));
  for (const [name, text] of Object.entries(bombs)) put(`${name}.json.gz`, text());
  put('zzz good.json.gz', records(JSON.stringify(aRecord({ eventName: 'StopLogging' }))));
  writeFileSync(
    join(folder, 'tattletail.toml'),
    rule('good', '.eventName == "StopLogging"') + rule('large', '.userAgent | strings | startswith("xxx")'),
  );
  // What Node takes of the memory of a function with 1,024 MB.
  const args = ['--max-old-space-size=900', built('cli.mjs'), 'scan', '--format', 'count', '.'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({
    status: 1,
    stdout: '       1  good\n    1000  large\n',
  });
  expect(stderr.length).toBeLessThan(10_000);
  for (const name of ['numbers', 'a record of brackets', 'text instead of records', 'lines that break off'])
    expect(stderr).toContain(`error: ${name}.json.gz: `);
});

const rule = (name: string, program: string): string =>
  `[[rule]]\nname = "${name}"\njq_match = '''${program}'''\ndestinations = []\n`;
