import { refuse } from '../imported.ts';
import { lowered } from './letter-case.ts';
import { type Reader, type RegexFlags, readEscapedCharacter, shown, take, unknown } from './regex-reader.ts';

/** A class of characters, from behind its bracket. Nested classes and `&&` are Oniguruma's alone. */
export const readClass = (reader: Reader): string => {
  const open = take(reader, /\^/) === undefined ? '[' : '[^';
  if (open === '[^') reader.lineBreak = 'class of all but some characters';
  const items: string[] = [];
  while (!take(reader, /\]/)) items.push(readItem(reader));
  return items.length === 0 ? unknown(reader, open.length + 1, open.length + 1) : `${open}${items.join('')}]`;
};

const readItem = (reader: Reader): string => {
  const kind = take(reader, /\\[dDwWsS]/)?.[0];
  if (kind !== undefined) {
    if (/[DWs]/.test(kind)) reader.lineBreak = kind;
    return take(reader, /-(?!\])/) ? unknown(reader, 3, 4) : kind;
  }
  const low = readCharacter(reader);
  if (!take(reader, /-(?!\])/)) return characters(low, low, reader.flags);
  const high = readCharacter(reader);
  if (low > high) refuse(`${shown(reader.pattern)} has a range from ${low} to ${high}`);
  return characters(low, high, reader.flags);
};

const readCharacter = (reader: Reader): string => {
  const odd = take(reader, /\[|&&|\\(?=[dDwWsS])/);
  if (odd !== undefined) unknown(reader, odd[0].length, 2);
  if (take(reader, /\\/)) return readEscapedCharacter(reader);
  return take(reader, /[\s\S]/)?.[0] ?? refuse(`${shown(reader.pattern)} lacks a ]`);
};

/** A range; when case is ignored, in small letters, as the text is. */
const characters = (low: string, high: string, { ignoreCase }: RegexFlags): string => {
  if (!ignoreCase || high < 'A' || (low > 'Z' && high <= '\x7f')) return range(low, high);
  if (low === high) return escaped(lowered(low));
  if (high > '\x7f') refuse(`it ignores the case of the range from ${low} to ${high}, which jq cannot`);
  const [first, last] = [low < 'A' ? 'a' : low.toLowerCase(), high > 'Z' ? 'z' : high.toLowerCase()];
  const isCapital = low >= 'A' && high <= 'Z';
  return isCapital ? range(first, last) : range(low, high) + range(first, last);
};

const range = (low: string, high: string): string =>
  low === high ? escaped(low) : `${escaped(low)}-${escaped(high)}`;

const escaped = (character: string): string => character.replace(/[\\\][^-]/, '\\$&');
