import { tokensOf } from '../parse/lexer.ts';
import type { Span, Spans } from '../parse/spans.ts';
import type { Syntax } from '../parse/syntax.ts';

/** Where pieces of syntax stand in the text of a program. */
export interface Source {
  readonly text: string;
  /** The text of a piece on one line, without comments. Empty for what stands nowhere, such as the `.` of `.a`. */
  textOf(syntax: Syntax): string;
  spanOf(syntax: Syntax): Span | undefined;
}

/** Counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export const sourceOf = (text: string, spans: Spans): Source => ({
  text,
  textOf: (syntax) => {
    const span = spans.get(syntax);
    return span === undefined ? '' : withoutLayout(text.slice(span.start, span.end));
  },
  spanOf: (syntax) => spans.get(syntax),
});

export const placeAt = (text: string, position: number): Place => {
  const before = text.slice(0, position).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
};

/** One space for all white space and comments between two tokens. */
const withoutLayout = (text: string): string => {
  let end = 0;
  return (tokensOf(text) ?? [])
    .map(({ span }) => {
      const gap = span.start > end && end > 0 && span.end > span.start ? ' ' : '';
      end = span.end;
      return gap + text.slice(span.start, span.end);
    })
    .join('');
};
