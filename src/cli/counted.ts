/** `1 record`, `2 records`; of a word with another plural, both. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
