import { isDeepStrictEqual } from 'node:util';
import type { Expected } from '../config/rule-test-schema.ts';
import type { JqEngine } from '../jq/engine.ts';
import { type JsonValue, jsonIn } from '../json.ts';
import type { Rule } from '../rules/rule.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { type Verdict, verdictsOf } from './evaluate.ts';
import { verdictsTogether } from './together.ts';

/** A test of a rule, with all its records. */
export interface RuleTest {
  readonly name: string;
  readonly records: readonly TestRecord[];
  readonly expected: Expected;
  /** Where it is written, if that is known. */
  readonly at?: TestPlace;
}

interface TestPlace {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number | undefined;
}

export interface TestRecord {
  readonly record: CloudTrailRecord;
  /** Where it comes from: the path of a file, or undefined for one in the test itself. */
  readonly file: string | undefined;
}

/** What a test came to: it passed unless something else than expected came of one of its records. */
export interface TestResult {
  readonly test: RuleTest;
  readonly surprises: readonly Surprise[];
}

/** Something else than what a test expects. */
export interface Surprise {
  /** Undefined if the rule has a threshold: the records of the test go through it together. */
  readonly record: TestRecord | undefined;
  readonly got: Verdict;
}

export const hasPassed = ({ surprises }: TestResult): boolean => surprises.length === 0;

/** Runs the tests of a rule with its own program. */
export const runTests = async (
  jq: JqEngine,
  rule: Rule,
  tests: readonly RuleTest[],
): Promise<readonly TestResult[]> => {
  const [results = []] = await runTestsWith(jq, [rule], tests);
  return results;
};

/** The results of a rule's tests with each of these variants of it. Throws JqCompileError. */
export const runTestsWith = async (
  jq: JqEngine,
  variants: readonly Rule[],
  tests: readonly RuleTest[],
): Promise<readonly (readonly TestResult[])[]> => {
  const [rule] = variants;
  if (rule === undefined) return [];
  return rule.threshold === undefined ? runEach(jq, rule, variants, tests) : runTogether(jq, variants, tests);
};

const runTogether = async (
  jq: JqEngine,
  variants: readonly Rule[],
  tests: readonly RuleTest[],
): Promise<readonly (readonly TestResult[])[]> => {
  const records = tests.map((test) => test.records.map(({ record }) => record));
  const verdicts = await verdictsTogether(jq, variants, records);
  return verdicts.map((ofVariant) =>
    tests.map((test, index) => {
      const got = ofVariant[index] ?? { kind: 'no match' };
      return { test, surprises: isExpected(got, test.expected) ? [] : [{ record: undefined, got }] };
    }),
  );
};

const runEach = async (
  jq: JqEngine,
  rule: Rule,
  variants: readonly Rule[],
  tests: readonly RuleTest[],
): Promise<readonly (readonly TestResult[])[]> => {
  const programs = variants.map(({ jqMatch }) => jqMatch);
  const records = tests.flatMap((test) => test.records.map((record) => ({ test, record })));
  const inputs = records.map(({ record }) => record.record);
  const verdicts = await verdictsOf(jq, rule, programs, inputs);
  return verdicts.map((ofProgram) => {
    const surprises = Map.groupBy(
      records.flatMap(({ test, record }, index) => {
        const got = ofProgram[index] ?? { kind: 'no match' };
        return isExpected(got, test.expected) ? [] : [{ test, record, got }];
      }),
      ({ test }) => test,
    );
    return tests.map((test) => ({ test, surprises: surprises.get(test) ?? [] }));
  });
};

const isExpected = (got: Verdict, expected: Expected): boolean => {
  if (got.kind !== 'match' || expected.kind !== 'match') return got.kind === expected.kind;
  const { output, severity } = expected;
  return (
    (output === undefined || isSameOutput(got.output, output)) &&
    (severity === undefined || got.severity === severity)
  );
};

/** Text stands for itself, and where the program outputs something else than text, for the JSON in it. */
const isSameOutput = (output: JsonValue, expected: JsonValue): boolean =>
  isDeepStrictEqual(
    output,
    typeof expected === 'string' && typeof output !== 'string' ? jsonIn(expected) : expected,
  );
