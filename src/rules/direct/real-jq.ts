import { JqSyntaxErrors } from '../../errors.ts';
import type { JsonValue } from '../../json.ts';
import type { JqEngine, Outcome, Programs } from '../jq.ts';

/** A program and a record, as positions. */
export interface Pair {
  readonly program: number;
  readonly record: number;
}

/** Some of the programs in the real jq. */
export interface RealJq {
  /** Compiles those of the programs that are not compiled yet. Throws JqSyntaxErrors. */
  include(programs: readonly number[]): Promise<void>;
  /** The outcomes of these pairs, in one call of jq. */
  outcomesOf(
    pairs: readonly Pair[],
    records: readonly JsonValue[],
    signal: AbortSignal,
  ): Promise<readonly Outcome[]>;
}

/** Programs come to the real jq when they first need it, and stay: a rule that once does will do so again. */
export const realJq = (texts: readonly string[], load: () => Promise<JqEngine>): RealJq => {
  let included: readonly number[] = [];
  let compiled: Programs | undefined;

  const include = async (programs: readonly number[]): Promise<void> => {
    const all = [...new Set([...included, ...programs])].sort((a, b) => a - b);
    if (all.length === included.length) return;
    compiled = await compileThese(await load(), all, texts);
    included = all;
  };

  return {
    include,
    outcomesOf: async (pairs, records, signal) => {
      if (pairs.length === 0) return [];
      await include(pairs.map(({ program }) => program));
      const needed = [...new Set(pairs.map(({ record }) => record))];
      const wanted = new Set(pairs.map((pair) => keyOf(pair, texts.length)));
      const outcomes = await compiled?.firstOutputs(recordsAt(needed, records), signal);
      return (outcomes ?? [])
        .map((outcome) => ({
          ...outcome,
          program: included[outcome.program] ?? -1,
          record: needed[outcome.record] ?? -1,
        }))
        .filter((outcome) => wanted.has(keyOf(outcome, texts.length)));
    },
  };
};

const keyOf = ({ program, record }: Pair, programs: number): number => record * programs + program;

const recordsAt = (positions: readonly number[], records: readonly JsonValue[]): readonly JsonValue[] =>
  positions.flatMap((at) => (at in records ? [records[at] ?? null] : []));

/** With the positions that the programs have here, where jq names those that do not compile. */
const compileThese = async (
  engine: JqEngine,
  programs: readonly number[],
  texts: readonly string[],
): Promise<Programs> => {
  try {
    return await engine.compile(programs.map((program) => texts[program] ?? ''));
  } catch (error) {
    if (!(error instanceof JqSyntaxErrors)) throw error;
    throw new JqSyntaxErrors(
      new Map([...error.messages].map(([at, message]) => [programs[at] ?? at, message])),
    );
  }
};
