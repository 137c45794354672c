import {
  type CharacterSet,
  type ClassItem,
  classSet,
  escaped,
  type Kind,
  rangeOf,
} from './character-sets.ts';
import { type Pattern, take, UnsupportedRegex } from './pattern.ts';

/**
 * A class of characters, after its bracket. Only Oniguruma has nested classes, POSIX classes and `&&`. A `-` is read
 * where it is clearly a range, or clearly not. Throws UnsupportedRegex.
 */
export const classOf = (pattern: Pattern): CharacterSet => {
  const negated = take(pattern, /\^/) !== undefined;
  const items: Item[] = [];
  if (take(pattern, /-/)) items.push(character('-'));
  while (!take(pattern, /\]/)) items.push(readItem(pattern));
  // Ignoring case, Oniguruma also lets `SS` match a class with `ß`, which is in `\w` and in `[^s]`.
  const hasMoreThanAscii = negated || items.some(({ source }) => /\\[wWDS]|[^\0-\x7f]/.test(source));
  if (items.length === 0 || (pattern.ignoresCase && hasMoreThanAscii)) throw new UnsupportedRegex();
  const source = `[${negated ? '^' : ''}${items.map(({ source }) => source).join('')}]`;
  return classSet(
    items.map(({ item }) => item),
    negated,
    pattern.ignoresCase,
    source,
  );
};

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
  if (item.kind !== 'range' || item.from > item.to || pattern.text.startsWith('-', pattern.at))
    throw new UnsupportedRegex();
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
