import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { isControlMessage } from './wrappers.ts';

/** Where a document has records. */
export interface ListName {
  readonly name: string;
  /** Whether every object in it is a record. In other lists only what looks like a record is one. */
  readonly ofRecords: boolean;
}

export interface List extends ListName {
  readonly entries: readonly JsonValue[];
}

/** The list of a log file. */
export const recordsList: ListName = { name: 'Records', ofRecords: true };

/** The list of a document that is an array. */
export const topList: ListName = { name: 'the list', ofRecords: false };

/** Undefined if a document's key is not that of a list with records. */
export const listNamed = (name: string): ListName | undefined => {
  const ofRecords = isRecordsKey(name);
  return ofRecords || Object.hasOwn(otherLists, name) ? { name, ofRecords } : undefined;
};

/** A log file. The original accepts the key in any case, with U+017F for an s as in Unicode case folding. */
const isRecordsKey = (key: string): boolean => key.replaceAll('ſ', 's').toLowerCase() === 'records';

/** Other documents, each by its key, and what an entry of it says. */
const otherLists: Readonly<Record<string, (entry: JsonValue) => JsonValue>> = {
  // aws cloudtrail lookup-events
  Events: (event) => event,
  // aws logs filter-log-events, and get-log-events
  events: (event) => event,
  // What a subscription of a log group sends.
  logEvents: (event) => event,
  // aws logs get-query-results: a row is a list of { field, value }.
  results: (row) => asObject(row, ({ field, value }) => [field, value]),
  // aws cloudtrail get-query-results: a row is a list of { column: value }.
  QueryResultRows: (row) => asObject(row, (cell) => Object.entries(cell)[0] ?? []),
};

/** What an entry of a list says. */
export const entryIn = (name: string, entry: JsonValue): JsonValue =>
  Object.hasOwn(otherLists, name) ? (otherLists[name]?.(entry) ?? entry) : entry;

/** A row as one object. Anything else stays as it is. */
const asObject = (
  row: JsonValue,
  memberOf: (cell: JsonObject) => readonly (JsonValue | undefined)[],
): JsonValue => {
  if (!isJsonArray(row) || !row.every(isJsonObject)) return row;
  return Object.fromEntries(row.map(memberOf).map(([key, value = null]) => [String(key), value]));
};

/** The lists that a document has. Records that are `null` are none, as in the original. */
export const listsIn = (document: JsonObject): readonly List[] =>
  Object.keys(document).flatMap((key) => {
    const list = key === 'logEvents' && isControlMessage(document) ? undefined : listNamed(key);
    const entries = list?.ofRecords === true ? (document[key] ?? []) : document[key];
    return list !== undefined && isJsonArray(entries) ? { ...list, entries } : [];
  });

/** Whether a document has Records that are no list. */
export const hasBrokenRecords = (document: JsonObject): boolean =>
  Object.keys(document).some((key) => isRecordsKey(key) && !isJsonArray(document[key] ?? []));
