import type { JsonValue } from '../json.ts';

/**
 * The seam between us and whatever evaluates jq. Batch-shaped in programs and in records: crossing into
 * a jq costs about a millisecond, whatever the size of what is handed over.
 */
export interface JqEngine {
  /** Throws JqSyntaxErrors that names every program which does not compile on its own. */
  compile(programs: readonly string[]): Promise<Programs>;
}

export interface Programs {
  /** Starts an evaluation, which may take any number of batches, within these limits. */
  start(limits: TimeLimits): Evaluation;
}

export interface TimeLimits {
  /** Stops everything: `firstOutputs` then rejects with its reason. */
  readonly signal: AbortSignal;
  /** Stops only what needs a real jq: the outcome of that is `out of time`. @default signal */
  readonly realJqSignal?: AbortSignal;
}

/** What is counted of a program, such as how often it broke a real jq, is counted within one evaluation. */
export interface Evaluation {
  /**
   * What each program gives for each record when it runs alone on it, as `jq PROGRAM <<< RECORD` would:
   * its first output, or the error it raised before any. A first output of null or false is no match in
   * the original, so it is left out like no output at all.
   */
  firstOutputs(records: readonly JsonValue[]): Promise<readonly Outcome[]>;
}

/** `program` and `record` are positions in what was compiled and in the batch. */
export type Outcome =
  | { readonly kind: 'value'; readonly program: number; readonly record: number; readonly value: JsonValue }
  | {
      readonly kind: FailureKind;
      readonly program: number;
      readonly record: number;
      readonly message: string;
    };

/** The program raised an error or broke jq; it was not run, since it had broken jq too often; or there was no time for it. */
export type FailureKind = 'error' | 'given up' | 'out of time';
