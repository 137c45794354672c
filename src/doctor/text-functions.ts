/** Functions of jq that look for one text in another: they fail on a boolean, and most of them on null. */
export const textFunctions: ReadonlySet<string> = new Set([
  'startswith',
  'endswith',
  'test',
  'match',
  'contains',
  'split',
]);
