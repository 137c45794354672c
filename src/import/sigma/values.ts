import type { JsonValue } from '../../json.ts';
import { refuse } from '../imported.ts';
import { lowered } from '../jq/letter-case.ts';
import type { Pattern, Piece } from '../jq/wildcards.ts';
import type { Encoding, Modifiers } from './modifiers.ts';

/** What a value of an item stands for: several patterns only when it is encoded with `base64offset`. */
export const patternsOf = (key: string, value: JsonValue, modifiers: Modifiers): readonly Pattern[] => {
  const pattern = typeof value === 'string' ? wildcardsIn(value) : [{ text: scalarText(key, value) }];
  return encoded(key, pattern, modifiers.encodings)
    .map((pieces) => (modifiers.isCased ? pieces : pieces.map(inSmallLetters)))
    .map((pieces) => widened(pieces, modifiers.comparison));
};

export const scalarText = (key: string, value: JsonValue): string =>
  typeof value === 'object'
    ? refuse(`${key} has ${value === null ? 'null' : 'a list or map'} among its values`)
    : String(value);

const inSmallLetters = (piece: Piece): Piece =>
  typeof piece === 'string' ? piece : { text: lowered(piece.text) };

const widened = (pieces: Pattern, comparison: Modifiers['comparison']): Pattern => [
  ...(comparison === 'contains' || comparison === 'endswith' ? ['*' as const] : []),
  ...pieces,
  ...(comparison === 'contains' || comparison === 'startswith' ? ['*' as const] : []),
];

/** A backslash takes its meaning from a wildcard or a backslash behind it, and is itself before anything else. */
const wildcardsIn = (value: string): Pattern =>
  [...value.matchAll(/\\([\\*?])|([*?])|([^\\*?]+|\\)/g)].map(([, escaped, wildcard, text]) => {
    if (wildcard === '*' || wildcard === '?') return wildcard;
    return { text: escaped ?? text ?? '' };
  });

const encoded = (key: string, pattern: Pattern, encodings: readonly Encoding[]): readonly Pattern[] => {
  if (encodings.length === 0) return [pattern];
  const text = pattern
    .map((piece) => (typeof piece === 'string' ? refuse(`${key}: a wildcard cannot be encoded`) : piece.text))
    .join('');
  return encodings
    .reduce<readonly Buffer[]>(
      (texts, encoding) => texts.flatMap((one) => written(one, encoding)),
      [Buffer.from(text)],
    )
    .map((one) => [{ text: one.toString() }]);
};

/** UTF-16 is made of the value alone, before any base64. */
const written = (bytes: Buffer, encoding: Encoding): readonly Buffer[] =>
  /^base64/.test(encoding) ? inBase64(bytes, encoding) : [inUtf16(bytes.toString(), encoding)];

const inUtf16 = (text: string, encoding: Encoding): Buffer => {
  const littleEndian = Buffer.from(text, 'utf16le');
  if (encoding === 'utf16be') return littleEndian.swap16();
  return encoding === 'utf16' ? Buffer.concat([Buffer.from([0xff, 0xfe]), littleEndian]) : littleEndian;
};

/** With `base64offset`, what is sure to be in the base64 of whatever holds the text: it may begin at any of three bits. */
const inBase64 = (bytes: Buffer, encoding: Encoding): readonly Buffer[] => {
  if (encoding === 'base64') return [Buffer.from(bytes.toString('base64'))];
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const from = Math.ceil((offset * 8) / 6);
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    return Buffer.from(text.slice(from, whole));
  });
};
