/** What jq writes otherwise than other languages, for a program that it refuses. Undefined: nothing of the kind is in it. */
export const hintFor = (program: string): string | undefined => {
  const code = withoutTexts(program);
  const hints = habits.flatMap(([pattern, hint]) => (pattern.test(code) ? [hint] : []));
  return hints.length > 0 ? hints.slice(0, 3).join('; ') : unclosed(code);
};

/** Texts become empty ones, and comments go. */
const withoutTexts = (program: string): string =>
  program.replaceAll(/"(?:[^"\\]|\\[\s\S])*"|#[^\n]*/g, (token) => (token.startsWith('#') ? '' : '""'));

const habits: readonly (readonly [RegExp, string])[] = [
  [/[“”„]/, 'jq takes only straight quotes, "…"'],
  [/['‘’]/, 'jq writes text in double quotes, "…"'],
  [/&&/, 'jq writes and, not &&'],
  [/\|\|/, 'jq writes or, not ||'],
  [/!==/, 'jq writes !=, not !=='],
  [/===/, 'jq writes ==, not ==='],
  [/=~/, 'jq writes .field | test("regex"), not =~'],
  [/!(?!=)/, 'jq writes (… | not), not !…'],
  [/\belse\s+if\b/, 'jq writes elif … then …, or ends an inner if by its own end'],
  [/<>/, 'jq writes !=, not <>'],
  [/\bnot\s+in\b/, 'jq writes (.field | IN("A", "B") | not)'],
  [/\bin\s+[[(]|\bin\s*\[/i, 'jq writes .field | IN("A", "B")'],
  [/\bAND\b/, 'jq writes and in small letters'],
  [/\bOR\b/, 'jq writes or in small letters'],
  [/\b(?:True|False|None|NULL|TRUE|FALSE)\b/, 'jq writes true, false and null in small letters'],
];

const unclosed = (code: string): string | undefined => {
  const count = (pattern: RegExp): number => [...code.matchAll(pattern)].length;
  const isOpen = count(/(?<![.$\w])if\b/g) > count(/(?<![.$\w])end\b/g);
  return isOpen ? 'an if has no end: if … then … else … end' : undefined;
};
