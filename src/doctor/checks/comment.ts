import type { Check } from './check.ts';

/** `.a == "x" # and .b == "y"` in one line, or a comment that a backslash continues: a condition that does not count. */
export const comment: Check = (program) =>
  commentsIn(program.text).flatMap(({ start, end }) => {
    const text = program.text.slice(start, end);
    const after = program.text.slice(end);
    const continues = /\\\r?\n/.test(text);
    if (!continues && (after.trim() !== '' || !holdsCondition.test(text))) return [];
    if (!continues && program.text.trim().includes('\n')) return [];
    const lastLine = text.split('\n').at(-1) ?? '';
    if (continues && lastLine.trim() === '') return [];
    return [
      {
        kind: 'comment',
        level: 'warning',
        span: { start, end },
        message: continues
          ? 'a backslash at its end continues the comment in the next line, which does not count'
          : 'what stands behind # is a comment: this condition does not count',
        fix: continues ? text.replace(/\\(\r?\n)/g, '$1') : ` ${text.slice(1)}`,
      },
    ];
  });

const holdsCondition = /(?:^#|\s)\s*(?:and|or|\|)\s+\(?\s*(?:\.|select|not\b|any|all|test|\$)/;

/** Outside of strings. A comment that ends in a backslash goes on in the next line, as for jq. */
const commentsIn = (text: string): readonly { readonly start: number; readonly end: number }[] =>
  [...text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|#(?:\\(?:\\|\r?\n)|(?!\r?\n)[\s\S])*/g)].flatMap(
    ({ 0: token, index }) => (token.startsWith('#') ? [{ start: index, end: index + token.length }] : []),
  );
