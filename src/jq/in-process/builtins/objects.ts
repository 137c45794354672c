import { isJsonArray, isJsonObject, type JsonValue } from '../../../json.ts';
import { contains, has, index } from '../values/access.ts';
import { spend } from '../values/budget.ts';
import { type ObjectDraft, put } from '../values/build.ts';
import { fieldOf, isTruthy, keysOf } from '../values/kinds.ts';
import { sortedKeys } from '../values/order.ts';
import { deletePaths, getPath, setPath } from '../values/paths.ts';
import { raise } from '../values/signals.ts';
import { describe } from '../values/text.ts';
import { itemsOf } from './collections.ts';
import type { Functions } from './tables.ts';

export const objects: Functions = {
  'keys/0': (input) => (isJsonObject(input) ? spending(sortedKeys(input)) : positions(input)),
  'keys_unsorted/0': (input) => (isJsonObject(input) ? spending(keysOf(input)) : positions(input)),
  'has/1': has,
  'contains/1': contains,
  'getpath/1': getPath,
  'setpath/2': setPath,
  'delpaths/1': deletePaths,
  'to_entries/0': (input) => toEntries(input),
  'from_entries/0': (input) => fromEntries(input),
};

export const toEntries = (input: JsonValue): JsonValue => {
  if (!isJsonObject(input)) return positions(input).map((key) => ({ key, value: index(input, key) }));
  return spending(keysOf(input)).map((key) => ({ key, value: fieldOf(input, key) }));
};

const positions = (input: JsonValue): readonly number[] =>
  isJsonArray(input) ? spending(input).map((_, at) => at) : raise(`${describe(input)} has no keys`);

const spending = <T>(items: readonly T[]): readonly T[] => {
  spend(items.length);
  return items;
};

/** The key of an entry is the first truthy value under one of four names. */
export const fromEntries = (input: JsonValue): JsonValue => {
  const draft: ObjectDraft = {};
  for (const entry of itemsOf(input)) {
    const key = keyNames.map((name) => index(entry, name)).find(isTruthy) ?? index(entry, 'Name');
    const value = index(entry, has(entry, 'value') ? 'value' : 'Value');
    put(draft, typeof key === 'string' ? key : raise(`Cannot use ${describe(key)} as object key`), value);
  }
  return draft;
};

const keyNames = ['key', 'Key', 'name', 'Name'];
