/**
 * Runs a program over text as `jq -c PROGRAM <<< INPUT` does. Throws when jq itself breaks (abort, stack
 * overflow, killed); the next run must work again.
 */
export type RunJq = (program: string, input: string, signal?: AbortSignal) => Promise<JqRun>;

interface JqRun {
  readonly stdout: string;
  readonly stderr: string;
  /** As jq(1) documents: 0 fine, 2 usage or system error, 3 the program does not compile, 5 an error ended it. */
  readonly exitCode: number;
}
