import type { Evaluation, FailureKind, Outcome } from '../jq/engine.ts';
import type { JsonValue } from '../json.ts';
import { type CloudTrailRecord, loggedEventIdOf } from '../trail/record.ts';
import { hasOutcome } from './outcome.ts';
import type { Rule } from './rule.ts';

export interface Match {
  readonly rule: Rule;
  readonly record: CloudTrailRecord;
  /** The first output of the rule's program: `true`, the record itself, or anything else but `null` and `false`. */
  readonly output: JsonValue;
}

/** What a report keeps of a match. */
export interface MatchedEvent {
  readonly rule: Rule;
  readonly eventId: string | undefined;
}

export const matchedEvent = ({ rule, record }: Match): MatchedEvent => ({
  rule,
  eventId: loggedEventIdOf(record),
});

/** A rule that could not be evaluated on a record, which it might have matched. */
export interface RuleFailure {
  readonly kind: FailureKind;
  readonly rule: Rule;
  readonly record: CloudTrailRecord;
  readonly message: string;
  /** Which program of the rule's threshold failed, if it was not `jq_match`. */
  readonly ofThreshold?: 'key' | 'distinct';
}

/** Runs every record through every rule. Matches come in the order of the records, then of the rules. */
export type MatchRecords = (
  evaluation: Evaluation,
  records: readonly CloudTrailRecord[],
) => Promise<{ readonly matches: readonly Match[]; readonly failures: readonly RuleFailure[] }>;

/**
 * A record whose call had another outcome than the rule wants can neither match nor fail it. Outcomes of programs that serve another purpose than
 * matching are ignored.
 */
export const createMatcher = (rules: readonly Rule[]): MatchRecords => {
  const ruleOf = new Map(rules.map((rule) => [rule.matchProgram, rule]));
  return async (evaluation, records) => {
    const matches: Match[] = [];
    const failures: RuleFailure[] = [];
    const outcomes = await evaluation.firstOutputs(records);
    for (const outcome of outcomes.toSorted(byRecordThenProgram)) {
      const rule = ruleOf.get(outcome.program);
      if (rule === undefined) continue;
      const record = records[outcome.input];
      if (record === undefined)
        throw new RangeError(`an outcome for record ${outcome.input} of ${records.length}`);
      if (!hasOutcome(record, rule.outcome)) continue;
      if (outcome.kind === 'value') matches.push({ rule, record, output: outcome.value });
      else failures.push({ kind: outcome.kind, rule, record, message: outcome.message });
    }
    return { matches, failures };
  };
};

/** Programs have the order of their rules. */
const byRecordThenProgram = (a: Outcome, b: Outcome): number => a.input - b.input || a.program - b.program;
