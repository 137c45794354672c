import { type Alert, logFilesOf } from '../../alerts/alert.ts';
import { factsOf } from '../../alerts/facts.ts';
import { fitting } from '../../alerts/fitting.ts';
import { summaryOf } from '../../alerts/summary.ts';
import { noteOf, type Tag } from '../../alerts/tag.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { isWholeRecord, type Original, originalOf } from '../original/content.ts';
import { goJson } from '../original/go-json.ts';

/**
 * Byte for byte what the original publishes; of rules with a threshold also what the `burst` is; with a `note` when the alert may be a duplicate. Where SNS would
 * refuse it for its length, it is `truncated`, and names the log files. `attributeBytes` is the length of attributes besides the alert id.
 */
export const snsMessage = (
  alert: Alert,
  tag: Tag,
  { attributeBytes = 0, hasRoundupDetails = false }: MessageOptions = {},
): string => {
  const original = originalOf(alert);
  const details = hasRoundupDetails ? detailsOf(alert) : {};
  const fits = (message: string): boolean => Buffer.byteLength(message) <= maxBytes - attributeBytes;
  for (const shorten of [asItIs, withRecordOnce]) {
    const message = write(shorten(original), tag, details);
    if (fits(message)) return message;
  }
  const truncated = { truncated: true, logFiles: fitting(logFilesOf(alert), 20_000, byteLength).shown };
  const message = write(withoutLongFields(original), tag, truncated);
  return fits(message) ? message : write(withLittle(original), tag, truncated);
};

interface MessageOptions {
  readonly attributeBytes?: number;
  /** Whether a roundup has its first event in words, and its log files. */
  readonly hasRoundupDetails?: boolean;
}

/** The original has no roundups, so nobody who reads its messages expects these. */
const detailsOf = (alert: Alert): JsonObject => {
  if (alert.kind !== 'roundup') return {};
  const logFiles = fitting(logFilesOf(alert), 80_000, byteLength);
  return {
    example: summaryOf(alert.entries).example ?? null,
    logFiles: logFiles.shown,
    ...(logFiles.more === 0 ? {} : { moreLogFiles: logFiles.more }),
  };
};

const byteLength = (text: string): number => Buffer.byteLength(goJson(text)) + 1;

const write = (
  { name, description, record, match, burst }: Original,
  tag: Tag,
  others: JsonObject = {},
): string => {
  const more = Object.entries({ burst, note: noteOf(tag), ...others }).map(([key, value]) =>
    value === undefined ? '' : `,"${key}":${goJson(value)}`,
  );
  return `{"name":${goJson(name)},"description":${goJson(description)},"record":${goJson(record)},"match":${goJson(match)}${more.join('')}}`;
};

/**
 * SNS takes 262,144 bytes of UTF-8 for the message and its attributes together (SNS Developer Guide, "Message
 * attributes"); the rest is for the attribute that every message has. The original loses a record of more than half that size, since it
 * sends it twice.
 */
export const maxBytes = 262_000;

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
