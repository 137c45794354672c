import { refuse } from '../imported.ts';

export interface RegexFlags {
  /** The text that is searched is in small letters already. */
  readonly ignoreCase: boolean;
  /** `^` and `$` are at every line. */
  readonly multiline: boolean;
  /** `.` is also a line break. */
  readonly dotAll: boolean;
}

/** Where we are in a regular expression, and what has been seen. */
export interface Reader {
  readonly pattern: string;
  readonly flags: RegexFlags;
  /** The groups that are open: what stands behind their parenthesis. */
  readonly open: string[];
  at: number;
  /** Something that may match a line break. */
  lineBreak: string | undefined;
  /** Whether there is a `^` or `$`. */
  hasLineEnds: boolean;
}

export const createReader = (pattern: string, flags: RegexFlags): Reader => ({
  pattern,
  flags,
  open: [],
  at: 0,
  lineBreak: undefined,
  hasLineEnds: false,
});

export const take = (reader: Reader, token: RegExp): RegExpExecArray | undefined => {
  const sticky = new RegExp(token, 'yu');
  sticky.lastIndex = reader.at;
  const taken = sticky.exec(reader.pattern) ?? undefined;
  reader.at += taken?.[0].length ?? 0;
  return taken;
};

export const shown = (pattern: string): string => `the regular expression ${JSON.stringify(pattern)}`;

/** Refuses something that begins `before` characters ago. */
export const unknown = (reader: Reader, before: number, length: number): never => {
  const from = reader.at - before;
  const what = JSON.stringify(reader.pattern.slice(from, from + length));
  return refuse(`${shown(reader.pattern)} has ${what}, which may mean something else in jq`);
};

/** Behind the backslash. */
export const readEscapedCharacter = (reader: Reader): string => {
  const control = take(reader, /[tnrf]/)?.[0];
  if (control === 'n') reader.lineBreak = '\\n';
  if (control !== undefined) return controls[control] ?? '';
  const sign = take(reader, /[^A-Za-z0-9]/)?.[0];
  return sign ?? unknown(reader, 1, 2);
};

const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };
