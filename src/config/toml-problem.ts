import { messageOf, type Problem } from '../errors.ts';
import { withoutSecrets } from '../redact.ts';
import { positionIn, startOfLine } from './position.ts';

/**
 * What @iarna/toml found wrong with a text, in words for people who do not know TOML, and where. Its own messages quote
 * the lines around a mistake, which may hold a webhook URL. These repeat one character at most, and plain keys.
 */
export const tomlProblem = (error: unknown, text: string): Problem => {
  const [found = ''] = messageOf(error).split(/ at row \d|\n/);
  const at = offsetOf(error);
  if (at === undefined) return { where: 'TOML', message: found };
  const kind = kinds.find(({ pattern }) => pattern.test(found));
  return {
    where: 'TOML',
    ...positionIn(text, kind?.begin?.(text, at) ?? at),
    message: withoutSecrets(kind?.message(text, at) ?? found),
  };
};

/** Its parse errors have an offset, counted from 1. Anything else that it throws has none. */
const offsetOf = (error: unknown): number | undefined => {
  const { pos } = error as { readonly pos?: number };
  return pos === undefined ? undefined : pos - 1;
};

interface Kind {
  /** What @iarna/toml says. */
  readonly pattern: RegExp;
  /** `at` is the offset of the character that it did not expect. */
  readonly message: (text: string, at: number) => string;
  /** The offset of what to look at, if it is another. */
  readonly begin?: (text: string, at: number) => number | undefined;
}

const kinds: readonly Kind[] = [
  {
    pattern: /^Unterminated string/,
    message: () => 'the string has no closing quote on its line',
    begin: (text, at) => openString(text, startOfLine(text, at), at),
  },
  {
    pattern: /^Unterminated multi-line string/,
    message: () => 'the string has no closing quotes',
    begin: (text) => openString(text, 0, text.length),
  },
  {
    pattern: /expecting string, number|^Key without value|^Invalid boolean|expected "(?:\+inf|inf|nan)/,
    message: (text, at) =>
      /^\s*(?:#|$)/.test(restOfLine(text, at))
        ? 'expected a value after ='
        : `expected a value, got ${characterAt(text, at)}: text must be in quotes, " or '`,
  },
  {
    pattern: /expected only whitespace or comments/,
    message: (text, at) =>
      headerOf(text, at) === undefined
        ? String.raw`expected the line to end after the value: text must be in quotes, and a " in "text" must be \"`
        : 'expected the line to end after the name of the table',
  },
  {
    pattern: /^Can't (?:redefine|extend)/,
    message: (text, at) => repeated(text, at),
    begin: (text, at) => startOfLine(text, at),
  },
  {
    pattern: /expected "="|^Key ended without value/,
    message: (text, at) => `expected = after the key, got ${characterAt(text, at)}`,
  },
  {
    pattern: /comma \(,\) or close bracket/,
    message: (text, at) => `expected a comma or ] in the list, got ${characterAt(text, at)}`,
  },
  {
    pattern: /^Unterminated inline/,
    message: () => 'a list has no closing ], or a table in { } does not end on its line',
  },
  {
    pattern: /expected whitespace, \. or \]/,
    message: (text, at) => `expected ] after the name of the table, got ${characterAt(text, at)}`,
  },
  {
    pattern: /^Unknown character/,
    message: (text, at) => `expected a key, a [table] or a # comment, got ${characterAt(text, at)}`,
  },
  {
    pattern: /^Unknown escape character/,
    message: (text, at) =>
      String.raw`\ before ${characterAt(text, at)} is no escape: a \ in "text" must be \\, and in 'text' it stays as it is`,
  },
];

const restOfLine = (text: string, at: number): string => {
  const end = text.indexOf('\n', at);
  return text.slice(at, end === -1 ? text.length : end);
};

const characterAt = (text: string, at: number): string => {
  const code = text.codePointAt(at);
  if (code === undefined) return 'the end of the text';
  return code === 0x0a || code === 0x0d ? 'the end of the line' : JSON.stringify(String.fromCodePoint(code));
};

/** Where the last string begins that does not end. */
const openString = (text: string, from: number, to: number): number | undefined => {
  for (const { 0: token, index } of text.slice(from, to).matchAll(tokens))
    if (/^(?:"""|'''|["'])$/.test(token)) return from + index;
  return undefined;
};

/** Comments, whole strings, and the quotes that begin a string without an end. */
const tokens = /#.*|"""(?:\\[\s\S]|[^\\])*?"""|'''[\s\S]*?'''|"""|'''|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|["']/g;

/** The name of a table, alone on a line. */
const headerOf = (
  text: string,
  at: number,
): { readonly name: string; readonly ofMany: boolean } | undefined => {
  const [, open, name] = /^\s*(\[\[?)\s*([\w.-]{1,50})/.exec(text.slice(startOfLine(text, at), at)) ?? [];
  return name === undefined ? undefined : { name, ofMany: open === '[[' };
};

const repeated = (text: string, at: number): string => {
  const header = headerOf(text, at);
  if (header === undefined) return `${keyOf(text, at) ?? 'a key'} is there twice in the same table`;
  const { name, ofMany } = header;
  if (ofMany) return `[[${name}]] is there before, but not in double brackets, which each needs`;
  return text.includes(`[[${name}]]`)
    ? `[${name}] is there before as [[${name}]]: each needs double brackets`
    : `[${name}] is there twice: put all its keys below the first`;
};

/** Undefined if the line may be the last of a string with several. */
const keyOf = (text: string, at: number): string | undefined => {
  const line = text.slice(startOfLine(text, at), at);
  return /"{3}|'{3}/.test(line) ? undefined : /^\s*([\w.-]{1,50})\s*=/.exec(line)?.[1];
};
