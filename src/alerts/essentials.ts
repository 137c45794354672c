import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';

/**
 * What a record says besides the facts of an alert, most important first: what was asked for, and what came of it. Long
 * texts and lists are cut, and say by how much.
 */
export const essentialsOf = (record: CloudTrailRecord): JsonObject => {
  const { requestParameters, responseElements, errorMessage, resources, userIdentity, ...others } = record;
  const ordered = { requestParameters, responseElements, errorMessage, resources, ...others, userIdentity };
  return Object.fromEntries(
    Object.entries(ordered).flatMap(([key, value]) => {
      const cut = value === undefined || besides.has(key) ? undefined : cutDown(value, maxLevels);
      return cut === undefined ? [] : [[key, cut]];
    }),
  );
};

/** Facts show them, or they say how CloudTrail came to write the record (CloudTrail User Guide, "CloudTrail record contents"). */
const besides: ReadonlySet<string> = new Set([
  'awsRegion',
  'errorCode',
  'eventCategory',
  'eventID',
  'eventName',
  'eventSource',
  'eventType',
  'eventVersion',
  'managementEvent',
  'readOnly',
  'recipientAccountId',
  'requestID',
  'sourceIPAddress',
  'tlsDetails',
]);

/** Undefined for what says nothing. */
const cutDown = (value: JsonValue, levels: number): JsonValue | undefined => {
  if (value === null || value === '') return undefined;
  if (typeof value === 'string') return cutText(value);
  if (isJsonArray(value)) return levels === 0 ? deeper : cutList(value, levels - 1);
  if (isJsonObject(value)) return levels === 0 ? deeper : cutObject(value, levels - 1);
  return value;
};

const cutText = (text: string): string =>
  text.length <= maxCharacters
    ? text
    : `${text.slice(0, maxCharacters).toWellFormed()}… (${text.length} characters)`;

const cutList = (list: readonly JsonValue[], levels: number): JsonValue | undefined => {
  const items = list.slice(0, maxItems).flatMap((item) => cutDown(item, levels) ?? []);
  const more = list.length - maxItems;
  if (more > 0) return [...items, `and ${more} more`];
  return items.length === 0 ? undefined : items;
};

const cutObject = (object: JsonObject, levels: number): JsonValue | undefined => {
  const entries = Object.entries(object);
  const shown = entries.slice(0, maxKeys).flatMap(([key, value]) => {
    const cut = cutDown(value, levels);
    return cut === undefined ? [] : [[cutText(key), cut] as const];
  });
  const more = entries.length - maxKeys;
  if (more > 0) return Object.fromEntries([...shown, ['…', `and ${more} more`]]);
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
};

const maxLevels = 12;
const maxCharacters = 400;
const maxItems = 10;
const maxKeys = 30;

const deeper = '…';
