import { isJsonArray, type JsonValue } from '../../../json.ts';
import { spend } from '../values/budget.ts';
import { exactText } from '../values/kinds.ts';
import { bailOut, raise } from '../values/signals.ts';
import { describe, toJson } from '../values/text.ts';
import { toText } from './scalars.ts';
import type { Functions } from './tables.ts';

export const formats: Functions = {
  'format/1': (input, name) => format(input, name),
};

/** `@name`, also for the interpolations of `@name "…"`. */
export const format = (input: JsonValue, name: JsonValue): JsonValue => {
  if (typeof name !== 'string') return raise(`${describe(name)} is not a valid format`);
  const write = writers.get(name);
  if (typeof input === 'string') spend(input.length >> 4);
  return write === undefined ? raise(`${name} is not a valid format`) : write(input);
};

const writers: ReadonlyMap<string, (input: JsonValue) => string> = new Map([
  ['text', toText],
  ['json', toJson],
  ['csv', (input: JsonValue) => row(input, ',', 'cannot be csv-formatted, only array', csvCell)],
  ['tsv', (input: JsonValue) => row(input, '\t', 'cannot be tsv-formatted, only array', tsvCell)],
  ['sh', (input: JsonValue) => (isJsonArray(input) ? input : [input]).map(shellWord).join(' ')],
  ['html', (input: JsonValue) => escaped(toText(input), htmlEscapes)],
  ['uri', (input: JsonValue) => encodeURIComponent(toText(input)).replace(/[!'()*]/g, percent)],
  ['base64', (input: JsonValue) => Buffer.from(toText(input)).toString('base64')],
  ['base64d', (input: JsonValue) => fromBase64(toText(input))],
  ['urid', () => bailOut('@urid')],
]);

const row = (
  input: JsonValue,
  separator: string,
  complaint: string,
  cell: (text: string) => string,
): string => {
  if (!isJsonArray(input)) return raise(`${describe(input)} ${complaint}`);
  spend(input.length);
  return input
    .map((item) => {
      if (item === null) return '';
      if (typeof item === 'string') return cell(exactText(item));
      return typeof item === 'object' ? raise(`${describe(item)} is not valid in a csv row`) : toJson(item);
    })
    .join(separator);
};

const csvCell = (text: string): string => `"${escaped(text, new Map([['"', '""']]))}"`;

const tsvCell = (text: string): string =>
  escaped(
    text,
    new Map([
      ['\t', '\\t'],
      ['\r', '\\r'],
      ['\n', '\\n'],
      ['\\', '\\\\'],
    ]),
  );

const shellWord = (item: JsonValue): string => {
  if (typeof item === 'string') return `'${escaped(exactText(item), new Map([["'", "'\\''"]]))}'`;
  return typeof item === 'object' && item !== null
    ? raise(`${describe(item)} can not be escaped for shell`)
    : toJson(item);
};

const htmlEscapes: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ["'", '&apos;'],
  ['"', '&quot;'],
]);

/** In every format, jq writes NUL as `\0`. */
const escaped = (text: string, escapes: ReadonlyMap<string, string>): string => {
  spend(text.length >> 2);
  let output = '';
  for (const character of text) output += character === '\0' ? '\\0' : (escapes.get(character) ?? character);
  return output;
};

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** jq also reads base64 without padding, or up to the first `=`, and replaces invalid UTF-8 by U+FFFD. */
const fromBase64 = (text: string): string => {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
    return bailOut('base64 in unusual form');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, 'base64'));
  } catch {
    return bailOut('base64 of invalid UTF-8');
  }
};
