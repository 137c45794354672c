import type { Alert } from '../../alerts/alert.ts';
import { factsOf } from '../../alerts/facts.ts';
import { noteOf, type Tag } from '../../alerts/tag.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import { isWholeRecord, type Original, originalOf } from '../original/content.ts';
import { goJson } from '../original/go-json.ts';

/**
 * Byte for byte what the original publishes; of rules with a threshold also what the `burst` is; with a `note` when the alert may be a duplicate, and shorter where SNS
 * would refuse it for its length.
 */
export const snsMessage = (alert: Alert, tag: Tag): string => {
  const original = originalOf(alert);
  for (const shorten of [asItIs, withRecordOnce, withoutLongFields]) {
    const message = write(shorten(original), tag);
    if (fits(message)) return message;
  }
  return write(withLittle(original), tag);
};

const write = ({ name, description, record, match, burst }: Original, tag: Tag): string => {
  const more = Object.entries({ burst, note: noteOf(tag) }).map(([key, value]) =>
    value === undefined ? '' : `,"${key}":${goJson(value)}`,
  );
  return `{"name":${goJson(name)},"description":${goJson(description)},"record":${goJson(record)},"match":${goJson(match)}${more.join('')}}`;
};

/**
 * SNS takes 262,144 bytes of UTF-8 for the message and its attributes together (SNS Developer Guide, "Message
 * attributes"); the rest is for the attributes. The original loses a record of more than half that size, since it
 * sends it twice.
 */
const fits = (message: string): boolean => Buffer.byteLength(message) <= 262_000;

const asItIs = (original: Original): Original => original;

const withRecordOnce = (original: Original): Original => ({
  ...original,
  match: isWholeRecord(original) ? 'the whole record' : original.match,
});

const withoutLongFields = (original: Original): Original => {
  const { record, match, ...words } = withRecordOnce(original);
  return { ...words, record: withoutLong(record), match: withoutLong(match) };
};

/** The long fields are mostly requestParameters and responseElements, of up to 100 KB each. */
const withoutLong = (value: JsonValue): JsonValue =>
  isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, unlessLong(field)]))
    : unlessLong(value);

const withLittle = ({ name, description, record, match, ...others }: Original): Original => ({
  ...others,
  name: name.slice(0, 1000),
  description: description.slice(0, 1000),
  record: { eventID: (isJsonObject(record) ? factsOf(record).eventId?.slice(0, 1000) : undefined) ?? null },
  match: unlessLong(withoutLong(match)),
});

const unlessLong = (value: JsonValue): JsonValue => (goJson(value).length > 1000 ? leftOut : value);

const leftOut = '(left out: too long for SNS)';
