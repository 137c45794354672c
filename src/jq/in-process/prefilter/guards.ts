import { type Filter, isCell } from '../ir/filter.ts';
import { both, type Reading, readingOf } from './fields.ts';
import { isSafe, passesOn } from './safety.ts';

/** A part of a program that reads one of the fields we index by, and nothing else of the record. */
export interface Guard {
  /** A position in `keyFields`. */
  readonly field: number;
  readonly filter: Filter;
}

/**
 * What tells that a program makes nothing of a record: when a guard is quiet (it has no output but null and false, and
 * raises no error), so is the program. What is not understood has no guards, and meets every record.
 */
export const guardsOf = (program: Filter): readonly Guard[] =>
  quietWith(program).flatMap(({ reads, filter }) =>
    reads === 'more' ? [] : [{ field: reads === 'nothing' ? 0 : reads, filter }],
  );

interface Part {
  readonly filter: Filter;
  readonly reads: Reading;
  /** Of how many parts of the program it is made up. Some may stand in it more than once. */
  readonly size: number;
}

/** To look at more than that costs more than it saves, and sizes that double soon have no end. */
const maxParts = 1000;

/** Parts of which each, when it is quiet, makes the whole quiet: at most one for a field. */
const quietWith = (filter: Filter): readonly Part[] => {
  const reads = readingOf(filter);
  return reads === 'more' ? oneForEachField(partsOf(filter)) : [{ filter, reads, size: 1 }];
};

/** When `a and b` is quiet, then `a` or `b` is. */
const oneForEachField = (parts: readonly Part[]): readonly Part[] =>
  [...Map.groupBy(parts, ({ reads }) => reads)]
    .map(([reads, group]) => ({
      reads,
      filter: group.map(({ filter }) => filter).reduce((left, right) => ({ kind: 'and', left, right })),
      size: group.reduce((sum, { size }) => sum + size, 0),
    }))
    .filter(({ size }) => size <= maxParts);

const partsOf = (filter: Filter): readonly Part[] => {
  switch (filter.kind) {
    case 'and':
      // When the left side raises no error, the right one decides too.
      return [...quietWith(filter.left), ...(isSafe(filter.left) ? quietWith(filter.right) : [])];
    case 'or':
    case 'alternative':
    case 'comma':
      return pairs(quietWith(filter.left), quietWith(filter.right));
    case 'if':
      return branches(filter, quietWith);
    case 'pipe':
      return [
        ...silentWith(filter.left),
        ...(isSafe(filter.left) && passesOn(filter.left) ? quietWith(filter.right) : []),
      ];
    case 'bind':
      return isSafe(filter.source) && isCell(filter.to) ? quietWith(filter.body) : [];
    case 'first':
      return quietWith(filter.of);
    case 'try':
      return quietWith(filter.body);
    default:
      return [];
  }
};

/** Parts of which each, when it is quiet, leaves the whole without any output or error. */
const silentWith = (filter: Filter): readonly Part[] => oneForEachField(silentPartsOf(filter));

const silentPartsOf = (filter: Filter): readonly Part[] => {
  switch (filter.kind) {
    case 'empty':
      return [{ filter, reads: 'nothing', size: 1 }];
    case 'if':
      return branches(filter, silentWith);
    case 'pipe':
      return [
        ...silentWith(filter.left),
        ...(isSafe(filter.left) && passesOn(filter.left) ? silentWith(filter.right) : []),
      ];
    case 'first':
      return silentWith(filter.of);
    default:
      return [];
  }
};

/** The second branch is what it comes to when the condition is quiet, or the first branch. */
const branches = (
  { condition, yes, no }: Extract<Filter, { readonly kind: 'if' }>,
  partsWith: (branch: Filter) => readonly Part[],
): readonly Part[] =>
  pairs(
    oneForEachField([...quietWith(condition), ...(isSafe(condition) ? partsWith(yes) : [])]),
    partsWith(no),
  );

/** Both must be quiet: possible to tell where they read the same field. */
const pairs = (as: readonly Part[], bs: readonly Part[]): readonly Part[] =>
  as
    .flatMap((a) =>
      bs.map(
        (b): Part => ({
          filter: { kind: 'comma', left: a.filter, right: b.filter },
          reads: both(a.reads, b.reads),
          size: a.size + b.size,
        }),
      ),
    )
    .filter(({ reads }) => reads !== 'more');
