import { isJsonObject, type JsonObject, type JsonValue, withinDepth } from '../../json.ts';

/**
 * A record for people: without fields that are empty, those that say nothing about what happened, and values too long to
 * read.
 */
export const essentialsOf = (record: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(record)
      .filter(([name, value]) => value !== null && !technical.has(name))
      .map(([name, value]) => [name, isLong(value) ? withoutLong(value) : value]),
  );

/** CloudTrail User Guide, "CloudTrail record contents". Request and shared event IDs help only AWS Support. */
const technical: ReadonlySet<string> = new Set([
  'eventVersion',
  'requestID',
  'sharedEventID',
  'eventCategory',
  'eventType',
  'managementEvent',
  'apiVersion',
  'tlsDetails',
]);

const withoutLong = (value: JsonValue): JsonValue =>
  isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, isLong(item) ? leftOut : item]))
    : leftOut;

const isLong = (value: JsonValue): boolean => JSON.stringify(withinDepth(value)).length > maxCharacters;

const maxCharacters = 4000;

const leftOut = '(long: see the text of this mail)';
