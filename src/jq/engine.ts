import type { JsonValue } from '../json.ts';
import { direct } from './in-process/engine.ts';
import { checkingRegexes } from './regex-check.ts';

/**
 * The seam between us and whatever evaluates jq. Batch-shaped in programs and in records: crossing into
 * a jq costs about a millisecond, whatever the size of what is handed over.
 */
export interface JqEngine {
  /** Throws JqCompileError that names every program which does not compile on its own. */
  compile(programs: readonly string[]): Promise<Programs>;
}

interface EngineOptions {
  /** The real jq for what the in-process evaluator bails out of. It is loaded when it is first needed. */
  readonly fallback: () => JqEngine | Promise<JqEngine>;
}

/** An engine that evaluates in-process what it can. */
export const createJqEngine = ({ fallback }: EngineOptions): JqEngine => checkingRegexes(direct(fallback));

export interface Programs {
  /**
   * What each program gives for each record when it runs alone on it, as `jq PROGRAM <<< RECORD` would:
   * its first output, or the error it raised before any. A first output of null or false is no match in
   * the original, so it is left out like no output at all. `signal` calls it all off; `jqSignal`, if it comes
   * earlier, only what needs a real jq, which is then out of time.
   */
  firstOutputs(
    records: readonly JsonValue[],
    signal: AbortSignal,
    jqSignal?: AbortSignal,
  ): Promise<readonly Outcome[]>;
}

/** `program` and `record` are positions in what was compiled and in what was handed over. */
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
