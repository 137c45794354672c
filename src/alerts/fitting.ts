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

/** As many names as fit into `size` characters, and how many more there are: `a, b, and 7 more`. */
export const listWithin = (
  names: readonly string[],
  size: number,
  lengthOf: (text: string) => number = (text) => text.length,
): string => {
  const { shown, more } = fitting(names, size, (name) => lengthOf(name) + ', '.length);
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
};
