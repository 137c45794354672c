import type { Burst } from '../alerts/alert.ts';
import { collectBursts } from '../alerts/bursts.ts';
import { severityOfMatch } from '../alerts/severity.ts';
import type { JqEngine } from '../jq/engine.ts';
import { messageOfFailure } from '../rules/failure-message.ts';
import { createMatcher } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import { type CountedMatch, sortByThreshold, type ThresholdProgram } from '../rules/threshold.ts';
import { type CloudTrailRecord, eventIdOf } from '../trail/record.ts';
import type { Verdict } from './evaluate.ts';

/**
 * What rules with a threshold make of the records of each test, which go through them as one log file: a list for each
 * rule. Throws JqCompileError.
 */
export const verdictsTogether = async (
  jq: JqEngine,
  rules: readonly Rule[],
  tests: readonly (readonly CloudTrailRecord[])[],
): Promise<readonly (readonly Verdict[])[]> => {
  const { programs, numbered } = numberPrograms(rules);
  const started = async (texts: readonly string[]) =>
    (await jq.compile(texts)).start({ signal: new AbortController().signal });
  const evaluation = await started(rules.map(({ definitions, jqMatch }) => `${definitions}${jqMatch}`));
  const thresholdEvaluation = await started(programs);
  const found = await createMatcher(numbered)(evaluation, tests.flat());
  const { counted, failures } = await sortByThreshold(thresholdEvaluation, found.matches);
  const failed = [...found.failures, ...failures];
  const sets = tests.map((records) => new Set(records));
  return numbered.map((rule) =>
    sets.map((records): Verdict => {
      const isOfTest = (one: { readonly rule: Rule; readonly record: CloudTrailRecord }): boolean =>
        one.rule === rule && records.has(one.record);
      const [failure] = failed.filter(isOfTest);
      return failure === undefined
        ? verdictOn(counted.filter(isOfTest).map(withEventId))
        : { kind: 'failed', message: messageOfFailure(failure) };
    }),
  );
};

/** Every record of CloudTrail has an ID, but one of a test only what its rule reads. */
const withEventId = (match: CountedMatch, index: number): CountedMatch =>
  eventIdOf(match.record) === undefined
    ? { ...match, record: { ...match.record, eventID: `record ${index + 1}` } }
    : match;

/** The rules with programs by new numbers: a text has one number, however many rules have it. */
const numberPrograms = (rules: readonly Rule[]) => {
  const numbers = new Map<string, number>();
  const numberOf = ({ definitions, jq }: ThresholdProgram): number => {
    const text = `${definitions}${jq}`;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const numbered = rules.map((rule, matchProgram): Rule => {
    const { threshold } = rule;
    if (threshold === undefined) throw new TypeError(`rule ${rule.name} has no threshold`);
    const { key, distinct } = threshold;
    return {
      ...rule,
      matchProgram,
      threshold: {
        ...threshold,
        key: { ...key, program: numberOf(key) },
        distinct: distinct && { ...distinct, program: numberOf(distinct) },
      },
    };
  });
  return { programs: [...numbers.keys()], numbered };
};

const verdictOn = (counted: readonly CountedMatch[]): Verdict => {
  const [burst] = burstsOf(counted);
  return burst === undefined
    ? { kind: 'no match', because: whyNone(counted) }
    : { kind: 'match', output: burst.output, severity: severityOfMatch(burst) };
};

const burstsOf = (counted: readonly CountedMatch[]) => {
  const bursts = collectBursts('');
  bursts.add(counted);
  return bursts.alerts();
};

/** How near the matches came to a burst. */
const whyNone = (counted: readonly CountedMatch[]): string => {
  const all = burstsOf(counted.map((match) => ({ ...match, threshold: { ...match.threshold, count: 1 } })));
  const [most] = all.map(({ burst }) => burst).toSorted((a, b) => reached(b) - reached(a));
  if (most === undefined) return 'no record counts';
  const repeated = counted.length - all.reduce((sum, { burst }) => sum + burst.count, 0);
  const what = most.distinct === undefined ? timesIn(most.count) : valuesIn(most.distinct);
  return `at most ${what} by ${most.key}${repeated === 0 ? '' : `; ${repeated} of the records repeat an event`}`;
};

const timesIn = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const valuesIn = (count: number): string => `${count} different ${count === 1 ? 'value' : 'values'}`;

const reached = ({ count, distinct }: Burst): number => distinct ?? count;
