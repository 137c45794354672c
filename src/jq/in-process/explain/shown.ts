import { type JsonValue, withinDepth } from '../../../json.ts';

/** A value as JSON on one line. The middle of a long one is left out, since both of its ends may matter. */
export const shown = (value: JsonValue | undefined): string =>
  value === undefined ? 'no output' : shortened(JSON.stringify(withinDepth(value, 20)), 72);

export const shortened = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const tail = Math.floor(max / 4);
  return `${text.slice(0, max - tail - 1)}…${text.slice(-tail)}`.toWellFormed();
};

/** Characters of a program's text in a message. */
export const maxText = 80;
