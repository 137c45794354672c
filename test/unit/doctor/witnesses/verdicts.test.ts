import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapes } from '../../../../src/catalogue/shapes/shapes.ts';
import { fixed } from '../../../../src/doctor/diagnose.ts';
import { rare } from '../../../../src/doctor/witnesses/records/witnesses.ts';
import { verdictsOn } from '../../../../src/doctor/witnesses/verdicts.ts';
import { compileProgram, evaluate } from '../../../../src/jq/in-process/program.ts';
import { isJsonObject } from '../../../../src/json.ts';
import { anyInput } from '../../../support/jq/inputs.ts';
import { anyProgram } from '../../../support/jq/programs.ts';
import { inputOf, readTables } from '../../../support/jq/table.ts';
import { seed } from '../../../support/seed.ts';
import { goodPrograms } from '../good-programs.ts';
import { goodProgramsOfCalls } from '../good-programs-of-calls.ts';
import { goodProgramsOfIdentity } from '../good-programs-of-identity.ts';
import { misled, noGuardHelps } from './misled.ts';
import { moreGoodPrograms } from './more-good-programs.ts';

describe('a program that does not do what it looks like', () => {
  it.each(misled)('$kind: $program', ({ kind, program, fixed: wanted }) => {
    const findings = verdictsOn(program);
    expect(findings.map((finding) => finding.kind)).toContain(kind);
    const [finding] = findings.filter((each) => each.kind === kind);
    if (wanted !== undefined) expect(finding && fixed(program, finding)).toBe(wanted);
    if (finding?.fix === undefined) return;
    expect(compileProgram(fixed(program, finding))).toBeDefined();
  });
});

it.each(noGuardHelps)('no guard for what fails because it is wrong: %s', (program) => {
  const findings = verdictsOn(program).filter(({ kind }) => kind === 'unguarded');
  expect(findings).not.toEqual([]);
  expect(findings.map(({ fix }) => fix)).toEqual(findings.map(() => undefined));
});

it.each([
  '.userIdentity.userName as $user | .userIdentity.arn | endswith($user)',
  '.eventName == "CreateUser" and (.userIdentity.userName as $user | .userIdentity.arn | endswith($user))',
  '. as $r | select(.userIdentity.type == "Root") | $r.userIdentity.arn | startswith($r.userIdentity.userName)',
])('the argument is named where it is the cause: %s', (program) => {
  expect(verdictsOn(program)).toMatchObject([{ message: expect.stringMatching(/where \$\S+ is null$/) }]);
});

describe('a good program', () => {
  it.each([...goodPrograms, ...moreGoodPrograms, ...goodProgramsOfIdentity, ...goodProgramsOfCalls])(
    '%s',
    (program) => {
      expect(verdictsOn(program)).toEqual([]);
    },
  );

  it('is each rule of the example', () => {
    const example = readFileSync('tattletail.example.toml', 'utf8');
    const programs = [...example.matchAll(/jq_match = '''(.*?)'''/gs)].map(([, program = '']) => program);
    expect(programs.length).toBeGreaterThan(0);
    expect(programs.flatMap((program) => verdictsOn(program))).toEqual([]);
  });
});

it.each([
  '.a >= "\u{1f600}" and .b',
  '.a > "\u{1f600}" and .a < "\uff00"',
  '.a == "\uff00" and .a > "\u{1f600}"',
])('nothing is said of %j, where jq orders text otherwise than JavaScript', (program) =>
  expect(verdictsOn(program)).toEqual([]),
);

it(`a verdict is true on generated records (seed ${seed})`, { timeout: 120_000 }, () => {
  const records = fc.sample(anyInput(), { seed, numRuns: 200 }).filter(isJsonObject);
  for (const text of fc.sample(anyProgram(), { seed, numRuns: 300 })) {
    const program = compileProgram(text);
    if (program === undefined) continue;
    const [verdict] = verdictsOn(text).filter(({ message }) => message.includes('record'));
    const kinds = new Set(records.map((record) => evaluate(program, record)?.kind));
    if (verdict?.kind === 'never' && kinds.has('value'))
      expect.fail(`seed ${seed}: ${text} matches a record`);
    if (verdict?.kind === 'always' && kinds.has(undefined))
      expect.fail(`seed ${seed}: ${text} does not match a record`);
  }
});

it('a verdict is true on the inputs of the conformance table', () => {
  const rows = readTables()
    .flatMap((table) => table.rows)
    .filter((row) => row.input !== undefined && isJsonObject(row.input));
  let verdicts = 0;
  for (const row of rows) {
    const program = compileProgram(row.program);
    const [verdict] = verdictsOn(row.program).filter(({ message }) => message.includes('record'));
    if (program === undefined || verdict === undefined) continue;
    verdicts += 1;
    const result = evaluate(program, inputOf(row));
    if (verdict.kind === 'never') expect(result?.kind, row.program).not.toBe('value');
    if (verdict.kind === 'always') expect(result, row.program).toBeDefined();
  }
  expect(verdicts).toBeGreaterThan(0);
});

it('names only forms of records that the catalogue has', () => {
  const names = shapes().map(({ name }) => name);
  expect([...rare].filter((name) => !names.includes(name))).toEqual([]);
});
