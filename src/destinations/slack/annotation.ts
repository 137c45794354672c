import { oneLine } from '../../alerts/printable.ts';
import { valueText } from '../../alerts/text.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { code, markdown, plainText, section } from './texts.ts';

/** What the rule's program says, as what it is: text as text, a list as a list, an object as a table. */
export const annotationBlock = (label: string, value: JsonValue): JsonObject =>
  isJsonObject(value)
    ? section(markdown(`*${label}*\n${code(table(value), maxCharacters)}`))
    : section(
        plainText(`${label}: ${isJsonArray(value) ? bullets(value) : valueText(value)}`, maxCharacters),
      );

const maxCharacters = 1200;

const bullets = (list: readonly JsonValue[]): string =>
  list
    .map((item) => `\n• ${oneLine(typeof item === 'string' ? item : valueText({ '': item }).slice(2))}`)
    .join('');

/** Columns of code, as nothing else in Slack keeps its width. */
const table = (object: JsonObject): string => {
  const keys = Object.keys(object).map(oneLine);
  const width = Math.min(30, Math.max(...keys.map(({ length }) => length)));
  const lines = valueText(object).split('\n');
  return lines.length === keys.length
    ? lines.map((line, index) => alignedLine(line, keys[index] ?? '', width)).join('\n')
    : lines.join('\n');
};

const alignedLine = (line: string, key: string, width: number): string =>
  `${key.padEnd(width)}  ${line.slice(key.length + ': '.length)}`;
