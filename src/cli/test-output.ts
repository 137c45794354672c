import { styleText } from 'node:util';
import { oneLine } from '../alerts/printable.ts';
import { describeSurprise } from '../rule-tests/describe.ts';
import type { TestResult } from '../rule-tests/run.ts';
import type { Rule } from '../rules/rule.ts';
import type { Output } from './command.ts';

/** A rule and what its tests came to. */
export interface RuleResult {
  readonly rule: Rule;
  readonly results: readonly TestResult[];
}

/** A rule with each of its tests, and what went wrong with those that failed. Empty for a rule without tests. */
export const textOfResults = ({ rule, results }: RuleResult, output: Output): string =>
  results.length === 0
    ? ''
    : [`  ${oneLine(rule.name)}`, ...results.flatMap((result) => linesOf(result, output)), ''].join('\n');

const linesOf = ({ test, surprises }: TestResult, output: Output): readonly string[] => {
  const passed = surprises.length === 0;
  const sign = passed ? coloured('green', '✓', output) : coloured('red', '✗', output);
  return [
    `    ${sign} ${oneLine(test.name)}`,
    ...surprises
      .flatMap((surprise) => describeSurprise(surprise, test))
      .map((line) => `        ${oneLine(line)}`),
  ];
};

const coloured = (colour: 'green' | 'red', text: string, { isTTY }: Output): string =>
  isTTY ? styleText(colour, text) : text;

/** How many tests passed, and which rules have none. */
export const summaryOfTests = (all: readonly RuleResult[]): string => {
  const results = all.flatMap(({ results }) => results);
  const failed = results.filter(({ surprises }) => surprises.length > 0).length;
  const without = all.filter(({ results }) => results.length === 0);
  return [
    '',
    ...(without.length === 0
      ? []
      : ['Rules without tests:', ...without.map(({ rule }) => `  ${oneLine(rule.name)}`)]),
    results.length === 0 ? 'error: no tests' : `Tests: ${results.length - failed} passed, ${failed} failed.`,
    '',
  ].join('\n');
};
