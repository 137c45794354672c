/** An error we expect and explain ourselves: people see its message, never a stack trace. */
export class TattletailError extends Error {
  override readonly name: string = 'TattletailError';
}

/** One thing that is wrong with a config: where (rule or destination by name, line of the file) and what. */
export interface Problem {
  readonly where: string;
  readonly line?: number | undefined;
  readonly message: string;
}

/** The config cannot be used. Lists every problem, not only the first. */
export class ConfigError extends TattletailError {
  override readonly name = 'ConfigError';
  readonly problems: readonly Problem[];

  constructor(uri: string, problems: readonly Problem[]) {
    super(
      [`${uri}: ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}`]
        .concat(problems.map(describeProblem))
        .join('\n'),
    );
    this.problems = problems;
  }
}

const describeProblem = ({ where, line, message }: Problem): string =>
  `  ${line === undefined ? '' : `line ${line}: `}${where}: ${message.replaceAll('\n', '\n    ')}`;

/** Programs that do not compile, by their position in what was handed to the engine, with jq's own message. */
export class JqSyntaxErrors extends TattletailError {
  override readonly name = 'JqSyntaxErrors';
  readonly messages: ReadonlyMap<number, string>;

  constructor(messages: ReadonlyMap<number, string>) {
    super([...messages].map(([program, message]) => `program ${program}: ${message}`).join('\n'));
    this.messages = messages;
  }
}
