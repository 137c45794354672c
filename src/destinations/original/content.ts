import { isDeepStrictEqual } from 'node:util';
import type { Alert, Burst, FailureAlert, OperationalAlert } from '../../alerts/alert.ts';
import { factsOf } from '../../alerts/facts.ts';
import { reasonOf, summedFailure } from '../../alerts/failures.ts';
import { fitting } from '../../alerts/fitting.ts';
import { type Counted, type SummedEvent, summaryOf } from '../../alerts/summary.ts';
import { noteOf, type Tag } from '../../alerts/tag.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { goJson } from './go-json.ts';

/** The four fields of the original's messages. Roundups, rule failures and operational alerts, which it does not have, use the same. */
export interface Original {
  readonly name: string;
  readonly description: string;
  readonly record: JsonValue;
  readonly match: JsonValue;
  /** What a burst is besides the first of its matches. Only rules with a threshold have bursts. */
  readonly burst?: JsonObject;
}

export const originalOf = (alert: Alert): Original => {
  const { name, description } = alert.rule;
  switch (alert.kind) {
    case 'match':
      return { name, description, record: alert.record, match: alert.output };
    case 'burst':
      return {
        name,
        description,
        record: alert.record,
        match: alert.output,
        burst: burstOf(alert.burst),
      };
    case 'roundup':
      return { name, description, record: null, match: { roundup: roundupOf(alert.entries) } };
    case 'failure':
      return { name, description, ...failureOf(alert) };
    case 'operational':
      return {
        name,
        description: alert.problem.advice,
        record: null,
        match: { operational: problemOf(alert) },
      };
  }
};

const problemOf = ({ problem: { subject, sentence, facts } }: OperationalAlert): JsonObject => ({
  subject,
  sentence,
  ...Object.fromEntries(facts),
});

const burstOf = ({ eventIDs, more, ...burst }: Burst): JsonObject => {
  const ids = fitting(eventIDs, 60_000, bytesOf);
  const left = more + ids.more;
  return { ...burst, eventIDs: ids.shown, ...(left === 0 ? {} : { more: { eventIDs: left } }) };
};

/** The rarest names where a message has no room for all; `more` says how many are missing. */
const roundupOf = (entries: readonly SummedEvent[]): JsonObject => {
  const summary = summaryOf(entries);
  const { count, first = null, last = null, who, what, accounts, from, eventIDs, moreEventIDs = 0 } = summary;
  const names = Object.entries({ who, what, accounts, from }).map(
    ([key, counts]) => [key, fitting(counts, 20_000, ({ name }) => bytesOf(name))] as const,
  );
  const ids = fitting(eventIDs, 60_000, bytesOf);
  const left = { more: ids.more + moreEventIDs };
  const more = [...names, ['eventIDs', left] as const].flatMap(([key, { more }]) =>
    more === 0 ? [] : [[key, more] as const],
  );
  return {
    count,
    first,
    last,
    ...Object.fromEntries(names.map(([key, { shown }]) => [key, countsOf(shown)])),
    eventIDs: ids.shown,
    ...(more.length === 0 ? {} : { more: Object.fromEntries(more) }),
  };
};

const countsOf = (counts: readonly Counted[]): JsonObject =>
  Object.fromEntries(counts.map(({ name, count }) => [name, count]));

const bytesOf = (text: string): number => Buffer.byteLength(goJson(text));

/** One failure has its record. Many have what they have in common, and the event ID of one of each kind. */
const failureOf = ({ entries }: FailureAlert): Pick<Original, 'record' | 'match'> => {
  const [one, ...others] = entries;
  const times = entries.reduce((sum, entry) => sum + entry.times, 0);
  const message = one === undefined ? '' : reasonOf(one);
  if (one !== undefined && others.length === 0) {
    const { record } = one.first;
    return { record, match: { failure: { message, times, eventID: factsOf(record).eventId ?? null } } };
  }
  return {
    record: null,
    match: { failure: { message, times, eventID: null, ...roundupOf(entries.map(summedFailure)) } },
  };
};

/** In mail and Slack, the original does not show a match that is the record. */
export const isWholeRecord = ({ record, match }: Original): boolean =>
  match === record || isDeepStrictEqual(match, record);

/** A title with the note about the delivery, if there is one. */
export const withNote = (title: string, tag: Tag): string => {
  const note = noteOf(tag);
  return note === undefined ? title : `${title} (${note})`;
};
