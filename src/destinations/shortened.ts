import { isJsonObject, type JsonObject, type JsonValue, wellFormed, withinDepth } from '../json.ts';

/** Makes a record, or what a rule gave, shorter. */
export type Shorten = (value: JsonValue) => JsonValue;

/**
 * JSON of at most so many bytes of UTF-8: of these, the first that fits, with values that are shorter and shorter. The
 * last one is taken as it is.
 */
export const jsonWithin = (
  maxBytes: number,
  jsonFor: (shorten: Shorten, isCut: boolean) => JsonObject,
): string => {
  for (const shorten of [asItIs, withoutLong]) {
    const text = jsonText(jsonFor(shorten, shorten !== asItIs));
    if (Buffer.byteLength(text) <= maxBytes) return text;
  }
  return jsonText(jsonFor(essentials, true));
};

/** JSON that every receiver can read: without half surrogate pairs, and nested as deep as a reader may follow. */
const jsonText = (value: JsonObject): string => JSON.stringify(wellFormed(withinDepth(value)));

const asItIs: Shorten = (value) => value;

/** The long fields are mostly requestParameters and responseElements, of up to 100 KB each. */
const withoutLong: Shorten = (value) =>
  isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, unlessLonger(field, 1000)]))
    : unlessLonger(value, 1000);

const unlessLonger = (value: JsonValue, maxCharacters: number): JsonValue =>
  jsonText({ value }).length > maxCharacters ? '(left out: too long)' : value;

/** What identifies an event, of a record that consists of very many fields. */
const essentials: Shorten = (value) =>
  isJsonObject(value)
    ? Object.fromEntries(
        essentialFields.flatMap((key) => {
          const field = value[key];
          return field === undefined ? [] : [[key, unlessLonger(field, 200)] as const];
        }),
      )
    : unlessLonger(value, 200);

const essentialFields = [
  'eventID',
  'eventTime',
  'eventSource',
  'eventName',
  'errorCode',
  'recipientAccountId',
  'awsRegion',
  'sourceIPAddress',
];
