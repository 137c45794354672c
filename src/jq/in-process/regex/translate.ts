import type { Cost } from './cost.ts';
import { either, type Part, sequence } from './parts.ts';
import { readRegex, Unknown } from './reader.ts';

/** A regex that means the same in Oniguruma and in JavaScript, on one line of ASCII. */
export interface Regex {
  readonly ignoresCase: boolean;
  readonly source: string;
  /** Finds something exactly when `source` does, without a `.*` at an end, which would only cost time. */
  readonly testSource: string;
  /** The names of its groups; null for one without a name. */
  readonly groups: readonly (string | null)[];
  /** False when a group is repeated: the engines keep different things of it. */
  readonly showsGroups: boolean;
  /** Of matching from one start, and of searching with either source. */
  readonly matchCost: Cost;
  readonly searchCost: Cost;
  readonly testCost: Cost;
}

/** Undefined for what we do not know to mean the same. */
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
      showsGroups: !repeatsGroup,
      matchCost: { ways: whole.ways, degree: whole.degree },
      searchCost: inSearch(whole),
      testCost: inSearch(bare),
    };
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
};

/** JavaScript refuses a regex that is much larger. */
const maxSize = 10_000;

const inSearch = ({ ways, degree, anchored }: Part): Cost => ({
  ways,
  degree: anchored ? degree : degree + 1,
});

/** `^.*a` and `a.*$` are found where `a` is. */
const withoutPadding = (parts: readonly Part[]): readonly Part[] => {
  const start = parts[0]?.source === '^' && parts[1]?.kind === 'padding' ? 1 : 0;
  const end =
    parts.at(-1)?.source === '$' && parts.at(-2)?.kind === 'padding' ? parts.length - 1 : parts.length;
  const first = parts.findIndex((part, at) => at >= start && part.kind !== 'padding');
  const last = parts.findLastIndex((part, at) => at < end && part.kind !== 'padding');
  return parts.slice(first === -1 ? parts.length : first, last + 1);
};
