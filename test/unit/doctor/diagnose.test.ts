import { readdirSync } from 'node:fs';
import { parse as parseToml } from '@iarna/toml';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse.ts';
import { diagnose, fixed } from '../../../src/doctor/diagnose.ts';
import { compileProgram } from '../../../src/jq/in-process/program.ts';
import { pathOf, readText } from '../../support/fixtures.ts';
import { goodPrograms } from './good-programs.ts';
import { goodProgramsOfAnalysts } from './good-programs-of-analysts.ts';
import { goodProgramsOfCalls } from './good-programs-of-calls.ts';
import { goodProgramsOfIdentity } from './good-programs-of-identity.ts';
import {
  alwaysMatches,
  asksForOtherParameters,
  comesOutOtherwise,
  countsOnce,
  fails,
  failsOnItsType,
  type Mistake,
  neverFires,
  pipesTooMuch,
} from './mistakes.ts';
import { mistakesOfAnalysts } from './mistakes-of-analysts.ts';
import { mistakesOfCalls } from './mistakes-of-calls.ts';
import { mistakesOfIdentity } from './mistakes-of-identity.ts';
import { goodOwnWords, mistakesInOwnWords } from './own-words.ts';

describe('a mistake gives a finding, and its fix a program that compiles without it', () => {
  const tables: Readonly<Record<string, readonly Mistake[]>> = {
    'never fires': neverFires,
    'always matches': alwaysMatches,
    'fails on every record': fails,
    'looks at one output only': countsOnce,
    'comes out otherwise than it looks': comesOutOtherwise,
    'is about identities': mistakesOfIdentity,
    'comes from other query languages': mistakesOfAnalysts,
    'is about calls': mistakesOfCalls,
    'fails because of a type': failsOnItsType,
    'asks for parameters that calls do not have': asksForOtherParameters,
    'pipes more than is meant': pipesTooMuch,
    'says of its alert': mistakesInOwnWords,
  };
  describe.each(Object.entries(tables))('what %s', (_, mistakes) => {
    it.each(mistakes)('$kind: $program', ({ kind, program, fixed: expected }) => {
      const finding = diagnose(program).find((found) => found.kind === kind);
      expect(finding, `found ${JSON.stringify(diagnose(program))}`).toBeDefined();
      if (finding === undefined) return;
      expect(finding.message).toMatch(/\w/);
      expect(program.slice(finding.span.start, finding.span.end)).not.toBe('');
      if (expected === undefined) return expect(finding.fix).toBeUndefined();
      const withFix = fixed(program, finding);
      expect(withFix).toBe(expected);
      expect(compileProgram(withFix)).toBeDefined();
      expect(diagnose(withFix)).not.toContainEqual(
        expect.objectContaining({ kind, message: finding.message }),
      );
    });
  });
});

describe('no finding in a program that is right', () => {
  it.each([
    ...goodPrograms,
    ...goodProgramsOfIdentity,
    ...goodProgramsOfAnalysts,
    ...goodProgramsOfCalls,
    ...goodOwnWords,
  ])('%s', (program) => {
    expect(compileProgram(program)).toBeDefined();
    expect(diagnose(program)).toEqual([]);
  });

  const programsOf = (toml: string): readonly string[] =>
    parseConfig(parseToml(toml)).programs.map(({ text }) => text);

  const examples = [
    ...programsOf(readText('tattletail.example.toml')),
    ...readdirSync(pathOf('docs')).flatMap((page) =>
      [...readText(`docs/${page}`).matchAll(/^```toml\n(.*?)^```/gms)].flatMap(([, toml = '']) =>
        programsOf(toml),
      ),
    ),
  ];
  it.each(examples)('of our documents: %s', (program) => {
    expect(diagnose(program)).toEqual([]);
  });
});

it('reads conditions of what is to be left out the other way round', () => {
  const program = '(.userAgent // "") | test("terraform")';
  expect(diagnose(program)).toEqual([]);
  expect(diagnose(program, { ignores: true })).toMatchObject([{ kind: 'trust' }]);
});

it('finds nothing in a program that jq refuses, which says so itself', () => {
  expect(diagnose('select(')).toEqual([]);
});

it('ends on a function that calls itself', () => {
  expect(diagnose('def f: if .eventname then f else f end; f')).toMatchObject([{ kind: 'unknown-field' }]);
});

it.each([
  ['a long chain', Array.from({ length: 6000 }, (_, at) => `.userIdentity.type == "root${at}"`).join(' or ')],
  ['a long list', `.eventName | IN(${Array.from({ length: 9000 }, () => '"CreateUser"').join(', ')})`],
  ['parentheses in parentheses', `${'('.repeat(5000)}.${')'.repeat(5000)}`],
])('ends on %s', (_, program) => {
  expect(diagnose(program)).toEqual([]);
});

describe('what a finding suggests instead', () => {
  it.each([
    ['.userIdentity.type == "IAMUser" and .userAgent != "terraform"', '.userIdentity.arn is safer'],
    ['.readOnly == false and .userAgent != "terraform"', 'sessionIssuer.arn is safer'],
    ['.userIdentity.type == "SSOUser"', 'below aws-reserved/sso.amazonaws.com, or "IdentityCenterUser"'],
    ['(.eventTime | fromdate | localtime)[3] > 20', '(.eventTime | fromdate) + 9 * 3600 | gmtime'],
  ])('%s: %s', (program, suggestion) => {
    expect(diagnose(program).map(({ message }) => message)).toContainEqual(
      expect.stringContaining(suggestion),
    );
  });
});
