import type { FailureKind, Outcome } from '../jq/engine.ts';
import type { JsonValue } from '../json.ts';
import { type CloudTrailRecord, eventIdOf } from '../trail/record.ts';
import type { CompiledRules, Rule } from './rule.ts';

export interface Match {
  readonly rule: Rule;
  readonly record: CloudTrailRecord;
  /** The first output of the rule's program: `true`, the record itself, or whatever else the rule says of it. */
  readonly output: JsonValue;
}

/** What is kept of a match when it has been told. */
export interface MatchedEvent {
  readonly rule: Rule;
  readonly eventId: string | undefined;
}

export const matchedEvent = ({ rule, record }: Match): MatchedEvent => ({ rule, eventId: eventIdOf(record) });

/** A rule that could not be evaluated on a record. It might have matched, so it must not stay silent. */
export interface RuleFailure {
  readonly kind: FailureKind;
  readonly rule: Rule;
  readonly record: CloudTrailRecord;
  readonly message: string;
}

/** Runs every record through every rule. Matches come in the order of the records, then of the rules. */
export const matchRecords = async (
  { rules, programs }: CompiledRules,
  records: readonly CloudTrailRecord[],
  signal: AbortSignal,
  jqSignal = signal,
): Promise<{ readonly matches: readonly Match[]; readonly failures: readonly RuleFailure[] }> => {
  const matches: Match[] = [];
  const failures: RuleFailure[] = [];
  const outcomes = await programs.firstOutputs(records, signal, jqSignal);
  for (const outcome of outcomes.toSorted(byRecordThenRule)) {
    const rule = rules[outcome.program];
    const record = records[outcome.input];
    if (rule === undefined || record === undefined) throw new RangeError('an outcome of no rule or record');
    if (outcome.kind === 'value') matches.push({ rule, record, output: outcome.value });
    else failures.push({ kind: outcome.kind, rule, record, message: outcome.message });
  }
  return { matches, failures };
};

const byRecordThenRule = (a: Outcome, b: Outcome): number => a.input - b.input || a.program - b.program;
