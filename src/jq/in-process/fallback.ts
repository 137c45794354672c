import type { JsonValue } from '../../json.ts';
import type { CompiledPrograms, Evaluation, JqEngine, Outcome, TimeLimits } from '../engine.ts';
import { JqCompileError } from '../errors.ts';

/** A program and an input, by position. */
export interface Pair {
  readonly program: number;
  readonly input: number;
}

/** The real jq, for those of the programs that need it. */
interface Fallback {
  /** Compiles programs that it has not compiled yet. Throws JqCompileError. */
  compile(programs: readonly number[]): Promise<unknown>;
  /** Starts an evaluation, of which each batch is one call of the real jq. */
  start(limits: TimeLimits): OutcomesOf;
}

/** The outcomes of these pairs. */
type OutcomesOf = (pairs: readonly Pair[], inputs: readonly JsonValue[]) => Promise<readonly Outcome[]>;

interface Compiled {
  /** Positions in `texts`, by position in `programs`. */
  readonly numbers: readonly number[];
  readonly programs: CompiledPrograms;
}

/** Programs that have needed the real jq once stay compiled in it: they will need it again. */
export const fallbackTo = (load: () => Promise<JqEngine>, texts: readonly string[]): Fallback => {
  let compiled: Compiled = { numbers: [], programs: none };
  const refused = new Map<number, string>();

  const compile = async (programs: readonly number[]): Promise<Compiled> => {
    const numbers = [...new Set([...compiled.numbers, ...programs])].sort((a, b) => a - b);
    if (numbers.length > compiled.numbers.length) {
      compiled = { numbers, programs: await compileThese(await load(), numbers, texts) };
    }
    return compiled;
  };

  /** A program that compiles in-process but not in jq must not keep the others from being evaluated. */
  const compileAccepted = async (programs: readonly number[]): Promise<Compiled> => {
    const accepted = programs.filter((program) => !refused.has(program));
    try {
      return await compile(accepted);
    } catch (error) {
      if (!(error instanceof JqCompileError)) throw error;
      if (![...error.messages.keys()].some((program) => accepted.includes(program))) throw error;
      for (const [program, message] of error.messages) refused.set(program, message);
      return compileAccepted(programs);
    }
  };

  return {
    compile,
    start: (limits) => {
      // More programs may be compiled while it goes on: each compilation has an evaluation of its own.
      const evaluations = new Map<CompiledPrograms, Evaluation>();
      return async (pairs, inputs) => {
        if (pairs.length === 0) return [];
        const { numbers, programs } = await compileAccepted([
          ...new Set(pairs.map(({ program }) => program)),
        ]);
        const evaluation = evaluations.get(programs) ?? programs.start(limits);
        evaluations.set(programs, evaluation);
        const needed = [...new Set(pairs.map(({ input }) => input))];
        const outcomes = await evaluation.firstOutputs(needed.map((at) => inputs[at] ?? null));
        const wanted = new Set(pairs.map((pair) => keyOf(pair, texts.length)));
        const ofPairs = outcomes
          .map((outcome) => ({
            ...outcome,
            program: numbers[outcome.program] ?? -1,
            input: needed[outcome.input] ?? -1,
          }))
          .filter((outcome) => wanted.has(keyOf(outcome, texts.length)));
        return [...ofPairs, ...pairs.flatMap((pair) => refusal(pair, refused.get(pair.program)))];
      };
    },
  };
};

const none: CompiledPrograms = { start: () => ({ firstOutputs: async () => [] }) };

const refusal = (pair: Pair, message: string | undefined): readonly Outcome[] =>
  message === undefined ? [] : [{ ...pair, kind: 'error', message: `jq refuses it: ${message}` }];

const keyOf = ({ program, input }: Pair, programs: number): number => input * programs + program;

/** Errors name the programs by their positions in `texts`. */
const compileThese = async (
  engine: JqEngine,
  programs: readonly number[],
  texts: readonly string[],
): Promise<CompiledPrograms> => {
  try {
    return await engine.compile(programs.map((program) => texts[program] ?? ''));
  } catch (error) {
    if (!(error instanceof JqCompileError)) throw error;
    throw new JqCompileError(
      new Map([...error.messages].map(([at, message]) => [programs[at] ?? at, message])),
    );
  }
};
