import { type Source, sourceOf } from '../../jq/in-process/explain/source.ts';
import { parseWithSpans } from '../../jq/in-process/parse/parse.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { compileProgram, evaluate, type Program, type Result } from '../../jq/in-process/program.ts';
import { isPlausible } from './contradictions.ts';
import type { Outcome } from './reasoning/outcome.ts';
import { textsIn } from './records/texts.ts';
import { shapesAsTheyAre, type Witness, witnessesOf } from './records/witnesses.ts';
import { matchesAmong, waysOf } from './ways.ts';

/** A program, in which ways it can go, and what it gives on some records. */
export interface Tried {
  readonly text: string;
  readonly syntax: Syntax;
  readonly source: Source;
  readonly program: Program;
  /** Undefined: it can go in too many ways. */
  readonly ways: readonly Outcome[] | undefined;
  readonly trials: readonly Trial[];
}

export interface Trial {
  readonly witness: Witness;
  readonly result: Result;
}

/** Undefined for a program that the real jq must evaluate. */
export const trialsOf = (text: string): Tried | undefined => {
  const program = compileProgram(text);
  if (program === undefined) return undefined;
  const { syntax, spans } = parseWithSpans(text);
  const ways = waysOf(syntax);
  const texts = textsIn(syntax);
  const witnesses = [
    ...shapesAsTheyAre(),
    ...matchesAmong(ways)
      .slice(0, maxWays)
      .flatMap((knowledge) => witnessesOf(knowledge, texts))
      .filter(({ record }) => isPlausible(record)),
  ];
  const trials = witnesses.map((witness): Trial => ({ witness, result: evaluate(program, witness.record) }));
  if (trials.some(({ result }) => result?.kind === 'bail-out')) return undefined;
  return { text, syntax, source: sourceOf(text, spans), program, ways, trials };
};

/** Those that are tried. */
const maxWays = 6;
