import { type JsonValue, withinDepth } from '../json.ts';
import type { Rule } from '../rules/rule.ts';
import { mostSevere, type Severity } from '../rules/severity.ts';
import type { CountedMatch } from '../rules/threshold.ts';
import { loggedEventIdOf } from '../trail/record.ts';
import type { BurstAlert } from './alert.ts';
import { contentOf, eventKeyOf, sha256 } from './event-key.ts';
import { whenIn } from './facts.ts';
import { cutTo } from './fitting.ts';
import { bytesOf } from './held-bytes.ts';
import { type Origin, originOf } from './origin.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { severityOfMatch } from './severity.ts';

/** The matches in one log file that count toward thresholds. */
interface Bursts {
  add(matches: readonly CountedMatch[]): void;
  /** One for each key whose matches reach the threshold. */
  alerts(): readonly BurstAlert[];
}

/**
 * Counts the matches of each rule by their key, and each event once. Holds about `maxBytes` at most. Beyond that, all new
 * keys of a rule count as one, and what cannot be remembered counts as new: rather too many bursts than too few.
 */
export const collectBursts = (logFile: string, maxBytes = 32 * 2 ** 20): Bursts => {
  const byRule = new Map<Rule, Map<string, Group>>();
  const budget = createBudget(maxBytes);
  let waiting: readonly CountedMatch[] = [];
  const groupsOf = (rule: Rule): Map<string, Group> => {
    const groups = byRule.get(rule) ?? new Map<string, Group>();
    byRule.set(rule, groups);
    return groups;
  };
  const countAll = (matches: readonly CountedMatch[]): void => {
    for (const match of matches) count(match, groupFor(match, groupsOf(match.rule), budget), budget);
  };
  return {
    add: (matches) => {
      if (matches.length === 0) return;
      const isFirst = byRule.size === 0 && waiting.length === 0;
      countAll(waiting);
      waiting = isFirst && matches.length * bytesOfWaiting <= maxBytes ? matches : [];
      if (waiting.length === 0) countAll(matches);
    },
    alerts: () => {
      // Most log files are one batch, in which most keys have too few matches: then there is nothing to hash.
      for (const { rule } of waiting) groupsOf(rule);
      countAll(withoutFew(waiting));
      waiting = [];
      return [...byRule.values()]
        .flatMap((groups) => [...groups.values()])
        .filter(hasReached)
        .map((group) => burstOf(group, logFile));
    },
  };
};

/** At least so much for each match, before it is known how large its record is. */
const bytesOfWaiting = 2000;

/** Those whose keys have as many matches as their threshold asks for, even if each is of another event. */
const withoutFew = (matches: readonly CountedMatch[]): readonly CountedMatch[] =>
  [...Map.groupBy(matches, ({ rule }) => rule).values()].flatMap((ofRule) =>
    [...Map.groupBy(ofRule, keyOf).values()].filter(isEnough).flat(),
  );

const keyOf = ({ key }: CountedMatch): string => (typeof key === 'string' ? key : contentOf({ key }));

const isEnough = (sameKey: readonly CountedMatch[]): boolean =>
  sameKey.length >= (sameKey[0]?.threshold.count ?? 0);

/** Matches of a rule with the same key. */
interface Group {
  /** What they have in common, for people. */
  readonly key: string | null;
  /** The first of them by time. */
  match: CountedMatch;
  first: string | undefined;
  last: string | undefined;
  count: number;
  /** The contents of their events. */
  readonly events: Set<string>;
  severity: Severity | undefined;
  readonly outcomes: Map<Outcome['kind'], number>;
  readonly origins: Map<string, Origin>;
  distinct: number;
  readonly values: Set<string>;
  readonly eventIDs: string[];
  more: number;
  /** Of all events, in whatever order they came. */
  keys: bigint;
  contents: bigint;
}

const newGroup = (match: CountedMatch, key: string | null): Group => ({
  ...{ key, match, first: undefined, last: undefined },
  ...{ severity: severityOfMatch(match), count: 0, events: new Set(), distinct: 0, values: new Set() },
  ...{ outcomes: new Map(), origins: new Map(), eventIDs: [], more: 0, keys: 0n, contents: 0n },
});

