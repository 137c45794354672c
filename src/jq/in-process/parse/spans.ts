import type { Syntax } from './syntax.ts';

/** A part of a program's text: `[start, end)` in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where each piece of syntax stands. Parentheses around a piece are not in its span. */
export type Spans = ReadonlyMap<Syntax, Span>;
