/** How a string of a TOML text is written. `at` has the place in the text of each UTF-16 unit of its value, and of its end. */
export interface StringSource {
  readonly value: string;
  readonly at: readonly number[];
  /** Whether it has escapes: `"…"`, not `'…'`. */
  readonly hasEscapes: boolean;
}

/** Reads the string that stands in a TOML text from `start` to `end`, with its quotes. */
export const stringSource = (text: string, start: number, end: number): StringSource => {
  const quote = text[start] === '"' ? '"' : "'";
  const isMultiline = text.startsWith(quote.repeat(3), start) && end - start >= 6;
  const width = isMultiline ? 3 : 1;
  const [, firstBreak = ''] = isMultiline ? (/^(\r?\n)/.exec(text.slice(start + width, end)) ?? []) : [];
  const inner = { from: start + width + firstBreak.length, to: end - width };
  const hasEscapes = quote === '"';
  return { ...(hasEscapes ? unescaped(text, inner) : verbatim(text, inner)), hasEscapes };
};

interface Inner {
  readonly from: number;
  readonly to: number;
}

const verbatim = (text: string, { from, to }: Inner): Omit<StringSource, 'hasEscapes'> => ({
  value: text.slice(from, to),
  at: Array.from({ length: to - from + 1 }, (_, index) => from + index),
});

/** TOML 1.0, "String": escapes, and a backslash at the end of a line, which joins it with the next text. */
const unescaped = (text: string, { from, to }: Inner): Omit<StringSource, 'hasEscapes'> => {
  const at: number[] = [];
  let value = '';
  for (const { 0: token, index } of text.slice(from, to).matchAll(tokens)) {
    const read = meaningOf(token);
    for (let unit = 0; unit < read.length; unit += 1) at.push(from + index);
    value += read;
  }
  return { value, at: [...at, to] };
};

const tokens = /\\[ \t]*\r?\n\s*|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\?[\s\S]/g;

const meaningOf = (token: string): string => {
  if (!token.startsWith('\\') || token.length === 1) return token;
  if (/^\\[ \t]*\r?\n/.test(token)) return '';
  if (/^\\[uU]/.test(token)) return String.fromCodePoint(Number.parseInt(token.slice(2), 16));
  const letter = token.slice(1);
  return letters.get(letter) ?? letter;
};

const letters: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001b'],
]);
