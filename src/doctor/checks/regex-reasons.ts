/** What of a regex only the real jq evaluates, as far as its text shows. */
export const reasonsIn = (pattern: string): readonly string[] =>
  reasons.filter(([syntax]) => syntax.test(pattern)).map(([, words]) => words);

const reasons: readonly (readonly [RegExp, string])[] = [
  [/\\[1-9]|\\[kg][<{']/, 'back-references'],
  [/\(\?>/, 'atomic groups'],
  [/[*+?}]\+/, 'possessive quantifiers'],
  [/\[\[:|\\[pP]\{/, 'classes of Unicode and POSIX'],
  [/&&/, 'intersections of classes'],
];
