import { isJsonArray, type JsonValue, withinDepth } from '../../json.ts';

/**
 * JSON as Go's encoding/json writes it, which is what the original sends: keys sorted by their bytes,
 * `<`, `>`, `&`, U+2028 and U+2029 escaped, -0 kept. JavaScript and Go print other doubles alike.
 * `indent` is the step of json.MarshalIndent; without it the text is compact.
 */
export const goJson = (value: JsonValue, indent = ''): string => write(withinDepth(value), indent, '\n');

/** `newline` is the line break with the indentation of the value itself. */
const write = (value: JsonValue, indent: string, newline: string): string => {
  if (typeof value === 'string') return goString(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = newline + indent;
  if (isJsonArray(value)) {
    return enclosed(
      '[',
      value.map((item) => write(item, indent, inner)),
      ']',
      indent,
      newline,
    );
  }
  const colon = indent === '' ? ':' : ': ';
  const members = Object.entries(value)
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([key, item]) => `${goString(key)}${colon}${write(item, indent, inner)}`);
  return enclosed('{', members, '}', indent, newline);
};

const enclosed = (
  open: string,
  parts: readonly string[],
  close: string,
  indent: string,
  newline: string,
): string => {
  if (parts.length === 0) return open + close;
  if (indent === '') return open + parts.join(',') + close;
  return `${open}${newline}${indent}${parts.join(`,${newline}${indent}`)}${newline}${close}`;
};

const goString = (text: string): string =>
  JSON.stringify(text.toWellFormed()).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
