import type { Span } from '../jq/in-process/parse/spans.ts';

/** Something in a program that hardly anybody means. */
export interface ProgramFinding {
  /** Its kind, for people who search: `unknown-field`. */
  readonly kind: string;
  readonly level: 'error' | 'warning';
  readonly span: Span;
  /** What stands there, and what will happen. */
  readonly message: string;
  /** What to write at the span instead: the program with it compiles. */
  readonly fix?: string;
}
