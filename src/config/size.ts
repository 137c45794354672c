import { isJsonObject } from '../json.ts';

/**
 * What is too much about a TOML text, so that nothing else has to read it: a small text can hold tables and lists whose
 * reading takes all time or memory. Takes one pass.
 */
export const tooManyValues = (text: string): string | undefined =>
  hasMoreSigns(text, maxSigns)
    ? `has more than ${maxSigns.toLocaleString('en')} brackets, commas, dots and equals signs around its tables, keys and values`
    : undefined;

/** A rule has about ten. */
const maxSigns = 60_000;

/** Whether the lines of problems can be found: the parser that knows them needs much more time and memory. */
export const canBePlaced = (text: string): boolean => !hasMoreSigns(text, maxSigns / 2);

/** What is too much about the values of a config. */
export const tooDeep = (values: unknown): string | undefined => {
  let level: readonly unknown[] = [values];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return `has tables or lists nested deeper than ${maxDepth} levels`;
    level = level.flatMap(valuesIn);
  }
  return undefined;
};

/** A config needs four. */
const maxDepth = 20;

const valuesIn = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
};

/** Whether there are more signs outside strings and comments. */
const hasMoreSigns = (text: string, most: number): boolean => {
  const next = /[[\]{}=,.]|["'#]/g;
  let signs = 0;
  for (let found = next.exec(text); found !== null && signs <= most; found = next.exec(text)) {
    const closing = closings.find(({ opening }) => text.startsWith(opening, found.index));
    if (closing === undefined) signs += 1;
    else next.lastIndex = endOf(text, found.index + closing.opening.length, closing.pattern);
  }
  return signs > most;
};

/** What ends a string or a comment, and the backslash where that hides the next character (TOML 1.0, "String"). */
const closings: readonly { readonly opening: string; readonly pattern: RegExp }[] = [
  // The last two quotes in a multi-line string may stand before the three that end it.
  { opening: '"""', pattern: /"{3,5}|\\/g },
  { opening: "'''", pattern: /'{3,5}/g },
  { opening: '"', pattern: /["\n\\]/g },
  { opening: "'", pattern: /['\n]/g },
  { opening: '#', pattern: /\n/g },
];

const endOf = (text: string, from: number, pattern: RegExp): number => {
  const closing = new RegExp(pattern);
  closing.lastIndex = from;
  for (let found = closing.exec(text); found !== null; found = closing.exec(text)) {
    if (found[0] !== '\\') return closing.lastIndex;
    closing.lastIndex += 1;
  }
  return text.length;
};
