import { isDeepStrictEqual } from 'node:util';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';

/**
 * Evaluates a rule of TrailAlerts as its documentation and the behaviour of its matcher say, with what docs/import.md
 * decides about values that Python and JSON print in different ways. Knows nothing of jq.
 */
export const trailAlertsMatches = (blocks: JsonObject, condition: string, record: JsonObject): boolean => {
  const isTrue = (name: string): boolean => blockMatches(blocks[name] ?? null, record);
  const words = condition.split(' ');
  const named = (pattern: string): readonly string[] =>
    Object.keys(blocks).filter((name) =>
      pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
    );
  const item = (): boolean => {
    const word = words.shift() ?? '';
    if (word === 'not') return !item();
    if (words[0] !== 'of') return named(word).some(isTrue);
    words.shift();
    return named(words.shift() ?? '').filter(isTrue).length === Number(word);
  };
  let result = item();
  while (words.length > 0) {
    const operator = words.shift();
    const next = item();
    result = operator === 'and' ? result && next : result || next;
  }
  return result;
};

const blockMatches = (block: JsonValue, record: JsonObject): boolean =>
  isJsonObject(block) && Object.entries(block).every(([key, expected]) => itemMatches(key, expected, record));

const itemMatches = (key: string, expected: JsonValue, record: JsonObject): boolean => {
  const [field = '', modifier] = key.split('|');
  const value = nested(record, field.split('.'));
  switch (modifier) {
    case 'startswith':
      return typeof value === 'string' && value.startsWith(String(expected));
    case 'endswith':
      return typeof value === 'string' && value.endsWith(String(expected));
    case 're':
      return isPrinted(value) && new RegExp(String(expected)).test(String(value).slice(0, 2048));
    case 'contains':
      return contains(value, String(expected), record);
    case 'fieldref':
      return refersTo(value, nested(record, String(expected).split('.')));
    default:
      return isEqual(value, expected);
  }
};

/** Through maps; and through a list only before the last key, where the answer is a list too. */
const nested = (record: JsonObject, path: readonly string[]): JsonValue => {
  const [last = '', parents] = [path.at(-1), path.slice(0, -1)];
  let current: JsonValue = record;
  for (const key of parents) {
    if (!isJsonObject(current) || !Object.hasOwn(current, key)) return null;
    current = current[key] ?? null;
  }
  if (isJsonArray(current)) {
    const found = current.flatMap((item) =>
      isJsonObject(item) && Object.hasOwn(item, last) ? [item[last] ?? null] : [],
    );
    return found.length === 0 ? null : found;
  }
  return isJsonObject(current) && Object.hasOwn(current, last) ? (current[last] ?? null) : null;
};

const isPrinted = (value: JsonValue): boolean => typeof value === 'string' || typeof value === 'number';

const contains = (value: JsonValue, expected: string, record: JsonObject): boolean => {
  if (expected === '*') return value !== null && value !== '' && !(isJsonArray(value) && value.length === 0);
  if (expected.includes('.')) {
    const other = nested(record, expected.split('.'));
    return isPrinted(value) && isPrinted(other) && String(value).includes(String(other));
  }
  if (typeof value === 'string') return value.includes(expected);
  if (isJsonArray(value)) return value.includes(expected);
  return value !== null && JSON.stringify(value).includes(expected);
};

/** Of an ARN of a user, the name is compared. */
const refersTo = (value: JsonValue, other: JsonValue): boolean => {
  if (value === null || other === null || typeof value === 'object' || typeof other === 'object')
    return false;
  const isUser = typeof value === 'string' && value.includes('arn:aws:') && value.includes('user/');
  return (isUser ? (value.split('user/')[1] ?? '').split('/')[0] : value) === other;
};

const isEqual = (value: JsonValue, expected: JsonValue): boolean => {
  if (isJsonArray(expected) && expected.every(isJsonObject)) {
    const items = isJsonArray(value) ? value : [value];
    return expected.some((wanted) => items.some((item) => isJsonObject(item) && hasAll(item, wanted)));
  }
  if (isJsonArray(expected) && !isJsonArray(value))
    return expected.some((one) => isDeepStrictEqual(one, value));
  return isDeepStrictEqual(value, expected);
};

const hasAll = (item: JsonObject, wanted: JsonObject): boolean =>
  Object.entries(wanted).every(([key, value]) => {
    if (!Object.hasOwn(item, key)) return false;
    const own = item[key] ?? null;
    if (!isJsonObject(value)) return isDeepStrictEqual(own, value);
    return (
      isJsonObject(own) && Object.entries(value).every(([inner, one]) => isDeepStrictEqual(own[inner], one))
    );
  });
