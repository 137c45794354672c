import { isJsonObject } from '../../json.ts';
import type { CloudTrailRecord } from '../../trail/record.ts';
import type { Verdict } from '../evaluate.ts';

/** Records that make good tests of a rule. */
export interface Picked {
  readonly match: CloudTrailRecord | undefined;
  /** Records of the same event that do not match, each of another kind, first those that lack a single condition. */
  readonly near: readonly CloudTrailRecord[];
}

/**
 * Collects records with what a rule makes of them, and picks a match and some that are like it. `lackingIn` gives the
 * conditions of the rule that a record lacks.
 */
export const createPicker = (
  maxNear: number,
  lackingIn: (record: CloudTrailRecord) => readonly string[],
): {
  readonly add: (record: CloudTrailRecord, verdict: Verdict) => void;
  readonly picked: () => Picked;
} => {
  const matches: CloudTrailRecord[] = [];
  const others = new Map<string, OfEvent>();
  return {
    add: (record, { kind }) => {
      if (kind === 'match' && matches.length === 0) matches.push(record);
      if (kind !== 'no match') return;
      const ofEvent = others.get(eventOf(record)) ?? { nearMisses: new Map(), farther: new Map() };
      others.set(eventOf(record), ofEvent);
      const lacking = lackingIn(record);
      const [kinds, ofRecord] =
        lacking.length === 1
          ? [ofEvent.nearMisses, JSON.stringify([lacking, kindOf(record)])]
          : [ofEvent.farther, kindOf(record)];
      if (kinds.size < maxNear && !kinds.has(ofRecord)) kinds.set(ofRecord, record);
    },
    picked: () => {
      const [match] = matches;
      const near = match === undefined ? undefined : others.get(eventOf(match));
      const records = near === undefined ? [] : [...near.nearMisses.values(), ...near.farther.values()];
      return { match, near: records.slice(0, maxNear) };
    },
  };
};

/** Records of an event that do not match, by their kind. */
interface OfEvent {
  /** Of those that lack a single condition. */
  readonly nearMisses: Map<string, CloudTrailRecord>;
  readonly farther: Map<string, CloudTrailRecord>;
}

const eventOf = ({ eventSource, eventName }: CloudTrailRecord): string =>
  JSON.stringify([eventSource, eventName]);

/** By which records of an event differ most: who called, and how it ended. */
const kindOf = ({ userIdentity, errorCode, readOnly }: CloudTrailRecord): string =>
  JSON.stringify([isJsonObject(userIdentity) ? userIdentity.type : null, errorCode, readOnly]);
