/**
 * Runs a program over text as `jq -c PROGRAM <<< INPUT` does, and reads what came of it. Throws
 * JqBrokenError (abort, stack overflow, out of time), and what `read` throws: then that jq is not trusted any
 * more, and the next run gets another.
 */
export type RunJq = <T>(
  program: string,
  input: string,
  read: (result: JqResult) => T,
  limit: RunLimit,
) => Promise<T>;

export interface JqResult {
  readonly stdout: string;
  readonly stderr: string;
  /** As jq(1) documents: 0 fine, 2 usage or system error, 3 the program does not compile, 5 an error ended it. */
  readonly exitCode: number;
}

export interface RunLimit {
  /** Milliseconds of wall-clock time. */
  readonly ms: number;
  readonly signal?: AbortSignal;
}
