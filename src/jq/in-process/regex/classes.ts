import {
  type CharacterSet,
  type ClassItem,
  characterSet,
  classSet,
  escaped,
  type Kind,
  rangeOf,
} from './character-sets.ts';
import { type Pattern, take, UnsupportedRegex } from './pattern.ts';
import type { Syntax } from './syntax.ts';

/**
 * A class of characters, after its bracket. Only Oniguruma has nested classes, POSIX classes and `&&`. A `-` is read
 * where it is clearly a range, or clearly not. Throws UnsupportedRegex.
 */
export const readClass = (pattern: Pattern): Syntax => {
  const negated = take(pattern, /\^/) !== undefined;
  const items: Item[] = [];
  if (take(pattern, /-/)) items.push(character('-'));
  while (!take(pattern, /\]/)) items.push(readItem(pattern));
  const source = `[${negated ? '^' : ''}${items.map(({ source }) => source).join('')}]`;
  const hasNonAscii = /[^\0-\x7f]/.test(source);
  if (items.length === 0 || (pattern.ignoresCase && hasNonAscii)) throw new UnsupportedRegex();
  const set = classSet(
    items.map(({ item }) => item),
    negated,
    pattern.ignoresCase,
    source,
  );
  const hasMoreThanAscii = negated || items.some(({ source }) => /\\[wWDS]/.test(source));
  if (!pattern.ignoresCase || !hasMoreThanAscii) return { kind: 'set', set };
  return withFoldings({ ...set, isInJavaScript: false }, negated);
};

/** Ignoring case, Oniguruma also lets `SS` match a class with `ß`, unless the class is negated. */
const withFoldings = (set: CharacterSet, negated: boolean): Syntax => {
  const foldings = negated ? [] : foldingsToAscii.filter(([letter]) => set.has(letter.codePointAt(0) ?? 0));
  const texts = foldings.map(
    ([, text]): Syntax => ({
      kind: 'sequence',
      parts: Array.from(text, (letter) => ({ kind: 'set', set: characterSet(letter, true) })),
    }),
  );
  if (texts.length === 0) return { kind: 'set', set };
  const inner: Syntax = { kind: 'either', branches: [{ kind: 'set', set }, ...texts] };
  return { kind: 'group', inner, capture: undefined };
};

/** Letters that are several of ASCII in another case. */
const foldingsToAscii: readonly (readonly [letter: string, text: string])[] = [
  ['ß', 'ss'],
  ['ﬀ', 'ff'],
  ['ﬁ', 'fi'],
  ['ﬂ', 'fl'],
  ['ﬃ', 'ffi'],
  ['ﬄ', 'ffl'],
  ['ﬆ', 'st'],
];

interface Item {
  readonly item: ClassItem;
  readonly source: string;
}

const readItem = (pattern: Pattern): Item => {
  const kind = take(pattern, /\\([wWdDsS])(?!-[^\]])/);
  if (kind !== undefined) return { item: { kind: 'kind', of: kind[1] as Kind }, source: kind[0] }; // one of wWdDsS
  if (take(pattern, /-(?=\])/)) return character('-');
  const low = readCharacter(pattern);
  if (!take(pattern, /-(?!\])/)) return character(low);
  const high = readCharacter(pattern);
  const item = rangeOf(low, high);
  const isRangeAgain = pattern.text.startsWith('-', pattern.at) && !pattern.text.startsWith('-]', pattern.at);
  if (item.kind !== 'range' || item.from > item.to || isRangeAgain) throw new UnsupportedRegex();
  return { item, source: `${escaped(low)}-${escaped(high)}` };
};

const character = (text: string): Item => ({ item: rangeOf(text, text), source: escaped(text) });

const readCharacter = (pattern: Pattern): string => {
  const taken = take(
    pattern,
    /(?:[ !"#$%'()*+,./0-9:;<=>?@A-Z^_`a-z{|}~\t\n\r]|[^\0-\x7f]|&(?!&))|\\([-\\.[\]{}()*+?^$|/:"@,=])/u,
  );
  if (taken === undefined) throw new UnsupportedRegex();
  return taken[1] ?? taken[0];
};
