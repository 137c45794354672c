/**
 * A program cannot be compiled in-process: jq refuses or might refuse it, or it uses something that is not supported.
 * Users do not see the message. The real jq then compiles the program, and explains its own errors.
 */
export class UnsupportedProgram extends Error {
  override readonly name = 'UnsupportedProgram';
  /** What in the program needs the real jq, as it is written there, if that is known. */
  readonly part: string | undefined;

  constructor(message: string, part?: string) {
    super(message);
    this.part = part;
  }
}
