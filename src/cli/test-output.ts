import { styleText } from 'node:util';
import { oneLine } from '../alerts/printable.ts';
import { describeDifference, describeSurprise } from '../rule-tests/describe.ts';
import type { Survivor } from '../rule-tests/mutate/survivors.ts';
import { hasPassed, type TestResult } from '../rule-tests/run.ts';
import { unknownFieldsIn } from '../rule-tests/unknown-fields.ts';
import type { Rule } from '../rules/rule.ts';
import type { PlacedMutation } from './mutator.ts';

/** A rule and what its tests came to. */
export interface RuleResult {
  readonly rule: Rule;
  readonly results: readonly TestResult[];
  /** Undefined unless it was asked for and all tests passed. */
  readonly mutation: PlacedMutation | undefined;
}

/** A rule with each of its tests, and what went wrong with those that failed. Empty for a rule without tests. */
export const textOfResults = ({ rule, results, mutation }: RuleResult, isColoured: boolean): string =>
  results.length === 0
    ? ''
    : [
        `  ${oneLine(rule.name)}`,
        ...results.flatMap((result) => linesOf(result, isColoured)),
        ...(mutation === undefined ? [] : linesOfMutation(mutation, rule, isColoured)),
        '',
      ].join('\n');

const linesOf = ({ test, surprises }: TestResult, isColoured: boolean): readonly string[] => {
  const sign = surprises.length === 0 ? coloured('green', '✓', isColoured) : coloured('red', '✗', isColoured);
  return [
    `    ${sign} ${oneLine(test.name)}`,
    ...[
      ...surprises.flatMap((surprise) => describeSurprise(surprise, test)),
      ...unknownFieldsIn(test.records).map((unknown) => `warning:  ${unknown}`),
    ].map((line) => `        ${oneLine(line)}`),
  ];
};

const linesOfMutation = (mutation: PlacedMutation, rule: Rule, isColoured: boolean): readonly string[] => {
  if (mutation.kind === 'not parsed') return ['    not mutated: only the real jq can read the program'];
  const { mutants, survivors, definitions } = mutation;
  return [
    `    mutants: ${mutants}, killed: ${mutants - survivors.length}`,
    ...survivors.flatMap((survivor) => [
      `    ${coloured('red', '✗', isColoured)} ${survivor.line === undefined ? '' : `line ${survivor.line}: `}${oneLine(survivor.mutant.words)}`,
      `        ${oneLine(describeMissing(survivor, rule))}`,
    ]),
    ...definitions.map((name) => `    not changed: ${oneLine(name)} (a [[define]])`),
  ];
};

/** What a test would need to see it. */
const describeMissing = ({ mutant, witness }: Survivor, { threshold }: Rule): string => {
  if (mutant.of === 'threshold') return `no test sees it; this would: ${mutant.test}`;
  if (witness === undefined) return 'no test sees it; no record was found that shows it: look yourself';
  if (witness.isNeverWritten)
    return `no test sees it; only a record that CloudTrail never writes shows it (${witness.name})${
      mutant.words.startsWith('without: ') ? ': the rest of the rule already decides this, and it can go' : ''
    }`;
  const enough = threshold === undefined ? '' : 'enough records like ';
  return `no test sees it; this would: ${enough}${witness.name} (expect ${describeDifference(witness.rule, witness.mutant)})`;
};

const coloured = (colour: 'green' | 'red', text: string, isColoured: boolean): string =>
  isColoured ? styleText(colour, text) : text;

/** How many tests passed, and which rules have none. */
export const summaryOfTests = (all: readonly RuleResult[]): string => {
  const results = all.flatMap(({ results }) => results);
  const passed = results.filter(hasPassed).length;
  const without = all.filter(({ results }) => results.length === 0);
  return [
    '',
    ...(without.length === 0
      ? []
      : ['Rules without tests:', ...without.map(({ rule }) => `  ${oneLine(rule.name)}`)]),
    results.length === 0 ? 'error: no tests' : `Tests: ${passed} passed, ${results.length - passed} failed.`,
    ...summaryOfMutants(all),
    '',
  ].join('\n');
};

const summaryOfMutants = (all: readonly RuleResult[]): readonly string[] => {
  const mutations = all.flatMap(({ mutation }) => (mutation?.kind === 'mutated' ? [mutation] : []));
  if (mutations.length === 0) return [];
  const count = mutations.reduce((sum, { mutants }) => sum + mutants, 0);
  const survived = mutations.reduce((sum, { survivors }) => sum + survivors.length, 0);
  return [`Mutants: ${count - survived} killed, ${survived} survived.`];
};
