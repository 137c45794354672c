import type { Cost } from './cost.ts';
import { either, type Part, sequence } from './parts.ts';
import { readRegex, UnsupportedRegex } from './reader.ts';

/** A regex in JavaScript's syntax that matches like the original in Oniguruma, on texts of one line of ASCII. */
export interface Regex {
  readonly ignoresCase: boolean;
  readonly source: string;
  /** Matches somewhere exactly when `source` does, but is faster: a `.*` at the start or the end is left out. */
  readonly testSource: string;
  /** The names of the capturing groups; null for a group without a name. */
  readonly groups: readonly (string | null)[];
  /** Whether a capturing group is repeated: then Oniguruma and JavaScript capture differently. */
  readonly repeatsGroup: boolean;
  /** Of matching at one position, and of searching a text with `source` and `testSource`. */
  readonly matchCost: Cost;
  readonly searchCost: Cost;
  readonly testCost: Cost;
}

/** Undefined when the regex may match differently in Oniguruma and in JavaScript. */
export const translate = (pattern: string, ignoreCase: boolean): Regex | undefined => {
  try {
    const ignoresCase = ignoreCase || pattern.startsWith('(?i)');
    const { branches, groups, repeatsGroup } = readRegex(pattern.replace(/^\(\?i\)/, ''), ignoresCase);
    const whole = either(branches.map(sequence));
    if (whole.size > maxSize) return undefined;
    const bare = branches.length === 1 ? sequence(withoutPadding(branches[0] ?? [])) : whole;
    return {
      ignoresCase,
      source: whole.source,
      testSource: bare.source,
      groups,
      repeatsGroup,
      matchCost: { ways: whole.ways, degree: whole.degree },
      searchCost: inSearch(whole),
      testCost: inSearch(bare),
    };
  } catch (error) {
    if (error instanceof UnsupportedRegex) return undefined;
    throw error;
  }
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
