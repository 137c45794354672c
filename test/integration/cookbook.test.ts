import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { testsBeside } from '../../src/config/rule-tests.ts';
import { jqWasm } from '../../src/jq/real/wasm.ts';
import type { JsonObject } from '../../src/json.ts';
import { built } from '../support/build.ts';
import { readText } from '../support/fixtures.ts';

const config = [...readText('docs/cookbook.md').matchAll(/^```toml\n(.*?)^```$/gms)]
  .map(([, block = '']) => block)
  .join('\n');
const tests = readText('fixtures/cookbook.test.toml');

/** Runs the built command line in a folder with the rules of the cookbook and their tests. */
const tattletail = (...args: readonly string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-'));
  writeFileSync(join(folder, 'tattletail.toml'), config);
  writeFileSync(join(folder, 'tattletail.test.toml'), tests);
  const { status, stdout, stderr } = spawnSync(process.execPath, [built('cli.mjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

const { rules } = (await loadConfig({ uri: 'cookbook', text: config }, jqWasm().compile)).config;
const written = await testsBeside({ uri: 'tests', text: tests }, rules);

describe('the cookbook', () => {
  it('has rules that do what their tests expect', () => {
    const { status, stdout } = tattletail('test');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.not.stringContaining('✗') });
  });

  it('has rules without findings, except that they alert nobody', () => {
    const { stdout } = tattletail('check', '--format', 'json');
    const kinds = [...stdout.matchAll(/"kind": ?"([\w-]+)"/g)].map(([, kind]) => kind);
    expect([...new Set(kinds)]).toEqual(['no-destinations']);
  });

  it('has at least 25 recipes', () => {
    expect(rules.length).toBeGreaterThanOrEqual(25);
  });

  it.each(rules.map(({ name }, index) => ({ name, index })))(
    'tests $name with a record that matches and one that nearly does',
    ({ index }) => {
      const matching = recordsOf(index, 'match');
      const near = recordsOf(index, 'no match').filter((record) =>
        matching.some((match) => match.eventName === record.eventName && differences(match, record) === 1),
      );
      expect(near).not.toEqual([]);
    },
  );
});

const recordsOf = (rule: number, kind: 'match' | 'no match'): readonly JsonObject[] =>
  written
    .filter((test) => test.rule === rule && test.expected.kind === kind)
    .flatMap(({ records }) => records);

/** How many fields of two records differ. */
const differences = (one: JsonObject, other: JsonObject): number =>
  Object.keys({ ...one, ...other }).filter((key) => !isDeepStrictEqual(one[key], other[key])).length;
