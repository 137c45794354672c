import * as z from 'zod';
import { readLocalFile } from '../config/local-files.ts';
import { objectIn } from '../config/locations.ts';
import { quoted } from '../redact.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal } from './command.ts';
import { note } from './common-options.ts';
import { configOption } from './config-option.ts';

export const notify: DefineCommand = (program, terminal, finish) => {
  program
    .command('notify')
    .summary('send a sample alert to a destination')
    .description(
      'Sends a sample alert to a destination of the config, once, and shows what came back and what to do about it. It is marked as a sample.',
    )
    .argument('<destination>', 'the id of the destination')
    .addOption(configOption(terminal))
    .addHelpText('after', '\nExample:\n  tattletail notify "Security channel"')
    .action(async (destination: string, { config }: { readonly config: string }) =>
      finish(await runNotify(destination, config, terminal)),
    );
};

/** The function does it, as when it is asked by an event. */
const runNotify = async (destination: string, config: string, terminal: Terminal): Promise<ExitCode> => {
  const { stdout, stderr, invoke } = terminal;
  // The function knows no options, and would not say how to name another file.
  if (objectIn(config) === undefined)
    await readLocalFile(config, '; name another with --config or TATTLETAIL_CONFIG');
  const answer = answerSchema.parse(await invoke({ tattletail: 'notify', destination }, config));
  const name = quoted(answer.destination);
  switch (answer.outcome) {
    case 'accepted':
      await note(terminal, stdout, `${name}: ${answer.message}. Look there for the sample alert.\n`);
      return exitCodes.ok;
    case 'no such destination':
      await say(stderr, `error: ${answer.message}\n`);
      return exitCodes.usage;
    case 'refused':
    case 'unknown':
      await say(stderr, `error: ${name}: ${says[answer.outcome]}: ${answer.message}\n${answer.advice}\n`);
      return exitCodes.failed;
  }
};

const says = { refused: 'not accepted', unknown: 'perhaps not accepted' } as const;

const answerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.enum(['accepted', 'no such destination']),
    destination: z.string(),
    message: z.string(),
  }),
  z.object({
    outcome: z.enum(['refused', 'unknown']),
    destination: z.string(),
    message: z.string(),
    advice: z.string(),
  }),
]);
