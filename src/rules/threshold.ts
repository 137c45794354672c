import type { Evaluation, Outcome } from '../jq/engine.ts';
import type { JsonValue } from '../json.ts';
import type { Match, RuleFailure } from './match.ts';

/** `[rule.threshold]`: so many matches with the same key in a log file cause one alert, and fewer none. */
export interface Threshold {
  /** How many matches, or how many different values of `distinct`. */
  readonly count: number;
  /** Matches for which it gives the same are counted together. */
  readonly key: ThresholdProgram;
  readonly distinct?: ThresholdProgram | undefined;
}

export interface ThresholdProgram {
  /** Its number among those of all thresholds. It sees the record. */
  readonly program: number;
  readonly jq: string;
  /** Before it, those that it needs of `[[define]]`. */
  readonly definitions: string;
}

/** A match that counts toward the threshold of its rule. */
export interface CountedMatch extends Match {
  readonly threshold: Threshold;
  readonly key: JsonValue;
  /** Only if the threshold has `distinct`. */
  readonly distinct?: JsonValue;
}

/** Matches that are alerts by themselves, those that are counted, and what failed. */
export interface SortedMatches {
  readonly alone: readonly Match[];
  readonly counted: readonly CountedMatch[];
  readonly failures: readonly RuleFailure[];
}

/**
 * Evaluates the programs of thresholds, on records that matched only. A match without a key, or without a value of
 * `distinct` where there is one, is not counted: null and false are none.
 */
export const sortByThreshold = async (
  evaluation: Evaluation,
  matches: readonly Match[],
): Promise<SortedMatches> => {
  const records = [...new Set(matches.filter(hasThreshold).map(({ record }) => record))];
  if (records.length === 0) return { alone: matches, counted: [], failures: [] };
  const outcomes = await evaluation.firstOutputs(records);
  const byRecord = new Map(records.map((record) => [record, new Map<number, Outcome>()]));
  for (const outcome of outcomes) byRecord.get(records[outcome.input] ?? {})?.set(outcome.program, outcome);
  const alone: Match[] = [];
  const counted: CountedMatch[] = [];
  const failures: RuleFailure[] = [];
  for (const match of matches) {
    const { threshold } = match.rule;
    if (threshold === undefined) {
      alone.push(match);
      continue;
    }
    const { key, distinct } = outcomesOf(threshold, byRecord.get(match.record));
    failures.push(...failureOf(match, 'key', key), ...failureOf(match, 'distinct', distinct));
    if (key?.kind !== 'value') continue;
    if (threshold.distinct === undefined) counted.push({ ...match, threshold, key: key.value });
    else if (distinct?.kind === 'value')
      counted.push({ ...match, threshold, key: key.value, distinct: distinct.value });
  }
  return { alone, counted, failures };
};

const hasThreshold = ({ rule }: Match): boolean => rule.threshold !== undefined;

interface Outcomes {
  readonly key: Outcome | undefined;
  readonly distinct: Outcome | undefined;
}

const outcomesOf = (
  { key, distinct }: Threshold,
  ofRecord: ReadonlyMap<number, Outcome> | undefined,
): Outcomes => ({
  key: ofRecord?.get(key.program),
  distinct: distinct && ofRecord?.get(distinct.program),
});

const failureOf = (
  { rule, record }: Match,
  program: 'key' | 'distinct',
  outcome: Outcome | undefined,
): readonly RuleFailure[] =>
  outcome === undefined || outcome.kind === 'value'
    ? []
    : [{ kind: outcome.kind, rule, record, message: outcome.message, ofThreshold: program }];
