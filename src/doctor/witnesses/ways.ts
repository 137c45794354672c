import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { BailOut } from '../../jq/in-process/values/signals.ts';
import { followPiece, followProgram } from './reasoning/follow.ts';
import type { Knowledge } from './reasoning/knowledge.ts';
import { type Outcome, TooManyWays, truth } from './reasoning/outcome.ts';

/** Undefined for a program, or a piece of one on the record, that can go in too many ways. */
export const waysOf = (syntax: Syntax): readonly Outcome[] | undefined => waysBy(followProgram, syntax);

/** Those of a piece of a program, whatever it is evaluated on. */
export const waysOfPiece = (syntax: Syntax): readonly Outcome[] | undefined => waysBy(followPiece, syntax);

const waysBy = (follow: typeof followPiece, syntax: Syntax): readonly Outcome[] | undefined => {
  try {
    return follow(syntax).ways;
  } catch (error) {
    if (error instanceof TooManyWays || error instanceof BailOut || error instanceof RangeError)
      return undefined;
    throw error;
  }
};

/** What is known of a record where the program matches. */
export const matchesAmong = (ways: readonly Outcome[] = []): readonly Knowledge[] =>
  ways.flatMap((way) => {
    const yes = way.kind === 'output' ? truth(way.given, way.knowledge).yes : undefined;
    return yes === undefined ? [] : [yes];
  });

/** Whether it is never true. Not if the program can go in too many ways. */
export const isNever = (ways: readonly Outcome[] | undefined): boolean =>
  ways !== undefined && matchesAmong(ways).length === 0;

/** Whether it is always true where it does not fail. */
export const isAlways = (ways: readonly Outcome[] | undefined): boolean =>
  matchesAmong(ways).length > 0 &&
  (ways ?? []).every(
    (way) =>
      way.kind === 'error' || (way.kind === 'output' && truth(way.given, way.knowledge).no === undefined),
  );
