import { isJsonObject } from '../../json.ts';
import type { CloudTrailRecord } from '../../trail/record.ts';
import type { Verdict } from '../evaluate.ts';

/** Records that make good tests of a rule. */
export interface Picked {
  readonly match: CloudTrailRecord | undefined;
  /** Records of the same event that do not match, each of another kind. */
  readonly near: readonly CloudTrailRecord[];
}

/** Collects records with what a rule makes of them, and picks a match and some that are like it. */
export const createPicker = (
  maxNear: number,
): {
  readonly add: (record: CloudTrailRecord, verdict: Verdict) => void;
  readonly picked: () => Picked;
} => {
  const matches: CloudTrailRecord[] = [];
  const others = new Map<string, Map<string, CloudTrailRecord>>();
  return {
    add: (record, { kind }) => {
      if (kind === 'match' && matches.length === 0) matches.push(record);
      if (kind !== 'no match') return;
      const ofEvent = others.get(eventOf(record)) ?? new Map<string, CloudTrailRecord>();
      others.set(eventOf(record), ofEvent);
      if (ofEvent.size < maxNear && !ofEvent.has(kindOf(record))) ofEvent.set(kindOf(record), record);
    },
    picked: () => {
      const [match] = matches;
      const near = match === undefined ? undefined : others.get(eventOf(match));
      return { match, near: [...(near?.values() ?? [])] };
    },
  };
};

const eventOf = ({ eventSource, eventName }: CloudTrailRecord): string =>
  JSON.stringify([eventSource, eventName]);

/** By which records of an event differ most: who called, and how it ended. */
const kindOf = ({ userIdentity, errorCode, readOnly }: CloudTrailRecord): string =>
  JSON.stringify([isJsonObject(userIdentity) ? userIdentity.type : null, errorCode, readOnly]);
