import { isJsonArray, isJsonObject, type JsonValue } from '../../../json.ts';
import { index, positionsOf } from '../values/access.ts';
import { plus } from '../values/arithmetic.ts';
import { spend } from '../values/budget.ts';
import { exact, fieldOf, hasSurrogate, keysOf } from '../values/kinds.ts';
import { compare } from '../values/order.ts';
import { bailOut, raise } from '../values/signals.ts';
import { describe, toJson } from '../values/text.ts';
import type { Functions } from './tables.ts';

/** `sort_by(f)` and the like. Their argument is `map([f])`: an array of keys for each item. */
export const keyed: Functions = {
  'sort_by/1': (input, keys) => ranked(input, keys).map(({ item }) => item),
  'group_by/1': (input, keys) => grouped(input, keys),
  'unique_by/1': (input, keys) => grouped(input, keys).map((group) => group[0] ?? null),
  'min_by/1': (input, keys) => extreme(input, keys, (order) => order < 0),
  'max_by/1': (input, keys) => extreme(input, keys, (order) => order >= 0),
};

export const collections: Functions = {
  'sort/0': (input) => ranked(sortable(input), input).map(({ item }) => item),
  'unique/0': (input) => grouped(sortable(input), input).map((group) => group[0] ?? null),
  'min/0': (input) => extreme(input, input, (order) => order < 0),
  'max/0': (input) => extreme(input, input, (order) => order >= 0),
  'reverse/0': (input) => reverse(input),
  'length/0': (input) => lengthOf(input),
  'flatten/0': (input) => flatten(input, Number.POSITIVE_INFINITY),
  'flatten/1': (input, depth) => flatten(input, depthOf(depth)),
  'join/1': (input, separator) => join(input, separator),
  'indices/1': (input, part) => indices(input, part),
  'index/1': (input, part) => index(indices(input, part), 0),
  'rindex/1': (input, part) => lastOf(indices(input, part)),
};

export const itemsOf = (input: JsonValue): readonly JsonValue[] => {
  if (!isJsonArray(input) && !isJsonObject(input)) return raise(`Cannot iterate over ${describe(input)}`);
  const items = isJsonArray(input) ? input : keysOf(input).map((key) => fieldOf(input, key));
  spend(items.length);
  for (const item of items) exact(item);
  return items;
};

const sortable = (input: JsonValue): JsonValue =>
  isJsonArray(input) ? input : raise(`${describe(input)} cannot be sorted, as it is not an array`);

interface Ranked {
  readonly item: JsonValue;
  readonly key: JsonValue;
}

/** Sorted by key; items with the same key keep their order. */
const ranked = (input: JsonValue, keys: JsonValue): readonly Ranked[] => {
  if (!isJsonArray(input) || !isJsonArray(keys)) {
    return raise(`${describe(input)} and ${describe(keys)} cannot be sorted, as they are not both arrays`);
  }
  return itemsOf(input)
    .map((item, at) => ({ item, key: keys[at] ?? null }))
    .sort((a, b) => compare(a.key, b.key));
};

const grouped = (input: JsonValue, keys: JsonValue): readonly (readonly JsonValue[])[] => {
  const groups: { readonly key: JsonValue; readonly items: JsonValue[] }[] = [];
  for (const { item, key } of ranked(input, keys)) {
    const group = groups.at(-1);
    if (group !== undefined && compare(group.key, key) === 0) group.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups.map(({ items }) => items);
};

/** Of equal items, `min` takes the first and `max` the last. */
const extreme = (input: JsonValue, keys: JsonValue, wins: (order: number) => boolean): JsonValue => {
  if (!isJsonArray(input) || !isJsonArray(keys)) {
    return raise(`${describe(input)} and ${describe(keys)} cannot be iterated over`);
  }
  let best = 0;
  for (const at of keys.keys()) {
    if (at > 0 && wins(compare(keys[at] ?? null, keys[best] ?? null))) best = at;
  }
  return exact(input[best] ?? null);
};

/** `[.[length - 1 - range(0; length)]]`, which jq also evaluates for values other than arrays. */
const reverse = (input: JsonValue): JsonValue => {
  if (isJsonArray(input)) return itemsOf(input).toReversed();
  const length = lengthOf(input);
  return length > 0 && input !== null ? index(input, length - 1) : [];
};

const lengthOf = (input: JsonValue): number => {
  if (input === null) return 0;
  if (typeof input === 'number') return Math.abs(input);
  if (typeof input === 'boolean') return raise(`${describe(input)} has no length`);
  if (typeof input === 'string') return codePointsIn(input);
  return isJsonArray(input) ? input.length : keysOf(input).length;
};

const codePointsIn = (text: string): number => {
  spend(text.length >> 4);
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
};

const depthOf = (depth: JsonValue): number => {
  if (typeof depth !== 'number') return bailOut('a depth that is not a number');
  return depth < 0 ? raise('flatten depth must not be negative') : depth;
};

const flatten = (input: JsonValue, depth: number): readonly JsonValue[] =>
  itemsOf(input).flatMap((item) => (isJsonArray(item) && depth !== 0 ? flatten(item, depth - 1) : [item]));

/** Numbers and booleans become text, null becomes the empty text. Anything else cannot be added to a text. */
const join = (input: JsonValue, separator: JsonValue): JsonValue => {
  const items = itemsOf(input);
  let joined: JsonValue = null;
  for (const item of items) {
    const text = typeof item === 'number' || typeof item === 'boolean' ? toJson(item) : (item ?? '');
    joined = plus(joined === null ? '' : plus(joined, separator), text);
  }
  return joined ?? '';
};

const indices = (input: JsonValue, part: JsonValue): JsonValue => {
  if (isJsonArray(input)) return positionsOf(input, isJsonArray(part) ? part : [part]);
  return typeof input === 'string' && typeof part === 'string'
    ? positionsIn(input, part)
    : index(input, part);
};

/** Overlapping ones too. Positions count code points. */
const positionsIn = (text: string, part: string): readonly number[] => {
  if (part === '') return [];
  if (hasSurrogate(text)) return bailOut('positions after surrogates');
  spend(text.length >> 6);
  const positions: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) {
    spend(1);
    positions.push(at);
  }
  return positions;
};

/** `.[-1:][0]`. */
const lastOf = (found: JsonValue): JsonValue => index(index(found, { start: -1, end: null }), 0);
