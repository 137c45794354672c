import type { Cost } from './cost.ts';
import { assertion, either, group, lookahead, type Part, repeat, sequence, textPart } from './parts.ts';
import type { Structure } from './reader.ts';
import type { Assertion, Syntax } from './syntax.ts';

/** A regex in JavaScript's syntax that matches like the original in Oniguruma, on texts of one line of ASCII. */
export interface Regex {
  readonly source: string;
  /** Matches somewhere exactly when `source` does, but is faster: a `.*` at the start or the end is left out. */
  readonly testSource: string;
  /** Of matching at one position, and of searching a text with `source` and `testSource`. */
  readonly matchCost: Cost;
  readonly searchCost: Cost;
  readonly testCost: Cost;
}

/** Undefined when the regex may match differently in JavaScript, or may take long. */
export const translate = ({ syntax }: Structure): Regex | undefined => {
  const whole = partOf(syntax);
  if (whole === undefined || whole.size > maxSize) return undefined;
  const parts = syntax.kind === 'sequence' ? partsOf(syntax.parts) : undefined;
  const bare = parts === undefined ? whole : sequence(withoutPadding(parts));
  return {
    source: whole.source,
    testSource: bare.source,
    matchCost: { ways: whole.ways, degree: whole.degree },
    searchCost: inSearch(whole),
    testCost: inSearch(bare),
  };
};

/** JavaScript refuses regexes that are much larger. */
const maxSize = 10_000;

const inSearch = ({ ways, degree, anchored }: Part): Cost => ({
  ways,
  degree: anchored ? degree : degree + 1,
});

/** `^.*a` and `a.*$` match somewhere exactly when `a` does. */
const withoutPadding = (parts: readonly Part[]): readonly Part[] => {
  const start = parts[0]?.source === '^' && parts[1]?.kind === 'padding' ? 1 : 0;
  const end =
    parts.at(-1)?.source === '$' && parts.at(-2)?.kind === 'padding' ? parts.length - 1 : parts.length;
  const first = parts.findIndex((part, at) => at >= start && part.kind !== 'padding');
  const last = parts.findLastIndex((part, at) => at < end && part.kind !== 'padding');
  return parts.slice(first === -1 ? parts.length : first, last + 1);
};

const partOf = (syntax: Syntax): Part | undefined => {
  switch (syntax.kind) {
    case 'set':
      return syntax.set.isInJavaScript ? textPart(syntax.set.source) : undefined;
    case 'assertion':
      return assertion(inJavaScript[syntax.assertion]);
    case 'look':
      return syntax.direction === 'behind'
        ? undefined
        : inGroup(lookahead, syntax.negated ? '(?!' : '(?=', syntax.inner);
    case 'sequence':
      return ifAll(partsOf(syntax.parts), sequence);
    case 'either':
      return ifAll(partsOf(syntax.branches), either);
    case 'group':
      return inGroup(group, openOf(syntax), syntax.inner);
    case 'repeat': {
      const inner = partOf(syntax.inner);
      return inner && repeat(inner, syntax.quantifier);
    }
  }
};

const inJavaScript: Readonly<Record<Assertion, string>> = {
  start: '^',
  'last line end': '$',
  end: '$',
  'word boundary': '\\b',
  'no word boundary': '\\B',
};

const partsOf = (all: readonly Syntax[]): readonly Part[] | undefined => {
  const parts = all.map(partOf);
  return parts.every((part) => part !== undefined) ? parts : undefined;
};

const ifAll = (
  parts: readonly Part[] | undefined,
  join: (parts: readonly Part[]) => Part,
): Part | undefined => parts && join(parts);

const inGroup = (
  wrap: (open: string, inner: Part) => Part,
  open: string,
  inner: Syntax,
): Part | undefined => {
  const part = partOf(inner);
  return part && wrap(open, part);
};

const openOf = ({ capture }: Extract<Syntax, { readonly kind: 'group' }>): string => {
  if (capture === undefined) return '(?:';
  return capture.name === null ? '(' : `(?<${capture.name}>`;
};
