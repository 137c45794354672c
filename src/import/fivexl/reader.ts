import { refuse } from '../imported.ts';
import type { Token } from './tokens.ts';

/** Where we are in an expression. */
export interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

const take = (reader: Reader, kind: Token['kind'], text: string): boolean => {
  const token = reader.tokens[reader.at];
  const isThere = token?.kind === kind && token.text === text;
  if (isThere) reader.at += 1;
  return isThere;
};

export const takeSign = (reader: Reader, text: string): boolean => take(reader, 'sign', text);

export const takeName = (reader: Reader, text: string): boolean => take(reader, 'name', text);

export const expectSign = (reader: Reader, text: string): void => {
  if (!takeSign(reader, text))
    refuse(`expected ${text}, got ${JSON.stringify(reader.tokens[reader.at]?.text ?? 'the end')}`);
};

export const readName = (reader: Reader): string => {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'name')
    return refuse(`expected a name, got ${JSON.stringify(token?.text ?? 'the end')}`);
  reader.at += 1;
  return token.text;
};
