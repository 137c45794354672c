import { refuse } from '../imported.ts';
import type { Test } from './condition.ts';
import { lowered } from './letter-case.ts';
import { readClass } from './regex-class.ts';
import {
  createReader,
  type Reader,
  type RegexFlags,
  readEscapedCharacter,
  shown,
  take,
  unknown,
} from './regex-reader.ts';
import { escaped } from './wildcards.ts';

/**
 * Whether a regular expression of PCRE, or of Python, is found in a text, the input. Takes what means the same there
 * and in jq, which has Oniguruma; `\d`, `\w`, `\s` and `\b` know all of Unicode, as in jq. Refuses the rest by name.
 */
export const found = (pattern: string, flags: RegexFlags): Test => {
  const reader = createReader(pattern, flags);
  const written: string[] = [];
  while (reader.at < pattern.length) {
    const atom = readAtom(reader);
    written.push(atom.jq, atom.repeats ? readQuantifier(reader) : '');
  }
  if (reader.open.length > 0) refuse(`${shown(pattern)} lacks a )`);
  const test = `test(${JSON.stringify(written.join(''))})`;
  if (!flags.multiline || !reader.hasLineEnds) return { jq: test };
  if (reader.lineBreak !== undefined) {
    refuse(`${shown(pattern)} goes by lines, but its ${reader.lineBreak} may be a line break`);
  }
  return { jq: `any(${lines}; ${test})` };
};

/** Each line alone. A line break at the very end begins no line. */
const lines = String.raw`rtrimstr("\n") | if . == "" then . else split("\n")[] end`;

interface Atom {
  readonly jq: string;
  /** Whether it can be repeated. */
  readonly repeats: boolean;
}

const readAtom = (reader: Reader): Atom => {
  const sign = take(reader, /[.^$|()[\\]/)?.[0];
  switch (sign) {
    case '.':
      if (!reader.flags.dotAll) return { jq: '.', repeats: true };
      reader.lineBreak = '.';
      return { jq: '[\\s\\S]', repeats: true };
    case '^':
    case '$':
      reader.hasLineEnds = true;
      return { jq: sign, repeats: false };
    case '|':
      return { jq: sign, repeats: false };
    case '(':
      return readOpening(reader);
    case ')':
      return readClosing(reader);
    case '[':
      return { jq: readClass(reader), repeats: true };
    case '\\':
      return readEscape(reader);
    default:
      return readLiteral(reader);
  }
};

const readOpening = (reader: Reader): Atom => {
  const kind = take(reader, /\?[:=!]/)?.[0] ?? '';
  if (take(reader, /[?*]/)) unknown(reader, 2, 4);
  reader.open.push(kind);
  return { jq: `(${kind}`, repeats: false };
};

const readClosing = (reader: Reader): Atom => {
  const kind = reader.open.pop() ?? refuse(`${shown(reader.pattern)} has a ) too many`);
  return { jq: ')', repeats: kind === '' || kind === '?:' };
};

/** Behind the backslash. */
const readEscape = (reader: Reader): Atom => {
  const kind = take(reader, /[dDwWsSbB]/)?.[0];
  if (kind === undefined) return { jq: escaped(readEscapedCharacter(reader)), repeats: true };
  if (/[DWsB]/.test(kind)) reader.lineBreak = `\\${kind}`;
  return { jq: `\\${kind}`, repeats: !/[bB]/.test(kind) };
};

const readLiteral = (reader: Reader): Atom => {
  const quantifier = take(reader, quantifiers)?.[0];
  if (quantifier !== undefined) refuse(`${shown(reader.pattern)} has a ${quantifier} that repeats nothing`);
  const character = take(reader, /[\s\S]/)?.[0] ?? '';
  if (character === '\n') reader.lineBreak = 'line break';
  return { jq: escaped(reader.flags.ignoreCase ? lowered(character) : character), repeats: true };
};

/** Whether a repetition is lazy makes no difference to whether there is a match. */
const readQuantifier = (reader: Reader): string => {
  const quantifier = take(reader, quantifiers)?.[0];
  if (quantifier === undefined) return '';
  if (take(reader, /\+/)) unknown(reader, 2, 2);
  take(reader, /\?/);
  return quantifier;
};

const quantifiers = /[*+?]|\{[0-9]+(,[0-9]*)?\}/;
