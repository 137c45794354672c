import type { JsonValue } from '../json.ts';
import { refuse } from './imported.ts';
import type { Token } from './terraform-tokens.ts';

/** The value that begins at a token: a text, or what `jsonencode` is given. Refuses what only Terraform can evaluate. */
export const encodedValue = (tokens: readonly Token[], from: number): JsonValue => {
  const reader = readerOf(tokens, from);
  if (!reader.takes('jsonencode')) return textOf(reader);
  reader.expects('(');
  const value = readValue(reader);
  reader.expects(')');
  return value;
};

/** Reads token by token, without line breaks. */
interface Reader {
  /** Takes the next token if it is this word or sign. */
  readonly takes: (text: string) => boolean;
  readonly expects: (text: string) => void;
  readonly next: () => Token;
}

const readerOf = (tokens: readonly Token[], from: number): Reader => {
  let at = from;
  const next = (): Token => {
    while (tokens[at]?.text === '\n' && tokens[at]?.kind === 'sign') at += 1;
    const token = tokens[at] ?? refuse('it does not end');
    at += 1;
    return token;
  };
  const takes = (text: string): boolean => {
    const before = at;
    const token = next();
    const isIt = token.kind !== 'text' && token.text === text;
    if (!isIt) at = before;
    return isIt;
  };
  const expects = (text: string): void => {
    if (!takes(text)) onlyTerraform(next());
  };
  return { takes, expects, next };
};

const onlyTerraform = ({ text }: Token): never =>
  refuse(`it has ${JSON.stringify(text)}, which only Terraform can evaluate`);

const textOf = (reader: Reader): string => {
  const token = reader.next();
  return token.kind === 'text' && !token.isTemplate ? token.text : onlyTerraform(token);
};

const readValue = (reader: Reader): JsonValue => {
  if (reader.takes('[')) return listOf(reader);
  if (reader.takes('{')) return objectOf(reader);
  const isNegative = reader.takes('-');
  const token = reader.next();
  if (token.kind === 'text' && !token.isTemplate && !isNegative) return token.text;
  if (token.kind === 'word' && /^\d/.test(token.text)) return Number(token.text) * (isNegative ? -1 : 1);
  const constant = token.kind === 'word' && !isNegative ? constants.get(token.text) : undefined;
  return constant === undefined ? onlyTerraform(token) : constant;
};

const constants: ReadonlyMap<string, JsonValue> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const listOf = (reader: Reader): JsonValue => {
  const items: JsonValue[] = [];
  while (!reader.takes(']')) {
    items.push(readValue(reader));
    if (reader.takes(']')) break;
    reader.expects(',');
  }
  return items;
};

/** Keys may stand without quotes, and line breaks for commas. */
const objectOf = (reader: Reader): JsonValue => {
  const entries: [key: string, value: JsonValue][] = [];
  while (!reader.takes('}')) {
    const key = reader.next();
    if (key.kind === 'sign' || (key.kind === 'text' && key.isTemplate)) onlyTerraform(key);
    if (!reader.takes('=')) reader.expects(':');
    entries.push([key.text, readValue(reader)]);
    reader.takes(',');
  }
  return Object.fromEntries(entries);
};
