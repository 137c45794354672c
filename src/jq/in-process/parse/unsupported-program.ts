/**
 * A program cannot be compiled in-process: jq refuses or might refuse it, or it uses something that is not supported.
 * Users do not see the message. The real jq then compiles the program, and explains its own errors.
 */
export class UnsupportedProgram extends Error {
  override readonly name = 'UnsupportedProgram';
}
