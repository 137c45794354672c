import { equal, type Test } from './condition.ts';

/** A text with wildcards, piece by piece: `*` is any text, also none, and `?` is one character. */
export type Pattern = readonly Piece[];

export type Piece = { readonly text: string } | '*' | '?';

/** Whether a text, the input, is of the pattern from its beginning to its end. */
export const like = (pattern: Pattern): Test => {
  const pieces = tidied(pattern);
  const shape = pieces.map((piece) => (typeof piece === 'string' ? piece : 'a')).join('');
  const [first = '', second = ''] = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : piece.text));
  switch (shape) {
    case '':
    case 'a':
      return equal(first);
    case '*':
      return { jq: 'true' };
    case 'a*':
      return { jq: `startswith(${JSON.stringify(first)})` };
    case '*a':
      return { jq: `endswith(${JSON.stringify(first)})` };
    case '*a*':
      return { jq: `contains(${JSON.stringify(first)})` };
    case 'a*a':
      return { jq: `(${between(first, second)})` };
    default:
      return { jq: `test(${JSON.stringify(regexOf(pieces))})` };
  }
};

/** Without empty texts, two texts in a row or two `*` in a row. */
const tidied = (pattern: Pattern): Pattern => {
  const pieces: Piece[] = [];
  for (const piece of pattern) {
    const last = pieces.at(-1);
    if (typeof piece === 'string') {
      if (piece !== '*' || last !== '*') pieces.push(piece);
    } else if (typeof last === 'object') pieces[pieces.length - 1] = { text: last.text + piece.text };
    else if (piece.text !== '') pieces.push(piece);
  }
  return pieces;
};

/** The two may not overlap. */
const between = (start: string, end: string): string =>
  `startswith(${JSON.stringify(start)}) and endswith(${JSON.stringify(end)}) and length >= ${[...start, ...end].length}`;

/** In jq, `.` is no line break, and `$` comes before one at the end: policies in records have line breaks. */
const regexOf = (pieces: Pattern): string => {
  const from = pieces[0] === '*' ? 1 : 0;
  const to = pieces.at(-1) === '*' ? pieces.length - 1 : pieces.length;
  const inner = pieces
    .slice(from, to)
    .map((piece) => (typeof piece === 'string' ? wildcards[piece] : escaped(piece.text)));
  return [from === 0 ? '\\A' : '', ...inner, to === pieces.length ? '\\z' : ''].join('');
};

const wildcards = { '*': '[\\s\\S]*', '?': '[\\s\\S]' } as const;

/** A text as a regular expression that matches nothing else. */
export const escaped = (text: string): string => text.replace(/[\\.[\]{}()*+?^$|]/g, '\\$&');
