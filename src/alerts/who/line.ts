import { printableJson } from '../printable.ts';

/** A line of our words, which are plain text, and of names from a record. */
export type Line = readonly (string | Name)[];

interface Name {
  readonly name: string;
}

/** What is put into the template is a name of a record, or another line. */
export const line = (words: TemplateStringsArray, ...parts: readonly (string | Line)[]): Line =>
  words.flatMap((text, index) => {
    const part = parts[index] ?? [];
    return [text, ...(typeof part === 'string' ? [{ name: part }] : part)];
  });

/** The lines as one, with commas. */
export const listed = (...lines: readonly Line[]): Line =>
  lines.flatMap((one, index) => (index === 0 ? one : [', ', ...one]));

/**
 * The line in at most `max` characters. Only names are cut, the longest first, so that no name pushes out what stands
 * behind it.
 */
export const textOf = (parts: Line, max: number): string => {
  const names = parts.filter((part) => typeof part !== 'string');
  const words = parts.filter((part) => typeof part === 'string').join('').length;
  const room = roomForEach(
    names.map(({ name }) => shownName(name, max).length),
    max - words,
  );
  return parts.map((part) => (typeof part === 'string' ? part : shownName(part.name, room))).join('');
};

/** As many characters for each as possible. What a short one leaves is for the others. */
const roomForEach = (lengths: readonly number[], room: number): number => {
  let left = room;
  for (const [index, length] of lengths.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(left / (lengths.length - index));
    if (length > share) return share;
    left -= length;
  }
  return room;
};

/**
 * A name of a record as part of a line, in at most `max` characters. Whoever opens a session or signs in may choose any
 * name, such as `bob (role Admin)`. So a name is bare only if it has no other characters than names in IAM have
 * (`[\w+=,.@-]`), `:` and `/`, and does not pass for root or for an ARN. Every other name is in double quotes, with the
 * escapes of JSON for quotes, backslashes and characters that show nothing. An ellipsis outside of the quotes is ours.
 */
export const shownName = (name: string, max: number): string => {
  const start = name.slice(0, max + 1);
  if (!isBare(start)) return quoted(start, max);
  return start.length <= max ? start : `${start.slice(0, max - 1)}…`;
};

const isBare = (name: string): boolean => /^(?!root$|arn:)[\w+=,.@:/-]+$/i.test(name);

const quoted = (name: string, max: number): string => {
  const characters = Array.from(name, escaped);
  const whole = `"${characters.join('')}"`;
  if (whole.length <= max) return whole;
  let text = '';
  for (const character of characters) {
    if (text.length + character.length > max - '""…'.length) break;
    text += character;
  }
  return `"${text}"…`;
};

const escaped = (character: string): string =>
  looksLikeQuote.test(character)
    ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
    : printableJson(JSON.stringify(character)).slice(1, -1);

const looksLikeQuote =
  /[\p{Pi}\p{Pf}\u02ba\u02dd\u02ee\u201a\u201e\u2033\u2036\u275d\u275e\u301d-\u301f\uff02]/u;
