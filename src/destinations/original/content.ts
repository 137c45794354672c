import { isDeepStrictEqual } from 'node:util';
import type { Alert } from '../../alerts/alert.ts';
import { factsOf } from '../../alerts/facts.ts';
import { summaryOf } from '../../alerts/roundup.ts';
import type { Tag } from '../../alerts/tag.ts';
import type { JsonValue } from '../../json.ts';

/** The four fields of the original's messages. Roundups and rule failures, which it does not have, use the same. */
export interface Original {
  readonly name: string;
  readonly description: string;
  readonly record: JsonValue;
  readonly match: JsonValue;
}

export const originalOf = (alert: Alert): Original => {
  const { name, description } = alert.rule;
  switch (alert.kind) {
    case 'match':
      return { name, description, record: alert.record, match: alert.output };
    case 'roundup': {
      const { first = null, last = null, ...summary } = summaryOf(alert);
      return { name, description, record: null, match: { roundup: { ...summary, first, last } } };
    }
    case 'failure': {
      const { first, times } = alert;
      const failure = { message: first.message, times, eventID: factsOf(first.record).eventId ?? null };
      return { name, description, record: first.record, match: { failure } };
    }
  }
};

/** In mail and Slack, the original does not show a match that is the record. */
export const isWholeRecord = ({ record, match }: Original): boolean =>
  match === record || isDeepStrictEqual(match, record);

/** A title with the note about a possible duplicate, if there is one. */
export const withNote = (title: string, { note }: Tag): string =>
  note === undefined ? title : `${title} (${note})`;
