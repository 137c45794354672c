import { Argument } from 'commander';
import { type DefineCommand, exitCodes, write } from './command.ts';
import { bash } from './completion/bash.ts';
import { completedCommands } from './completion/commands.ts';
import { fish } from './completion/fish.ts';
import { zsh } from './completion/zsh.ts';

export const completion: DefineCommand = (program, terminal, finish) => {
  program
    .command('completion')
    .summary('print a script that completes commands in a shell')
    .description('Prints a script by which a shell completes commands, options and their values.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(scripts)))
    .addHelpText('after', examples)
    .action(async (shell: keyof typeof scripts) => {
      await write(terminal.stdout, scripts[shell](completedCommands(program)));
      finish(exitCodes.ok);
    });
};

const scripts = { bash, zsh, fish };

const examples = `
Examples:
  eval "$(tattletail completion bash)"      in ~/.bashrc
  eval "$(tattletail completion zsh)"       in ~/.zshrc, after compinit
  tattletail completion fish | source       in ~/.config/fish/config.fish`;
