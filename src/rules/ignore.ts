import type { Evaluation, Outcome } from '../jq/engine.ts';
import { type CloudTrailRecord, loggedEventIdOf } from '../trail/record.ts';
import { matchesGlob } from './glob.ts';
import type { Match } from './match.ts';
import type { Rule } from './rule.ts';

/** An `[[ignore]]` of the config, or one of its `[ignore_profiles]`: matches of which no alert is sent. */
export interface Ignore {
  readonly name: string;
  readonly isProfile: boolean;
  /** The number of its program among those of all ignores. It sees the record. */
  readonly program: number;
  readonly jqMatch: string;
  /** Before it, those that it needs of `[[define]]`. */
  readonly definitions: string;
  /** Globs for the IDs of the rules whose matches it ignores, or their names where they have an ID of their own. */
  readonly rules: readonly string[];
  /** The last day on which it ignores, in UTC: 2027-01-31. */
  readonly expires?: string | undefined;
  readonly reason?: string | undefined;
}

/** What an ignore had to do with a match. `expired`: it would have ignored it before. `failed`: nobody knows. */
export type IgnoreEffect =
  | { readonly kind: 'ignored' | 'expired'; readonly ignore: Ignore; readonly eventId: string | undefined }
  | {
      readonly kind: 'failed';
      readonly ignore: Ignore;
      readonly eventId: string | undefined;
      readonly message: string;
    };

/** Leaves out the matches that an ignore ignores on this day. Runs the programs of ignores on matched records only. */
export type WithoutIgnored = (
  evaluation: Evaluation,
  matches: readonly Match[],
  today: string,
) => Promise<{ readonly matches: readonly Match[]; readonly effects: readonly IgnoreEffect[] }>;

/** If several ignores apply to a match, the first counts. One that fails does not ignore. */
export const createIgnoring = (ignores: readonly Ignore[], rules: readonly Rule[]): WithoutIgnored => {
  const ignoresOf = new Map(rules.map((rule) => [rule, ignores.filter((ignore) => isAbout(ignore, rule))]));
  const mayBeIgnored = ({ rule }: Match): boolean => (ignoresOf.get(rule) ?? []).length > 0;
  return async (evaluation, matches, today) => {
    const records = [...new Set(matches.filter(mayBeIgnored).map(({ record }) => record))];
    if (records.length === 0) return { matches, effects: [] };
    const outcomes = await evaluation.firstOutputs(records);
    const byRecord = Map.groupBy(outcomes, ({ input }) => records[input]);
    const kept: Match[] = [];
    const effects: IgnoreEffect[] = [];
    for (const match of matches) {
      const ofRecord = byRecord.get(match.record) ?? [];
      const found = (ignoresOf.get(match.rule) ?? []).flatMap((ignore) => {
        const outcome = ofRecord.find(({ program }) => program === ignore.program);
        return outcome === undefined ? [] : [effectOf(ignore, outcome, match.record, today)];
      });
      const ignored = found.find(({ kind }) => kind === 'ignored');
      if (ignored === undefined) kept.push(match);
      effects.push(...(ignored === undefined ? found : [ignored]));
    }
    return { matches: kept, effects };
  };
};

export const isExpired = ({ expires }: Ignore, today: string): boolean =>
  expires !== undefined && today > expires;

/**
 * Without an ID of their own, only the first of several rules with the same name has it as its ID: `R` is about that one,
 * `R*` about all.
 */
export const isAbout = ({ rules }: Ignore, { id, ownId, name }: Rule): boolean =>
  rules.map(matchesGlob).some((matchesText) => matchesText(id) || (ownId !== undefined && matchesText(name)));

const effectOf = (
  ignore: Ignore,
  outcome: Outcome,
  record: CloudTrailRecord,
  today: string,
): IgnoreEffect => {
  const eventId = loggedEventIdOf(record);
  if (outcome.kind !== 'value') return { kind: 'failed', ignore, eventId, message: outcome.message };
  return { kind: isExpired(ignore, today) ? 'expired' : 'ignored', ignore, eventId };
};
