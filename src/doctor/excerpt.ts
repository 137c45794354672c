import { type Position, positionIn, startOfLine } from '../config/position.ts';
import type { StringSource } from '../config/string-source.ts';
import type { Span } from '../jq/in-process/parse/spans.ts';
import { withoutSecrets } from '../redact.ts';

/** Lines and columns count from 1; `endColumn` is the one behind the last character. */
export interface Place {
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** Lines of a config, without the URLs in them, which may be secret. */
export interface Excerpt {
  readonly before: readonly string[];
  /** The same with the fix. */
  readonly after: readonly string[] | undefined;
}

/** Where a part of a program stands in the TOML text that holds it, and what the fix makes of its lines. */
export const excerptOf = (
  text: string,
  { at, hasEscapes }: StringSource,
  { span, fix }: { readonly span: Span; readonly fix: string | undefined },
): { readonly place: Place; readonly shown: Excerpt } => {
  const [start, end] = [at[span.start] ?? 0, at[span.end] ?? text.length];
  const [first, last] = [startOfLine(text, start), lineEnd(text, Math.max(start, end - 1))];
  const changed = fix === undefined ? undefined : inSource(fix, hasEscapes);
  return {
    place: { ...positionIn(text, start), ...asEnd(positionIn(text, end)) },
    shown: {
      before: linesIn(text.slice(first, last)),
      after:
        changed === undefined
          ? undefined
          : linesIn(text.slice(first, start) + changed + text.slice(end, last)),
    },
  };
};

/** Undefined for what cannot stand in `'…'`. */
const inSource = (fix: string, hasEscapes: boolean): string | undefined => {
  if (hasEscapes) return JSON.stringify(fix).slice(1, -1);
  return fix.includes("'") ? undefined : fix;
};

const asEnd = ({ line, column }: Position) => ({
  endLine: line,
  endColumn: column,
});

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
};

const linesIn = (text: string): readonly string[] => withoutSecrets(text).split(/\r?\n/);
