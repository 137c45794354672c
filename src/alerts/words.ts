import { oneLine } from './printable.ts';

/** Part of a sentence, in which each name of a record takes at most `maxName` characters. */
export type Words = (maxName: number) => string;

/**
 * A part with names of a record in it, which are always made safe. Undefined as soon as one of them is: a part says all
 * it says or nothing.
 */
export const words = (
  texts: TemplateStringsArray,
  ...values: readonly (string | Words | undefined)[]
): Words | undefined => {
  const parts = values.flatMap((value) => (typeof value === 'string' ? named(value) : (value ?? [])));
  if (parts.length < values.length) return undefined;
  return (maxName) => texts.map((text, index) => text + (parts[index]?.(maxName) ?? '')).join('');
};

export const plainWords =
  (text: string): Words =>
  () =>
    text;

/** The first two, and how many more there are. Undefined for none. */
export const listed = (items: readonly (string | Words)[]): Words | undefined => {
  const [first, second, ...others] = items;
  if (first === undefined) return undefined;
  if (second === undefined) return words`${first}`;
  return others.length === 0
    ? words`${first} and ${second}`
    : words`${first}, ${second} and ${plainWords(String(others.length))} more`;
};

/**
 * A name as one word of a sentence: in quotes unless it could only be a name, so that a user called
 * `x and deleted nothing` adds nothing to the sentence. Long ones lose their middle.
 */
export const named =
  (name: string): Words =>
  (maxName) => {
    const text = oneLine(withoutMiddle(name, maxName).toWellFormed());
    return onlyName.test(text) ? text : `"${text.replace(quotes, "'")}"`;
  };

/** In at most `max` characters, of which there are at least three. */
export const withoutMiddle = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const tail = Math.max(1, Math.floor((max - 1) / 2));
  return `${text.slice(0, Math.max(1, max - 1 - tail))}…${text.slice(-tail)}`;
};

const onlyName = /^[\w@/*+$-](?:[\w.@:/+=,*$…-]*[\w@/=*+$…-])?$/;

const quotes = /["\p{Pi}\p{Pf}„‟″‶＂]/gu;
