/** As many of these, from the first on, as fit into `size` together, and how many more there are. */
export const fitting = <Of>(
  all: readonly Of[],
  size: number,
  sizeOf: (one: Of) => number,
): { readonly shown: readonly Of[]; readonly more: number } => {
  let count = 0;
  let left = size;
  for (const one of all) {
    left -= sizeOf(one);
    if (left < 0) break;
    count += 1;
  }
  return { shown: all.slice(0, count), more: all.length - count };
};

/** At most so many characters, the last of which says that there are more. */
export const cutTo = (text: string, maxCharacters: number): string =>
  text.length > maxCharacters ? `${text.slice(0, maxCharacters - 1).toWellFormed()}…` : text;

type LengthOf = (text: string) => number;

/**
 * As many names as fit into `size` characters, and how many more there are: `a, b, and 7 more`; with commas in them,
 * `a, b; c, d; and 7 more`. A long one is shortened, so that it leaves room for others.
 */
export const listWithin = (
  names: readonly string[],
  size: number,
  lengthOf: LengthOf = (text) => text.length,
): string => {
  const short = names.map((name) => shortened(name, size / 3, lengthOf));
  const { shown, more } = fitting(short, size, (name) => lengthOf(name) + ', '.length);
  const between = shown.some((name) => name.includes(', ')) ? '; ' : ', ';
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(between);
};

/** Characters may differ in length, so it may take a second cut. */
const shortened = (name: string, max: number, lengthOf: LengthOf): string => {
  let text = name;
  for (let length = lengthOf(text); length > max; length = lengthOf(text))
    text = `${text.slice(0, Math.floor(((max - 1) * text.length) / length) - 1)}…`;
  return text;
};
