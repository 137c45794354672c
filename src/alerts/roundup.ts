import { eventRefOf, type MatchAlert, type Roundup, type RoundupEntry } from './alert.ts';
import { factsOf } from './facts.ts';

/** What a roundup keeps of a match. */
export const entryOf = ({ record, logFile }: MatchAlert): RoundupEntry => {
  const { eventId, when, who, account, from } = factsOf(record);
  return { ...eventRefOf(record, logFile), eventId, when, who, account, from };
};

/** Many matches in a few lines: most frequent users, accounts and addresses, and the IDs of all events. */
export const summaryOf = ({ entries }: Roundup) => {
  const times = entries.flatMap(({ when }) => when ?? []).toSorted();
  return {
    count: entries.length,
    first: times.at(0),
    last: times.at(-1),
    who: mostFrequent(entries.map(({ who }) => who)),
    accounts: mostFrequent(entries.map(({ account }) => account)),
    from: mostFrequent(entries.map(({ from }) => from)),
    eventIDs: entries.flatMap(({ eventId }) => eventId ?? []),
  };
};

/** The five most frequent values, with their counts. */
const mostFrequent = (values: readonly (string | undefined)[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a).slice(0, 5));
};
