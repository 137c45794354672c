import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { cloneRepository } from '../support/clone.ts';

describe('the zip', () => {
  const clone = cloneRepository();
  const zip = join(clone, 'cloudtrail-tattletail.zip');
  const make = (...targets: readonly string[]) =>
    execFileSync('make', targets, { cwd: clone, encoding: 'utf8' });
  const names = () => Object.keys(unzipSync(readFileSync(zip)));

  beforeAll(() => void make('cloudtrail-tattletail.zip'));

  it('holds the handler and its jq', () =>
    expect(names()).toEqual(expect.arrayContaining(['index.mjs', 'jq-wasm-worker.mjs', 'build/jq.wasm'])));

  it('loads neither jq nor the clients of SES, SNS and STS before they are needed', () => {
    const entries = unzipSync(readFileSync(zip));
    const loaded = withStaticImports('index.mjs', entries);
    const texts = loaded.map((name) => Buffer.from(entries[name] ?? []).toString()).join('\n');
    expect(texts).toContain('GetObjectCommand');
    for (const lazy of ['SendEmailCommand', 'PublishCommand', 'GetCallerIdentityCommand', 'jq.wasm'])
      expect(texts).not.toContain(`"${lazy}"`);
  });

  it('is small', () => expect(statSync(zip).size).toBeLessThan(1.5 * 1024 * 1024));

  it('has the same bytes whenever it is built from the same sources', () => {
    const before = readFileSync(zip);
    utimesSync(join(clone, 'src/lambda.ts'), new Date(), new Date());
    make('cloudtrail-tattletail.zip');
    expect(readFileSync(zip).equals(before)).toBe(true);
  });

  it('holds tattletail.toml when there is one', () => {
    writeFileSync(join(clone, 'tattletail.toml'), '# mine\n');
    make('cloudtrail-tattletail.zip');
    expect(names()).toContain('tattletail.toml');
    expect(Buffer.from(unzipSync(readFileSync(zip))['tattletail.toml'] ?? []).toString()).toBe('# mine\n');
  });

  it('is not packed, nor is the config uploaded, when that cannot be used', () => {
    const before = readFileSync(zip);
    writeFileSync(join(clone, 'tattletail.toml'), 'rules = []\n');
    const upload = ['upload_config', 'S3_CONFIG_BUCKET=config', 'S3_CONFIG_PATH=tattletail.toml'];
    for (const targets of [['cloudtrail-tattletail.zip'], upload]) {
      const { status, stderr } = spawnSync('make', targets, { cwd: clone, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: expect.stringContaining('line 1: config: unknown key rules, did you mean rule?'),
      });
    }
    expect(readFileSync(zip).equals(before)).toBe(true);
  });

  it('holds none any more when that is gone', () => {
    rmSync(join(clone, 'tattletail.toml'));
    make('cloudtrail-tattletail.zip');
    expect(names()).not.toContain('tattletail.toml');
  });

  it('can be read by the user that Lambda runs it as', () => {
    const bytes = readFileSync(zip);
    const header = bytes.indexOf('PK\u0001\u0002');
    // The upper half of the external attributes is the Unix mode (PKWARE APPNOTE, 4.4.15).
    expect((bytes.readUInt32LE(header + 38) >>> 16).toString(8)).toBe('100644');
  });
});

/** The file, and what it imports right away. */
const withStaticImports = (
  file: string,
  entries: Readonly<Record<string, Uint8Array>>,
): readonly string[] => {
  const found = new Set([file]);
  for (const name of found) {
    const text = Buffer.from(entries[name] ?? []).toString();
    for (const [, imported = ''] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) found.add(imported);
  }
  return [...found];
};
