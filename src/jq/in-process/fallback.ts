import type { JsonValue } from '../../json.ts';
import type { JqEngine, Outcome, Programs } from '../engine.ts';
import { JqCompileError } from '../errors.ts';

/** A program and a record, as positions. */
export interface Pair {
  readonly program: number;
  readonly record: number;
}

/** Some of the programs in the real jq. */
interface RealJq {
  /** Compiles those of the programs that are not compiled yet. Throws JqCompileError. */
  include(programs: readonly number[]): Promise<Included>;
  /** The outcomes of these pairs, in one call of jq. */
  outcomesOf(
    pairs: readonly Pair[],
    records: readonly JsonValue[],
    signal: AbortSignal,
    jqSignal: AbortSignal | undefined,
  ): Promise<readonly Outcome[]>;
}

interface Included {
  /** By their positions in what is compiled. */
  readonly numbers: readonly number[];
  readonly compiled: Programs;
}

/** Programs come to the real jq when they first need it, and stay: a rule that once does will do so again. */
export const realJq = (texts: readonly string[], load: () => Promise<JqEngine>): RealJq => {
  let included: Included = { numbers: [], compiled: { firstOutputs: async () => [] } };

  const refused = new Map<number, string>();

  const include = async (programs: readonly number[]): Promise<Included> => {
    const numbers = [...new Set([...included.numbers, ...programs])].sort((a, b) => a - b);
    if (numbers.length > included.numbers.length) {
      included = { numbers, compiled: await compileThese(await load(), numbers, texts) };
    }
    return included;
  };

  /** While records are inspected, what jq refuses although we have understood it keeps no other program from it. */
  const includeGood = async (programs: readonly number[]): Promise<Included> => {
    const good = programs.filter((program) => !refused.has(program));
    try {
      return await include(good);
    } catch (error) {
      if (!(error instanceof JqCompileError) || ![...error.messages.keys()].some((at) => good.includes(at)))
        throw error;
      for (const [program, message] of error.messages) refused.set(program, message);
      return includeGood(programs);
    }
  };

  return {
    include,
    outcomesOf: async (pairs, records, signal, jqSignal) => {
      if (pairs.length === 0) return [];
      const { numbers, compiled } = await includeGood([...new Set(pairs.map(({ program }) => program))]);
      const needed = [...new Set(pairs.map(({ record }) => record))];
      const wanted = new Set(pairs.map((pair) => keyOf(pair, texts.length)));
      const outcomes = await compiled.firstOutputs(
        needed.map((at) => records[at] ?? null),
        signal,
        jqSignal,
      );
      const told = outcomes
        .map((outcome) => ({
          ...outcome,
          program: numbers[outcome.program] ?? -1,
          record: needed[outcome.record] ?? -1,
        }))
        .filter((outcome) => wanted.has(keyOf(outcome, texts.length)));
      return [...told, ...pairs.flatMap((pair) => refusal(pair, refused.get(pair.program)))];
    },
  };
};

const refusal = (pair: Pair, message: string | undefined): readonly Outcome[] =>
  message === undefined ? [] : [{ ...pair, kind: 'error', message: `jq refuses it: ${message}` }];

const keyOf = ({ program, record }: Pair, programs: number): number => record * programs + program;

/** With the positions that the programs have here, where jq names those that do not compile. */
const compileThese = async (
  engine: JqEngine,
  programs: readonly number[],
  texts: readonly string[],
): Promise<Programs> => {
  try {
    return await engine.compile(programs.map((program) => texts[program] ?? ''));
  } catch (error) {
    if (!(error instanceof JqCompileError)) throw error;
    throw new JqCompileError(
      new Map([...error.messages].map(([at, message]) => [programs[at] ?? at, message])),
    );
  }
};
