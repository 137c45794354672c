/** Programs that do not compile: jq's message for each, by the program's position in what was compiled. */
export class JqCompileError extends Error {
  override readonly name = 'JqCompileError';
  readonly messages: ReadonlyMap<number, string>;

  constructor(messages: ReadonlyMap<number, string>) {
    super([...messages].map(([program, message]) => `program ${program}: ${message}`).join('\n'));
    this.messages = messages;
  }
}

/** A run of jq aborted, overflowed its stack, or took so long that it was stopped. */
export class JqBrokenError extends Error {
  override readonly name = 'JqBrokenError';
}

/** There is no working jq binary at a path. */
export class JqBinaryError extends Error {
  override readonly name = 'JqBinaryError';
  readonly path: string;
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(`expected a jq binary at ${path}, but ${reason}`);
    this.path = path;
    this.reason = reason;
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
