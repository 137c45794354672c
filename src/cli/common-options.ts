import type { Command } from 'commander';
import { type Output, say, type Terminal } from './command.ts';

/** The options that every command has. */
export const addCommonOptions = (command: Command): void => {
  if (command.options.every(({ long }) => long !== '--quiet'))
    command.option('-q, --quiet', 'show only what is asked for and what is wrong');
  command.option('--no-color', 'show no colours, as with NO_COLOR');
};

/** The terminal as these options and NO_COLOR (https://no-color.org) want it. */
export const terminalWith = (terminal: Terminal, program: Command): Terminal => {
  const wanted = { quiet: false, color: true };
  program.hook('preAction', (_, command) => void Object.assign(wanted, command.opts()));
  return {
    ...terminal,
    isQuiet: () => wanted.quiet,
    hasColours: ({ isTTY = false }) => isTTY && wanted.color && !terminal.env.NO_COLOR,
  };
};

/** Says what nobody asked for and what is not wrong. */
export const note = async ({ isQuiet }: Terminal, output: Output, text: string): Promise<void> => {
  if (isQuiet?.() !== true) await say(output, text);
};
