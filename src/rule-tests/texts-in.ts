/**
 * The texts that a program mentions: its literals, large numbers, and the words in them, which of a regex are what its
 * branches match.
 */
export const textsIn = (program: string): readonly string[] => {
  const literals = [...program.matchAll(/"(?:[^"\\]|\\.)*"/gs)].map(([text]) => unescaped(text));
  const words = literals.flatMap((text) => text.split(/[^\w.@-]+|\\[a-zA-Z]/));
  const numbers = program.match(/\b\d{9,}\b/g) ?? [];
  return [...new Set([...literals, ...words, ...numbers])].filter((text) => text !== '');
};

const unescaped = (literal: string): string => {
  try {
    return String(JSON.parse(literal));
  } catch {
    // It has an interpolation.
    return literal.slice(1, -1);
  }
};
