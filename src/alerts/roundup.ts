import { type CloudTrailRecord, loggedEventIdOf } from '../trail/record.ts';
import type { BurstAlert, MatchAlert, RoundupEntry } from './alert.ts';
import { outcomeOfAlert } from './burst-outcome.ts';
import { contentWhenNeeded, eventKeyOf } from './event-key.ts';
import { factsOf } from './facts.ts';
import { outcomeOf, outcomeText } from './outcome.ts';
import { sentenceOf } from './sentence.ts';
import { severityOf } from './severity.ts';
import type { SummedEvent } from './summary.ts';
import { targetOf } from './target.ts';
import { identityIn, isRootIn, recordedWhoIn, withoutSession } from './who.ts';

/** What a roundup keeps of a match, and until `content` has been called the record too. */
export const entryOf = (alert: MatchAlert, key = eventKeyOf(alert.record)): RoundupEntry => ({
  ...summedEvent(alert.record),
  severity: severityOf(alert),
  key,
  content: contentWhenNeeded(alert.record),
  logFile: alert.logFile,
});

/** The same with what happened, for which only some of very many entries have room. */
export const withSentence = (entry: RoundupEntry, record: CloudTrailRecord): RoundupEntry => ({
  ...entry,
  sentence: short(sentenceOf(record)),
});

/** Of a burst, the first of its matches, how many there are, and event IDs of the others. */
export const entryOfBurst = (alert: BurstAlert): RoundupEntry => {
  const { count, eventIDs, more } = alert.burst;
  const others = eventIDs.filter((id) => id !== loggedEventIdOf(alert.record));
  const shown = others.slice(0, maxOthers);
  const outcome = outcomeOfAlert(alert);
  return {
    ...summedEvent(alert.record),
    outcome: short(outcome && outcomeText(outcome)),
    severity: severityOf(alert),
    times: count,
    otherEventIds: shown,
    moreEventIds: others.length - shown.length + more,
    key: alert.key,
    content: alert.content,
    logFile: alert.logFile,
  };
};

/** There may be thousands of bursts. */
const maxOthers = 100;

/** The facts that a summary needs, none of them long: there may be hundreds of thousands. */
export const summedEvent = (record: CloudTrailRecord): Omit<SummedEvent, 'rule'> => {
  const { eventId, when, what, account, from } = factsOf(record);
  const who = recordedWhoIn(record);
  const outcome = outcomeOf(record);
  return {
    eventId: short(eventId),
    when: short(when),
    who: short(who),
    identity: short(identityIn(record) ?? (who === undefined ? undefined : withoutSession(who))),
    isRoot: isRootIn(record),
    what: short(what),
    account: short(account),
    from: short(from),
    outcome: short(outcome === undefined ? undefined : outcomeText(outcome)),
    target: short(targetOf(record)),
  };
};

/** A new string: a slice would keep the whole text in memory. */
const short = (text: string | undefined): string | undefined =>
  text === undefined || text.length <= maxCharacters
    ? text
    : Buffer.from(`${text.slice(0, maxCharacters - 1)}…`).toString();

const maxCharacters = 300;
