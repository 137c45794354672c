import type { JsonValue } from '../json.ts';
import { inProcessEngine } from './in-process/engine.ts';
import { checkingSize } from './program-size.ts';
import { checkingRegexes } from './regex-check.ts';

/** Evaluates many jq programs over many inputs. */
export interface JqEngine {
  /** Throws JqCompileError, which has a message for every program that does not compile. */
  compile(programs: readonly string[]): Promise<CompiledPrograms>;
}

export interface CompiledPrograms {
  /** Starts an evaluation, which may take any number of batches of inputs. */
  start(limits: TimeLimits): Evaluation;
}

export interface TimeLimits {
  /** Stops everything: `firstOutputs` then rejects with its reason. */
  readonly signal: AbortSignal;
  /** Stops only the real jq: pairs that need it fail as `out of time`. @default signal */
  readonly realJqSignal?: AbortSignal;
}

/** A program that breaks the real jq on three inputs is `given up` for the rest of the evaluation. */
export interface Evaluation {
  /**
   * The outcome of each program on each input, as if `jq PROGRAM <<< INPUT` ran for that pair alone: the first output,
   * or the error raised before any. A first output of null or false is left out, as if there were none. The order of
   * the outcomes is not defined.
   *
   * Pass many inputs at once: a call of the real jq takes about a millisecond, however few they are.
   */
  firstOutputs(inputs: readonly JsonValue[]): Promise<readonly Outcome[]>;
}

/** `program` and `input` are positions in what was compiled and in what it was evaluated on. */
export type Outcome =
  | { readonly kind: 'value'; readonly program: number; readonly input: number; readonly value: JsonValue }
  | {
      readonly kind: FailureKind;
      readonly program: number;
      readonly input: number;
      readonly message: string;
    };

/**
 * `error`: the program raised an error or broke the real jq. `given up`: it was not run, because it had broken the real
 * jq too often. `out of time`: it was not run, because `realJqSignal` had aborted.
 */
export type FailureKind = 'error' | 'given up' | 'out of time';

export interface EngineOptions {
  /** The real jq. Called once, when the in-process evaluator first bails out. */
  readonly fallback: () => JqEngine | Promise<JqEngine>;
  /**
   * Paths to the strings by which programs mostly select inputs, such as `['user', 'role']`. Programs whose conditions
   * on them do not hold for an input are not evaluated on it.
   */
  readonly prefilterFields?: readonly (readonly string[])[];
}

/**
 * Evaluates in-process whatever it knows to evaluate exactly like jq 1.8.2, and bails out to the real jq for everything
 * else. It also refuses to compile programs that are too large, and programs with invalid regex literals, which jq itself
 * finds only when they run.
 */
export const createJqEngine = (options: EngineOptions): JqEngine =>
  checkingSize(checkingRegexes(inProcessEngine(options)));
