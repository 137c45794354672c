import { Command, CommanderError } from 'commander';
import { messageOf, TattletailError } from '../errors.ts';
import { version } from '../version.ts';
import { accounts } from './accounts.ts';
import { backfill } from './backfill.ts';
import { canary } from './canary.ts';
import { check } from './check.ts';
import {
  type DefineCommand,
  type ExitCode,
  exitCodes,
  isOfConfig,
  say,
  type Terminal,
  UsageError,
} from './command.ts';
import { addCommonOptions, terminalWith } from './common-options.ts';
import { completion } from './completion.ts';
import { coverage } from './coverage.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { importRules } from './import.ts';
import { init } from './init.ts';
import { notifications } from './notifications.ts';
import { notify } from './notify.ts';
import { preview } from './preview.ts';
import { redrive } from './redrive.ts';
import { rules } from './rules.ts';
import { scan, withNearCount } from './scan.ts';
import { test } from './test.ts';
import { verify } from './verify.ts';
import { versionText } from './version-text.ts';

/** One line for each command, one file each. */
const commands: readonly DefineCommand[] = [
  scan,
  check,
  explain,
  test,
  rules,
  coverage,
  importRules,
  accounts,
  init,
  preview,
  notify,
  canary,
  notifications,
  redrive,
  backfill,
  verify,
  doctor,
  completion,
];

/** Runs a command. Everything it prints goes to the terminal. Returns the exit code. */
export const main = async (args: readonly string[], given: Terminal): Promise<ExitCode> => {
  let exitCode: ExitCode = exitCodes.ok;
  const program = new Command('tattletail')
    .description('Runs CloudTrail log files through the jq rules of a tattletail.toml and shows the alerts.')
    .version(asksForVersion(args) ? await versionText(given) : version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => given.stdout.write(text),
      writeErr: (text) => void say(given.stderr, text),
    });
  const terminal = terminalWith(given, program);
  for (const define of commands) {
    define(program, terminal, (code) => {
      exitCode = code;
    });
  }
  for (const command of program.commands.flatMap((each) => [each, ...each.commands]))
    addCommonOptions(command);
  try {
    await program.parseAsync(withNearCount(withoutHelp(args, program)), { from: 'user' });
    return exitCode;
  } catch (error) {
    return await report(error, given);
  }
};

const asksForVersion = (args: readonly string[]): boolean =>
  args.some((arg) => arg === '--version' || arg === '-V');

/**
 * For `help` with an unknown command, commander prints the general help. Without `help` it reports the unknown
 * command.
 */
const withoutHelp = (args: readonly string[], program: Command): readonly string[] => {
  const [first, name] = args;
  const isUnknown = name !== undefined && program.commands.every((command) => command.name() !== name);
  return first === 'help' && isUnknown ? args.slice(1) : args;
};

/** Prints an expected error as a message. Any other is a bug, and is printed with its stack trace. */
const report = async (error: unknown, { stderr }: Terminal): Promise<ExitCode> => {
  // commander has already printed the help or a message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof TattletailError) {
    await say(stderr, `error: ${error.message}\n`);
    if (error instanceof UsageError) return exitCodes.usage;
    return isOfConfig(error) ? exitCodes.config : exitCodes.failed;
  }
  await say(stderr, `error: ${error instanceof Error ? error.stack : messageOf(error)}\n`);
  return exitCodes.failed;
};
