import type { Command, Option } from 'commander';

/** What a shell needs to know of a command. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** What its first argument may be, if that is not a file. */
  readonly choices: readonly string[];
}

export interface CompletedOption {
  /** `--format`, and `-f` if it has a short form. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** What the value may be, if that is not a file. */
  readonly choices: readonly string[];
}

export const completedCommands = (program: Command): readonly CompletedCommand[] =>
  program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary(),
    options: command.options.filter(({ hidden }) => !hidden).map(completedOption),
    choices: command.registeredArguments[0]?.argChoices ?? [],
  }));

const completedOption = ({ long, short, description, required, argChoices }: Option): CompletedOption => ({
  flags: [long, short].filter((flag) => flag !== undefined),
  description,
  takesValue: required,
  choices: argChoices ?? [],
});
