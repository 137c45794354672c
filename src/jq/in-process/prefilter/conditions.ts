import { type Filter, isCell } from '../ir/filter.ts';
import { both, type Field, type Reading, readingOf } from './fields.ts';
import { neverFails, passesInputThrough } from './guarantees.ts';

/** A part of a program that reads one of the fields, and nothing else of an input. */
export interface Condition {
  /** The position of the field. */
  readonly field: number;
  readonly filter: Filter;
}

/**
 * Necessary conditions of a program: when one of them is falsy on an input, so is the program, and need not be evaluated.
 * A filter is falsy on an input when it raises no error and all of its outputs, if any, are null or false.
 */
export const conditionsOf = (program: Filter, fields: readonly Field[]): readonly Condition[] =>
  falsyWith(program, fields).flatMap(({ reads, filter }) =>
    // A condition that reads nothing may be tested with any field.
    reads === 'more' ? [] : [{ field: reads === 'nothing' ? 0 : reads, filter }],
  );

interface Part {
  readonly filter: Filter;
  readonly reads: Reading;
  /** How many parts of the program it is made of. Some may be in it more than once. */
  readonly size: number;
}

/** Analysing and testing larger conditions costs more than it saves, and combining them may double their size each time. */
const maxParts = 1000;

/** Parts of a filter, at most one for each field: when one of them is falsy, so is the filter. */
const falsyWith = (filter: Filter, fields: readonly Field[]): readonly Part[] => {
  const reads = readingOf(filter, fields);
  return reads === 'more' ? onePerField(falsyPartsOf(filter, fields)) : [{ filter, reads, size: 1 }];
};

/** Joins the parts that read the same field with `and`: it is falsy when one of its sides is. */
const onePerField = (parts: readonly Part[]): readonly Part[] =>
  [...Map.groupBy(parts, ({ reads }) => reads)]
    .map(([reads, group]) => ({
      reads,
      filter: group.map(({ filter }) => filter).reduce((left, right) => ({ kind: 'and', left, right })),
      size: group.reduce((sum, { size }) => sum + size, 0),
    }))
    .filter(({ size }) => size <= maxParts);

const falsyPartsOf = (filter: Filter, fields: readonly Field[]): readonly Part[] => {
  switch (filter.kind) {
    case 'and':
      // The right side counts only when the left side cannot raise an error.
      return [
        ...falsyWith(filter.left, fields),
        ...(neverFails(filter.left, fields) ? falsyWith(filter.right, fields) : []),
      ];
    case 'or':
    case 'alternative':
    case 'comma':
      return pairs(falsyWith(filter.left, fields), falsyWith(filter.right, fields));
    case 'if':
      return branches(filter, fields, falsyWith);
    case 'pipe':
      return partsOfPipe(filter, fields, falsyWith);
    case 'bind':
      return neverFails(filter.source, fields) && isCell(filter.to) ? falsyWith(filter.body, fields) : [];
    case 'first':
      return falsyWith(filter.of, fields);
    case 'try':
      return falsyWith(filter.body, fields);
    default:
      return [];
  }
};

/** Parts of a filter: when one of them is falsy, the filter has no output at all and raises no error. */
const emptyWith = (filter: Filter, fields: readonly Field[]): readonly Part[] =>
  onePerField(emptyPartsOf(filter, fields));

const emptyPartsOf = (filter: Filter, fields: readonly Field[]): readonly Part[] => {
  switch (filter.kind) {
    case 'empty':
      return [{ filter, reads: 'nothing', size: 1 }];
    case 'if':
      return branches(filter, fields, emptyWith);
    case 'pipe':
      return partsOfPipe(filter, fields, emptyWith);
    case 'first':
      return emptyWith(filter.of, fields);
    default:
      return [];
  }
};

type PartsWith = (filter: Filter, fields: readonly Field[]) => readonly Part[];

/** Nothing comes out of a pipe into which nothing goes. What passes its input through leaves it to the right side. */
const partsOfPipe = (
  { left, right }: { readonly left: Filter; readonly right: Filter },
  fields: readonly Field[],
  partsWith: PartsWith,
): readonly Part[] => [
  ...emptyWith(left, fields),
  ...(neverFails(left, fields) && passesInputThrough(left) ? partsWith(right, fields) : []),
];

/** `no` decides when the condition is falsy; it must be falsy too when `yes` would be. */
const branches = (
  { condition, yes, no }: Extract<Filter, { readonly kind: 'if' }>,
  fields: readonly Field[],
  partsWith: PartsWith,
): readonly Part[] =>
  pairs(
    onePerField([
      ...falsyWith(condition, fields),
      ...(neverFails(condition, fields) ? partsWith(yes, fields) : []),
    ]),
    partsWith(no, fields),
  );

/** Both sides must be falsy. That can be tested where a part of each reads the same field. */
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
