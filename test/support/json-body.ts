import { type JsonValue, parseJson } from '../../src/json.ts';

/**
 * A body as JSON. Undefined when it is not UTF-8, not one JSON document, or holds half a surrogate pair: of such
 * strings RFC 8259, section 8.2, says that what receivers do with them is unpredictable.
 */
export const readJson = (body: Uint8Array): JsonValue | undefined => {
  try {
    const value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return isWellFormed(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const isWellFormed = (value: JsonValue): boolean => {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, member]) => key.isWellFormed() && isWellFormed(member));
};
