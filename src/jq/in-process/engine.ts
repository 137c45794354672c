import { setImmediate } from 'node:timers/promises';
import type { JsonValue } from '../../json.ts';
import type { CompiledPrograms, EngineOptions, JqEngine, Outcome } from '../engine.ts';
import { sharing } from './closures/compile-shared.ts';
import { fallbackTo, type Pair } from './fallback.ts';
import { prefilterOf } from './prefilter/prefilter.ts';
import { compileProgram, evaluate, type Program, type Result } from './program.ts';
import { spentBudget } from './values/budget.ts';

/**
 * Evaluates programs in-process, each on the inputs that the prefilter does not rule out. Bails out to the real jq with
 * programs that it does not compile, and with single pairs of a program and an input.
 */
export const inProcessEngine = ({ fallback, prefilterFields = [] }: EngineOptions): JqEngine => {
  let loading: Promise<JqEngine> | undefined;
  const load = async (): Promise<JqEngine> => {
    loading ??= Promise.resolve(fallback());
    return loading;
  };
  return {
    compile: async (texts) => {
      const { compile, forget } = sharing();
      const byText = new Map<string, Program | undefined>();
      for (const text of new Set(texts)) byText.set(text, compileProgram(text, prefilterFields, compile));
      const programs = texts.map((text) => byText.get(text));
      return withFallback(texts, programs, evaluatorOf(programs, prefilterFields, forget), load);
    },
  };
};

const withFallback = async (
  texts: readonly string[],
  programs: readonly (Program | undefined)[],
  evaluateAll: EvaluateAll,
  load: () => Promise<JqEngine>,
): Promise<CompiledPrograms> => {
  // A fallback evaluates all of its programs on every input that one of them needs. Hence two: programs that bail out on
  // most inputs do not drag along those that seldom do.
  const [often, seldom] = [fallbackTo(load, texts), fallbackTo(load, texts)];
  await often.compile([...programs.keys()].filter((at) => programs[at] === undefined));
  return {
    start: (limits) => {
      const [oftenOutcomesOf, seldomOutcomesOf] = [often.start(limits), seldom.start(limits)];
      return {
        firstOutputs: async (inputs) => {
          const { outcomes, bailOuts } = await evaluateAll(inputs, limits.signal);
          if (bailOuts.length === 0) return outcomes;
          const byProgram = Map.groupBy(bailOuts, ({ program }) => program);
          const isOften = ({ program }: Pair): boolean =>
            programs[program] === undefined ||
            (byProgram.get(program) ?? []).length > Math.max(few, inputs.length / 2);
          const isSeldom = (pair: Pair): boolean => !isOften(pair);
          return [
            ...outcomes,
            ...(await oftenOutcomesOf(bailOuts.filter(isOften), inputs)),
            ...(await seldomOutcomesOf(bailOuts.filter(isSeldom), inputs)),
          ];
        },
      };
    },
  };
};

/** Of so few inputs, a program that bails out on most of them still counts as one that seldom does. */
const few = 10;

type EvaluateAll = (inputs: readonly JsonValue[], signal: AbortSignal) => Promise<Evaluated>;

interface Evaluated {
  readonly outcomes: readonly Outcome[];
  readonly bailOuts: readonly Pair[];
}

const evaluatorOf = (
  programs: readonly (Program | undefined)[],
  prefilterFields: readonly (readonly string[])[],
  forget: () => void,
): EvaluateAll => {
  const forEachCandidate = prefilterOf(
    programs.map((program) => program?.conditions ?? []),
    prefilterFields,
  );
  const repeated = repeatedIn(programs);
  return async (inputs, signal) => {
    const outcomes: Outcome[] = [];
    const bailOuts: Pair[] = [];
    let spent = 0;
    // Programs with the same text are the same, and are candidates for the same inputs.
    const results = new Map<Program, Result>();
    signal.throwIfAborted();
    forget();
    const resultOf = (program: Program, input: JsonValue): Result => {
      if (results.has(program)) return results.get(program);
      const result = evaluate(program, input);
      spent += spentBudget();
      if (repeated.has(program)) results.set(program, result);
      return result;
    };
    for (const [at, input] of inputs.entries()) {
      results.clear();
      forEachCandidate(input, (number) => {
        const program = programs[number];
        const result = program === undefined ? notCompiled : resultOf(program, input);
        if (result === undefined) return;
        if (result.kind === 'bail-out') bailOuts.push({ program: number, input: at });
        else outcomes.push({ ...result, program: number, input: at });
      });
      if (spent < maxSpent) continue;
      spent = 0;
      await setImmediate();
      signal.throwIfAborted();
    }
    forget();
    return { outcomes, bailOuts };
  };
};

/** Those of texts that several programs have, as thresholds do which count by the same key. */
const repeatedIn = (programs: readonly (Program | undefined)[]): ReadonlySet<Program | undefined> => {
  const seen = new Set<Program | undefined>();
  return new Set(programs.filter((program) => seen.size === seen.add(program).size));
};

const notCompiled: Result = { kind: 'bail-out', reason: 'a program that is not compiled in-process' };

/** So much takes some tenths of a second at worst. Then the event loop has its turn, so that a signal can abort. */
const maxSpent = 200_000;
