import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shapes } from '../../src/catalogue/shapes/shapes.ts';
import { jqEngine, prefilterFields } from '../../src/choose-jq.ts';
import { loadConfig } from '../../src/config/load.ts';
import { testsBeside } from '../../src/config/rule-tests.ts';
import { compileProgram } from '../../src/jq/in-process/program.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';
import { programOf } from '../../src/rules/program-of.ts';
import { built } from '../support/build.ts';
import { pathOf, readText } from '../support/fixtures.ts';

const tattletail = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [built('cli.mjs'), ...args], {
    cwd: pathOf(''),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

const noRealJq = jqEngine(() => Promise.reject(new Error('a rule needs the real jq')));

const packs = await Promise.all(
  readdirSync(pathOf('rules'))
    .filter((name) => name.endsWith('.toml') && !name.endsWith('.test.toml'))
    .map(async (name) => {
      const path = `rules/${name}`;
      const { config, programs } = await loadConfig({ uri: path, text: readText(path) }, noRealJq.compile, {
        mayBePack: true,
      });
      const beside = path.replace('.toml', '.test.toml');
      const tests = await testsBeside({ uri: beside, text: readText(beside) }, config.rules);
      return { path, rules: config.rules, programs, tests };
    }),
);

// Checking a pack takes as long as it has rules.
describe.each(packs)('$path', { timeout: 180_000 }, ({ path, rules, programs, tests }) => {
  it('has rules that do what their tests expect', () => {
    const { status, stdout } = tattletail('test', path);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.not.stringContaining('✗') });
  });

  it('has rules without findings', () => {
    expect(tattletail('check', '--strict', path)).toMatchObject({ status: 0, stderr: '' });
  });

  it('has rules with an id, a severity, techniques, tags and a runbook', () => {
    const incomplete = rules.filter(
      ({ ownId, severity, attack, tags, description }) =>
        ownId === undefined ||
        severity === undefined ||
        attack.length === 0 ||
        tags.length === 0 ||
        description.trim().split('\n').length < 2,
    );
    expect(incomplete.map(({ name }) => name)).toEqual([]);
  });

  it('has no rule that the prefilter leaves to be evaluated on every record', () => {
    const unfiltered = rules.filter(
      (rule) => compileProgram(programOf(rule), prefilterFields)?.conditions.length === 0,
    );
    expect(unfiltered.map(({ id }) => id)).toEqual([]);
  });

  it('tests each rule with what matches and, twice, with what nearly does', () => {
    const count = (rule: number, kind: 'match' | 'no match'): number =>
      tests.filter((test) => test.rule === rule && test.expected.kind === kind).length;
    const untested = rules.filter((_, rule) => count(rule, 'match') < 1 || count(rule, 'no match') < 2);
    expect(untested.map(({ name }) => name)).toEqual([]);
  });

  it('has rules that fail on no record, whatever CloudTrail writes in place of a field', async () => {
    const { firstOutputs } = programs.start({ signal: AbortSignal.timeout(170_000) });
    const seeds = [...tests.flatMap(({ records }) => records), ...shapes().map(({ record }) => record)];
    const failures = new Set<string>();
    for (const seed of seeds) {
      for (const outcome of await firstOutputs([...withOddFields(seed)])) {
        if (outcome.kind === 'value') continue;
        const rule = rules.find(({ matchProgram }) => matchProgram === outcome.program);
        failures.add(`${rule?.name}: ${outcome.message}`);
      }
    }
    expect([...failures]).toEqual([]);
  });
});

/** The record with each of its fields, at any depth, replaced or left out. */
function* withOddFields(record: JsonObject): Generator<JsonObject> {
  for (const [name, value] of Object.entries(record)) {
    const { [name]: _, ...others } = record;
    yield others;
    for (const odd of odds) yield { ...record, [name]: odd };
    for (const changed of oddOf(value)) yield { ...record, [name]: changed };
  }
}

function* oddOf(value: JsonValue): Generator<JsonValue> {
  if (isJsonObject(value)) yield* withOddFields(value);
  if (!Array.isArray(value)) return;
  for (const [index, item] of value.entries())
    for (const changed of [...odds, ...oddOf(item)]) yield value.with(index, changed);
}

const odds: readonly JsonValue[] = [
  null,
  'HIDDEN_DUE_TO_SECURITY_REASONS',
  '',
  7,
  true,
  [],
  ['x'],
  [[null]],
  { omitted: true },
];

it('has packs that one config can include together', { timeout: 60_000 }, () => {
  const include = packs.map(({ path }) => JSON.stringify(pathOf(path))).join(', ');
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-'));
  const config = join(folder, 'tattletail.toml');
  writeFileSync(
    config,
    `include = [${include}]
default_destinations = ["topic"]
[[destination]]
id = "topic"
type = "sns"
sns_arn = "arn:aws:sns:us-east-1:111122223333:security-alerts"
`,
  );
  expect(tattletail('check', '--strict', config)).toMatchObject({ status: 0, stderr: '' });
});
