import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { shortArn } from './arn.ts';
import { plain } from './plain.ts';

/**
 * The texts and numbers at a path below requestParameters or responseElements. EC2 writes a list as an object with
 * `items`, others as an array, and the names in some calls begin with a capital.
 */
export const valuesAt = (
  value: JsonValue | undefined,
  path: readonly string[],
  levels = maxLevels,
): readonly string[] => {
  if (value === undefined || levels === 0) return [];
  if (isJsonArray(value)) return value.flatMap((item) => valuesAt(item, path, levels - 1));
  const [key, ...rest] = path;
  if (key === undefined) return textIn(value);
  if (!isJsonObject(value)) return [];
  const member = memberOf(value, key);
  return member === undefined ? valuesAt(value.items, path, levels - 1) : valuesAt(member, rest, levels - 1);
};

/** Hostile records nest deep. */
const maxLevels = 12;

const memberOf = (object: JsonObject, key: string): JsonValue | undefined =>
  object[key] ?? object[key.charAt(0).toUpperCase() + key.slice(1)] ?? undefined;

const textIn = (value: JsonValue): readonly string[] => {
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'string' && value.trim() !== '' && !hidden.test(value) ? [value] : [];
};

/** What CloudTrail and services write instead of a value that is nobody's business. */
const hidden = /^(?:HIDDEN_DUE_TO_SECURITY_REASONS|\*{2,}|null)$/;

/** `i-1 (+4)`; undefined if there is none. */
export const shownValue = (values: readonly string[], account: string | undefined): string | undefined => {
  const [first, ...others] = new Set(values);
  if (first === undefined) return undefined;
  const text = first.startsWith('arn:') ? shortArn(first, account) : plain(first);
  return others.length === 0 ? text : `${text} (+${others.length})`;
};
