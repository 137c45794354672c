import { eventRefOf, type MatchAlert, type RoundupEntry } from './alert.ts';
import { type Facts, factsOf } from './facts.ts';
import type { SummedEvent } from './summary.ts';

/** What a roundup keeps of a match. */
export const entryOf = ({ record, logFile }: MatchAlert): RoundupEntry => ({
  ...eventRefOf(record, logFile),
  ...summedEvent(factsOf(record)),
});

/** The facts that a summary needs, none of them long: there may be hundreds of thousands. */
export const summedEvent = ({ eventId, when, who, what, account, from }: Facts): SummedEvent => ({
  eventId: short(eventId),
  when: short(when),
  who: short(who),
  what: short(what),
  account: short(account),
  from: short(from),
});

/** A new string: a slice would keep the whole text in memory. */
const short = (text: string | undefined): string | undefined =>
  text === undefined || text.length <= maxCharacters
    ? text
    : Buffer.from(`${text.slice(0, maxCharacters - 1)}…`).toString();

const maxCharacters = 300;
