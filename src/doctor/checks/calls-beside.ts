import { sourcesOf } from '../../catalogue/events.ts';
import { type Parameters, parametersOf } from '../../catalogue/request-parameters.ts';
import { childrenOf } from '../../jq/in-process/parse/children.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { CheckedProgram } from './check.ts';
import { conjunctionOf, type Given, givensIn } from './conjunctions.ts';

/** A call that a record must be of for a piece of a program to count. */
export interface KnownCall {
  readonly eventName: string;
  readonly parameters: Parameters;
}

/** For each piece the calls of which one must be the record's, where the parameters of all of them are known. */
export const callsBeside = (program: CheckedProgram): ReadonlyMap<Syntax, readonly KnownCall[]> => {
  const givens = givensIn(program);
  const found = new Map<Syntax, readonly KnownCall[]>();
  const mark = (syntax: Syntax, outer: readonly Given[]): void => {
    const { given, alternatives } = conjunctionOf(syntax, givens);
    const all = [...outer, ...given];
    const calls = callsOf(all);
    for (const piece of piecesOf(syntax)) found.set(piece, calls);
    for (const alternative of alternatives) mark(alternative, all);
  };
  mark(program.syntax, []);
  return found;
};

const callsOf = (given: readonly Given[]): readonly KnownCall[] => {
  const valuesOf = (field: string): readonly string[] | undefined =>
    given.find((one) => one.field === field)?.literals.map(({ value }) => String(value));
  const sources = valuesOf('eventSource');
  const calls = (valuesOf('eventName') ?? []).flatMap((eventName) =>
    (sources ?? sourcesOf(eventName)).map((eventSource) => ({
      eventName,
      parameters: parametersOf(eventSource, eventName),
    })),
  );
  const known = calls.flatMap(({ eventName, parameters }) =>
    parameters === undefined ? [] : [{ eventName, parameters }],
  );
  return known.length === calls.length ? known : [];
};

const piecesOf = (syntax: Syntax): readonly Syntax[] => {
  const pieces = [syntax];
  for (const piece of pieces) pieces.push(...childrenOf(piece));
  return pieces;
};
