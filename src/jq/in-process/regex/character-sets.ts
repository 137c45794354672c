/** The characters of which a part of a regex matches one, as Oniguruma defines them for Unicode. */
export interface CharacterSet {
  /** In JavaScript's syntax, where that matches the same on a line of ASCII. The same source is the same set. */
  readonly source: string;
  readonly isInJavaScript: boolean;
  readonly has: (codePoint: number) => boolean;
}

/** A letter of `\w`, `\d`, `\s` or, negated, `\W`, `\D` and `\S`. */
export type Kind = 'w' | 'd' | 's' | 'W' | 'D' | 'S';

export type ClassItem =
  | { readonly kind: 'kind'; readonly of: Kind }
  | { readonly kind: 'range'; readonly from: number; readonly to: number };

/** `.` without the flag `s`: everything but a line feed. */
export const anyCharacter: CharacterSet = {
  source: '.',
  isInJavaScript: true,
  has: (codePoint) => codePoint !== 10,
};

export const kindSet = (of: Kind): CharacterSet => ({
  source: `\\${of}`,
  isInJavaScript: true,
  has: kinds[of],
});

export const characterSet = (character: string, ignoreCase: boolean): CharacterSet =>
  classSet([rangeOf(character, character)], false, ignoreCase, escaped(character));

export const rangeOf = (from: string, to: string): ClassItem => ({
  kind: 'range',
  from: from.codePointAt(0) ?? 0,
  to: to.codePointAt(0) ?? 0,
});

export const classSet = (
  items: readonly ClassItem[],
  negated: boolean,
  ignoreCase: boolean,
  source: string,
): CharacterSet => {
  const hasExactly = (codePoint: number): boolean =>
    items.some((item) =>
      item.kind === 'kind'
        ? kindsInClass[item.of](codePoint)
        : codePoint >= item.from && codePoint <= item.to,
    );
  const has = ignoreCase ? (codePoint: number) => casesOf(codePoint).some(hasExactly) : hasExactly;
  return {
    source,
    isInJavaScript: /^[ -~]+$/.test(source),
    has: negated ? (codePoint) => !has(codePoint) : has,
  };
};

export const escaped = (character: string): string => character.replace(/[\\.[\]{}()*+?^$|/-]/, '\\$&');

/** Only of ASCII letters: with others, a regex that ignores case is not evaluated here. */
const casesOf = (codePoint: number): readonly number[] => {
  const isLetter = (codePoint >= 65 && codePoint <= 90) || (codePoint >= 97 && codePoint <= 122);
  // The cases of a letter differ in one bit.
  return isLetter ? [codePoint | 32, codePoint & ~32] : [codePoint];
};

const matching = (regex: RegExp): ((codePoint: number) => boolean) => {
  const known = new Map<number, boolean>();
  return (codePoint) => {
    const before = known.get(codePoint);
    if (before !== undefined) return before;
    const isNew = since17.some(([from, to]) => codePoint >= from && codePoint <= to);
    const matches = !isNew && regex.test(String.fromCodePoint(codePoint));
    known.set(codePoint, matches);
    return matches;
  };
};

/** Characters that Unicode has had since version 17, which jq 1.8.2 does not know. */
// biome-ignore format: a table
const since17: readonly (readonly [from: number, to: number])[] = [
  [0x088f, 0x088f], [0x0c5c, 0x0c5c], [0x0cdc, 0x0cdc], [0x1acf, 0x1add], [0x1ae0, 0x1aeb],
  [0xa7ce, 0xa7cf], [0xa7d2, 0xa7d2], [0xa7d4, 0xa7d4], [0xa7f1, 0xa7f1], [0x10940, 0x10959],
  [0x10ec5, 0x10ec7], [0x10efa, 0x10efb], [0x11b60, 0x11b67], [0x11db0, 0x11ddb], [0x11de0, 0x11de9],
  [0x16ea0, 0x16eb8], [0x16ebb, 0x16ed3], [0x16ff2, 0x16ff6], [0x187f8, 0x187ff], [0x18d09, 0x18d1e],
  [0x18d80, 0x18df2], [0x1e6c0, 0x1e6de], [0x1e6e0, 0x1e6f5], [0x1e6fe, 0x1e6ff], [0x2b73a, 0x2b73f],
  [0x2cea2, 0x2cead], [0x323b0, 0x33479],
];

const isWordInClass = matching(/[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]/u);
const isDigit = matching(/\p{Nd}/u);
const isSpace = matching(/[\t-\r\u0085\p{Z}]/u);

/** Outside of a class, Oniguruma takes the superscripts and fractions of Latin-1 for words. */
export const isWord = (codePoint: number): boolean =>
  isWordInClass(codePoint) || [0xb2, 0xb3, 0xb9, 0xbc, 0xbd, 0xbe].includes(codePoint);

const kindsInClass: Readonly<Record<Kind, (codePoint: number) => boolean>> = {
  w: isWordInClass,
  d: isDigit,
  s: isSpace,
  W: (codePoint) => !isWordInClass(codePoint),
  D: (codePoint) => !isDigit(codePoint),
  S: (codePoint) => !isSpace(codePoint),
};

const kinds: typeof kindsInClass = { ...kindsInClass, w: isWord, W: (codePoint) => !isWord(codePoint) };
