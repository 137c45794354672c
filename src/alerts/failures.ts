import { isDeepStrictEqual } from 'node:util';
import { loggedMessageOf, messageOfFailure } from '../rules/failure-message.ts';
import type { RuleFailure } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import type { FailureAlert, FailureEntry } from './alert.ts';
import { contentOf, contentWhenNeeded, dayOf, eventKeyOf, sha256, undated } from './event-key.ts';
import { factsOf } from './facts.ts';
import { bytesOf } from './held-bytes.ts';
import { partsOf } from './parts.ts';
import { summedEvent } from './roundup.ts';
import type { SummedEvent } from './summary.ts';
import { recordedWhoIn } from './who.ts';

/** The rule failures of one invocation. */
interface Failures {
  /** Gives about how many bytes more are held now. */
  add(failures: readonly RuleFailure[], logFile: string): number;
  /** An alert for each rule with `on_error = "alert"`; `records` is how many were inspected. */
  alerts(records: number): readonly FailureAlert[];
}

/** Counts similar failures instead of keeping them: there may be one for every record. */
export const collectFailures = (): Failures => {
  const byRule = new Map<Rule, Collected>();
  return {
    add: (failures, logFile) =>
      failures
        .filter(({ rule }) => rule.onError === 'alert')
        .reduce((bytes, failure) => {
          const collected = byRule.get(failure.rule) ?? { early: [], groups: new Map() };
          byRule.set(failure.rule, collected);
          return bytes + collect(collected, failure, logFile);
        }, 0),
    alerts: (records) =>
      [...byRule].flatMap(([rule, collected]) =>
        partsOf(entriesOf(collected, records)).map((entries) => ({ kind: 'failure', rule, entries })),
      ),
  };
};

/** Of fewer records, most may be those of an attacker. */
const manyRecords = 20;

export const reasonOf = ({ first }: FailureEntry): string => messageOfFailure(first);

/** What a summary takes in of similar failures. */
export const summedFailure = ({ first, times }: FailureEntry): SummedEvent => ({
  ...summedEvent(first.record),
  times,
});

interface Collected {
  /** The first failures, one by one: all of them, if few records were inspected. */
  readonly early: Group[];
  readonly groups: Map<string, Group>;
}

/** Failures of one kind on one kind of call by one caller. */
interface Group {
  /** The kind of failure. */
  readonly kind: string;
  /** The kind of failure, call and caller. */
  readonly alike: string;
  readonly first: RuleFailure;
  readonly times: number;
  readonly isOneRequest: boolean;
  /** That of the first failure comes first. */
  readonly logFiles: Set<string>;
}

const collect = ({ early, groups }: Collected, first: RuleFailure, logFile: string): number => {
  const { what, error } = factsOf(first.record);
  const who = recordedWhoIn(first.record);
  const kind = JSON.stringify([first.kind, loggedMessageOf(first)]);
  const alike = sha256(JSON.stringify([kind, what, who, error]));
  const group = (): Group => ({
    ...{ kind, alike, first, times: 1 },
    isOneRequest: true,
    logFiles: new Set([logFile]),
  });
  const isEarly = early.length < manyRecords;
  if (isEarly) early.push(group());
  return put(groups, group()) || isEarly ? bytesOf(first.record) + first.message.length : 0;
};

/** Gives whether it is the first of its kind. */
const put = (groups: Map<string, Group>, group: Group): boolean => {
  const known = groups.get(group.alike);
  groups.set(group.alike, known === undefined ? group : merged(known, group));
  for (const logFile of group.logFiles) known?.logFiles.add(logFile);
  return known === undefined;
};

const merged = (known: Group, group: Group): Group => ({
  ...known,
  times: known.times + group.times,
  isOneRequest: known.isOneRequest && group.isOneRequest && isSameRequest(known.first, group.first),
});

const isSameRequest = ({ record: one }: RuleFailure, { record: other }: RuleFailure): boolean => {
  try {
    return isDeepStrictEqual(one.requestParameters ?? null, other.requestParameters ?? null);
  } catch {
    // They nest too deep.
    return false;
  }
};

/**
 * A failure on few of the records may be caused by an attacker, so every invocation reports it. A failure on most of them
 * is a mistake in the rule, like a field that is mostly missing: it is reported once a day, but again for each kind of
 * call and each caller, so that a new one is always seen. Running out of time is no mistake in the rule.
 */
const entriesOf = ({ early, groups }: Collected, records: number): readonly FailureEntry[] => {
  const all = records < manyRecords ? byRequest(early) : [...groups.values()];
  const times = new Map<string, number>();
  for (const group of all) times.set(group.kind, (times.get(group.kind) ?? 0) + group.times);
  const isRare = ({ kind, first }: Group): boolean =>
    first.kind === 'out of time' || (first.kind === 'error' && (times.get(kind) ?? 0) * 2 < records);
  return all
    .toSorted((a, b) => Number(isRare(b)) - Number(isRare(a)))
    .map((group) => (isRare(group) ? onceForEvent(group) : onceADay(group)));
};

/** A single record is most of the records, and a harmless call that fails must not hide the next one. */
const byRequest = (early: readonly Group[]): readonly Group[] => {
  const requests = new Map<string, Group>();
  for (const group of early) {
    const { requestParameters = null } = group.first.record;
    const alike = `${group.alike} ${contentOf({ requestParameters })}`;
    put(requests, { ...group, alike });
  }
  return [...requests.values()];
};

/** A repeated invocation may read what could not be read before, and so find more failures than were reported. */
const onceForEvent = (group: Group): FailureEntry => {
  const { record } = group.first;
  const key = [eventKeyOf(record), group.times, messageOfFailure(group.first)];
  return { ...entryOf(group, key, contentWhenNeeded(record)), isOnceADay: false };
};

const onceADay = (group: Group): FailureEntry => {
  const day = dayOf(group.first.record);
  const key = [day === undated ? firstOf(group.logFiles) : day, group.alike];
  return { ...entryOf(group, key, () => ''), isOnceADay: true };
};

const entryOf = (
  { first, times, isOneRequest, logFiles }: Group,
  key: readonly unknown[],
  content: () => string,
): Omit<FailureEntry, 'isOnceADay'> => ({
  key: failureKey(key),
  content,
  logFile: firstOf(logFiles),
  first,
  times,
  isOneRequest,
  logFiles: [...logFiles],
});

export const failureKey = (parts: readonly unknown[]): string => `failure:${sha256(JSON.stringify(parts))}`;

const firstOf = ([logFile = '']: ReadonlySet<string>): string => logFile;
