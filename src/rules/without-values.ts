/**
 * An error of a program as a log may hold it, which holds no records: a program may make an error of one, and jq puts
 * the beginning of a value into its own.
 */
export const withoutValues = (message: string): string => {
  const short = message.replace(/[{[].*(?:[\]}]|\.{3}(?=\)))|[{[].*/s, '…');
  return short.length > mostCharacters ? `${short.slice(0, mostCharacters)}…` : short;
};

const mostCharacters = 200;