const groupFor = (match: CountedMatch, groups: Map<string, Group>, budget: Budget): Group => {
  const hasRoom = budget.hasRoom();
  const mark = contentOf({ key: match.key });
  const known = groups.get(mark) ?? (hasRoom ? undefined : groups.get(others));
  if (known !== undefined) return known;
  const group = newGroup(match, hasRoom ? textOf(match.key) : null);
  groups.set(hasRoom ? mark : others, group);
  budget.spend(bytesOf(match.record));
  return group;
};

/** Instead of a hash of the key. */
const others = '';

const count = (match: CountedMatch, group: Group, budget: Budget): void => {
  const { record, distinct } = match;
  const content = contentOf(record);
  // CloudTrail may write an event several times into a log file.
  if (!budget.remember(group.events, content)) return;
  group.count += 1;
  group.severity = mostSevere([group.severity, severityOfMatch(match)]);
  addOutcome(group, outcomeOf(record)?.kind);
  addOrigin(group, originOf(record));
  if (distinct !== undefined && budget.remember(group.values, contentOf({ distinct }))) group.distinct += 1;
  group.keys = sumWith(group.keys, sha256(eventKeyOf(record)));
  group.contents = sumWith(group.contents, content);
  addEventId(group, loggedEventIdOf(record));
  addTime(group, match, budget);
};

const addOutcome = ({ outcomes }: Group, kind: Outcome['kind'] | undefined): void => {
  if (kind !== undefined) outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
};

const addOrigin = ({ origins }: Group, origin: Origin): void => {
  const key = JSON.stringify([origin.account, origin.region]);
  if (origins.size < maxOrigins) origins.set(key, origin);
};

/** More than there are accounts and regions in a batch of CloudWatch Logs. */
const maxOrigins = 1000;

const addEventId = (group: Group, eventId: string | undefined): void => {
  if (eventId === undefined) return;
  if (group.eventIDs.length < maxEventIds) group.eventIDs.push(eventId);
  else group.more += 1;
};

/** As many as a roundup has. */
const maxEventIds = 1000;

const addTime = (group: Group, match: CountedMatch, budget: Budget): void => {
  const when = whenIn(match.record)?.slice(0, 100);
  if (when === undefined) return;
  if (group.last === undefined || when > group.last) group.last = when;
  if (group.first !== undefined && when >= group.first) return;
  group.first = when;
  if (match === group.match || !budget.hasRoom()) return;
  budget.spend(bytesOf(match.record) - bytesOf(group.match.record));
  group.match = match;
};

/** The sum of hashes is the same in whatever order they come. */
const sumWith = (sum: bigint, hash: string): bigint => BigInt.asUintN(256, sum + BigInt(`0x${hash}`));

const hasReached = ({ match: { threshold }, count: matches, distinct }: Group): boolean =>
  (threshold.distinct === undefined ? matches : distinct) >= threshold.count;

const burstOf = (group: Group, logFile: string): BurstAlert => {
  const { match, count: matches, first = null, last = null, eventIDs, more } = group;
  const { rule, record, output, threshold } = match;
  const distinct = threshold.distinct === undefined ? {} : { distinct: group.distinct };
  const content = sha256(String(group.contents));
  return {
    kind: 'burst',
    ...{ rule, record, output, logFile },
    severity: group.severity,
    outcomes: group.outcomes,
    origins: [...group.origins.values()],
    key: `burst:${sha256(String(group.keys))}`,
    content: () => content,
    burst: { count: matches, key: group.key, ...distinct, first, last, eventIDs, more },
  };
};

const textOf = (key: JsonValue): string =>
  cutTo(typeof key === 'string' ? key : JSON.stringify(withinDepth(key)), maxKey);

const maxKey = 300;

/** How much memory the groups of a log file may take. */
interface Budget {
  readonly hasRoom: () => boolean;
  readonly spend: (bytes: number) => void;
  /** Adds a hash. Whether it was not there: one for which there is no room never is. */
  readonly remember: (hashes: Set<string>, hash: string) => boolean;
}

const createBudget = (maxBytes: number): Budget => {
  let left = maxBytes;
  return {
    hasRoom: () => left > 0,
    spend: (bytes) => {
      left -= bytes;
    },
    remember: (hashes, hash) => {
      if (hashes.has(hash)) return false;
      if (left > 0) hashes.add(hash);
      left -= bytesOfHash;
      return true;
    },
  };
};

/** With its place in a set, and the event ID that mostly comes with it. */
const bytesOfHash = 250;
