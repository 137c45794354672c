import type { JqEngine } from '../../jq/engine.ts';
import { conjunctsOf } from '../../jq/in-process/explain/conjuncts.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { hasOutcome } from '../../rules/outcome.ts';
import { programOf } from '../../rules/program-of.ts';
import type { Rule } from '../../rules/rule.ts';
import type { CloudTrailRecord } from '../../trail/record.ts';
import { evaluatorOf, type Verdict } from '../evaluate.ts';
import { textsIn } from '../texts-in.ts';
import { type Anonymise, type Anonymised, createAnonymiser } from './anonymise.ts';
import { createPicker } from './pick.ts';

/** A test made of a real record. */
export interface RecordedTest {
  readonly name: string;
  readonly expect: 'match' | 'no match';
  /** What the rule outputs for the record; undefined for none, `true` or the record itself. */
  readonly output: JsonValue | undefined;
  readonly record: JsonObject;
  /** Texts of the real record that are still in it, because the rule needs them. */
  readonly kept: readonly string[];
}

export interface Recording {
  readonly records: number;
  readonly tests: readonly RecordedTest[];
  /** Records of which no test could be made: without their credentials, the rule makes something else of them. */
  readonly left: number;
}

/**
 * Makes tests of a rule from the records of log files: one that matches, and some of the same event that do not. Each is
 * anonymised, and has the same verdict afterwards.
 */
export const recordTests = async (
  jq: JqEngine,
  rule: Rule,
  batches: AsyncIterable<readonly CloudTrailRecord[]>,
  maxNear: number,
): Promise<Recording> => {
  const verdictsOf = await evaluatorOf(jq, rule, [rule.jqMatch]);
  const picker = createPicker(maxNear, lackingOf(rule));
  let records = 0;
  for await (const batch of batches) {
    records += batch.length;
    const [verdicts = []] = await verdictsOf(batch);
    for (const [index, record] of batch.entries())
      picker.add(record, verdicts[index] ?? { kind: 'no match' });
  }
  const { match, near } = picker.picked();
  const picked = match === undefined ? [] : [match, ...near];
  const anonymise = createAnonymiser(textsIn(`${rule.definitions}${rule.jqMatch}`));
  const verdictOf = async (record: CloudTrailRecord): Promise<Verdict> =>
    (await verdictsOf([record]))[0]?.[0] ?? { kind: 'no match' };
  const tests: RecordedTest[] = [];
  for (const record of picked) {
    const settled = await settle(record, anonymise, verdictOf);
    if (settled !== undefined) tests.push({ ...settled, name: nameOf(record, settled.expect) });
  }
  return { records, tests: withNumbers(tests), left: picked.length - tests.length };
};

/** The conditions of a rule that a record lacks, each by itself. */
const lackingOf = (rule: Rule): ((record: CloudTrailRecord) => readonly string[]) => {
  const conditions = conjunctsOf(programOf(rule));
  return (record) => [
    ...conditions.filter(({ holdsFor }) => holdsFor(record) !== true).map(({ text }) => text),
    ...(hasOutcome(record, rule.outcome) ? [] : ['outcome']),
  ];
};

/** Anonymises as much of a record as it can without changing what the rule makes of it. */
const settle = async (
  record: CloudTrailRecord,
  anonymise: Anonymise,
  verdictOf: (record: CloudTrailRecord) => Promise<Verdict>,
): Promise<Omit<RecordedTest, 'name'> | undefined> => {
  const { kind: wanted } = await verdictOf(record);
  const isWanted = async (anonymised: Anonymised): Promise<boolean> =>
    (await verdictOf(anonymised.record)).kind === wanted;
  let anonymised = anonymise(record);
  let keep: ReadonlySet<string> = new Set();
  if (!(await isWanted(anonymised))) anonymised = anonymise(record, { keepPieces: true });
  if (!(await isWanted(anonymised))) {
    keep = await smallestOf(anonymised.replaced, (keep) =>
      isWanted(anonymise(record, { keepPieces: true, keep })),
    );
    anonymised = anonymise(record, { keepPieces: true, keep });
  }
  if (!(await isWanted(anonymised))) return undefined;
  const verdict = await verdictOf(anonymised.record);
  const hasOutput =
    verdict.kind === 'match' && verdict.output !== true && verdict.output !== anonymised.record;
  return {
    expect: wanted === 'match' ? wanted : 'no match',
    output: hasOutput ? verdict.output : undefined,
    record: anonymised.record,
    kept: [...keep],
  };
};

/** The set without all that can be missing from it, one by one. */
const smallestOf = async (
  all: ReadonlySet<string>,
  suffices: (some: ReadonlySet<string>) => Promise<boolean>,
): Promise<ReadonlySet<string>> => {
  let some = all;
  for (const one of all) {
    const fewer = new Set([...some].filter((other) => other !== one));
    if (await suffices(fewer)) some = fewer;
  }
  return some;
};

const nameOf = ({ eventName, errorCode }: CloudTrailRecord, expected: string): string => {
  const event = typeof eventName === 'string' ? eventName : 'a record';
  const failed = typeof errorCode === 'string' ? ` that failed with ${errorCode}` : '';
  return `${expected === 'match' ? 'matches' : 'does not match'} ${event}${failed}`;
};

const withNumbers = (tests: readonly RecordedTest[]): readonly RecordedTest[] =>
  tests.map((test, index) => {
    const same = tests.slice(0, index).filter(({ name }) => name === test.name).length;
    return same === 0 ? test : { ...test, name: `${test.name} (${same + 1})` };
  });
