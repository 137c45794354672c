import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';

/**
 * What a record says besides the facts of an alert, most important first: what was asked for, and what came of it. Lists,
 * and texts of more than `maxText` characters, are cut, and say by how much.
 */
export const essentialsOf = (record: CloudTrailRecord, maxText = 400): JsonObject => {
  const { requestParameters, responseElements, resources, userIdentity, ...others } = record;
  const ordered = { requestParameters, responseElements, resources, ...others, userIdentity };
  return Object.fromEntries(
    Object.entries(ordered).flatMap(([key, value]) => {
      const cut = value === undefined || besides.has(key) ? undefined : cutDown(value, { maxText, levels });
      return cut === undefined ? [] : [[key, cut]];
    }),
  );
};

/** Facts show them, or they say how CloudTrail came to write the record (CloudTrail User Guide, "CloudTrail record contents"). */
const besides: ReadonlySet<string> = new Set([
  'awsRegion',
  'errorCode',
  'errorMessage',
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

interface Limits {
  readonly maxText: number;
  /** Of lists and objects in one another. */
  readonly levels: number;
}

/** Undefined for what says nothing. */
const cutDown = (value: JsonValue, { maxText, levels }: Limits): JsonValue | undefined => {
  if (value === null || value === '') return undefined;
  if (typeof value === 'string') return cutText(value, maxText);
  const inner = { maxText, levels: levels - 1 };
  if (isJsonArray(value)) return levels === 0 ? deeper : cutList(value, inner);
  if (isJsonObject(value)) return levels === 0 ? deeper : cutObject(value, inner);
  return value;
};

const cutText = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max).toWellFormed()}… (${text.length} characters)`;

const cutList = (list: readonly JsonValue[], limits: Limits): JsonValue | undefined => {
  const items = list.slice(0, maxItems).flatMap((item) => cutDown(item, limits) ?? []);
  const more = list.length - maxItems;
  if (more > 0) return [...items, `and ${more} more`];
  return items.length === 0 ? undefined : items;
};

const cutObject = (object: JsonObject, limits: Limits): JsonValue | undefined => {
  const entries = Object.entries(object);
  const shown = entries.slice(0, maxKeys).flatMap(([key, value]) => {
    const cut = cutDown(value, limits);
    return cut === undefined ? [] : [[cutText(key, limits.maxText), cut] as const];
  });
  const more = entries.length - maxKeys;
  if (more > 0) return Object.fromEntries([...shown, ['…', `and ${more} more`]]);
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
};

const levels = 12;
const maxItems = 10;
const maxKeys = 30;

const deeper = '…';
