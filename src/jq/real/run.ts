/**
 * Runs a program over text as `jq -c PROGRAM <<< INPUT` does, and gives the result to `read`. Throws JqBrokenError when
 * jq aborts, overflows its stack or takes too long, and whatever `read` throws. After an error, that jq is not used
 * again.
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
  /** As in jq(1): 0 success, 2 usage or system error, 3 the program does not compile, 5 it ended with an error. */
  readonly exitCode: number;
}

export interface RunLimit {
  /** Milliseconds of wall-clock time. */
  readonly ms: number;
  readonly signal?: AbortSignal;
}
