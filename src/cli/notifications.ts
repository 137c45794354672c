import { text } from 'node:stream/consumers';
import { InvalidArgumentError, Option } from 'commander';
import { printableJson } from '../alerts/printable.ts';
import { differenceBetween } from '../notifications/difference.ts';
import { kindsOfEntries, readDocument } from '../notifications/document.ts';
import { type Target, withTarget } from '../notifications/merge.ts';
import { shellWord } from '../shell-word.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal, write } from './command.ts';

export const notifications: DefineCommand = (program, terminal, finish) => {
  program
    .command('notifications')
    .summary("add the function to a bucket's notifications")
    .description(
      'Reads the notifications of a bucket, adds EventBridge or one destination, and prints the command that writes them back. It changes nothing itself: everything else in them is kept, and what S3 would refuse is refused here.',
    )
    .requiredOption('-b, --bucket <name>', "the trail's bucket")
    .addOption(new Option('--eventbridge', 'send all events to EventBridge').conflicts(targets))
    .addOption(arnOption('function', 'lambda', 'function:[\\w-]+(:[\\w$-]+)?'))
    .addOption(arnOption('queue', 'sqs', '[\\w-]+'))
    .addOption(arnOption('topic', 'sns', '[\\w-]+'))
    .option('--removed', 'notify of objects that somebody removed too; EventBridge always does')
    .option('--prefix <prefix>', 'what keys must begin with, except for EventBridge', 'AWSLogs/')
    .addHelpText('after', example)
    .action(async (options: Options, command) => {
      const target = targetOf(options);
      if (target === undefined)
        command.error('error: name one of --eventbridge, --function, --queue and --topic');
      else finish(await runNotifications(options.bucket, target, terminal));
    });
};

const targets = ['function', 'queue', 'topic'];

/** S3 notifies neither FIFO queues nor FIFO topics. */
const arnOption = (name: string, service: string, resource: string): Option =>
  new Option(`--${name} <arn>`, `notify this ${name}`)
    .conflicts([...targets, 'eventbridge'].filter((other) => other !== name))
    .argParser((arn) => {
      if (new RegExp(`^arn:aws[a-z-]*:${service}:[a-z\\d-]+:\\d{12}:${resource}$`).test(arn)) return arn;
      throw new InvalidArgumentError(
        `It must be the ARN of a ${name}${name === 'function' ? '' : ' that is not a FIFO one'}.`,
      );
    });

const example = `
Example:
  aws s3api get-bucket-notification-configuration --bucket my-trail \\
    | tattletail notifications --bucket my-trail --eventbridge`;

interface Options {
  readonly bucket: string;
  readonly eventbridge?: true;
  readonly function?: string;
  readonly queue?: string;
  readonly topic?: string;
  readonly removed?: true;
  readonly prefix: string;
}

const targetOf = (options: Options): Target | undefined => {
  if (options.eventbridge) return { kind: 'eventbridge' };
  const [ofFunctions, ofQueues, ofTopics] = kindsOfEntries;
  const { prefix, removed = false, function: ofFunction, queue, topic } = options;
  if (ofFunction !== undefined) return { kind: 'entry', of: ofFunctions, arn: ofFunction, prefix, removed };
  if (queue !== undefined) return { kind: 'entry', of: ofQueues, arn: queue, prefix, removed };
  return topic === undefined ? undefined : { kind: 'entry', of: ofTopics, arn: topic, prefix, removed };
};

const runNotifications = async (
  bucket: string,
  target: Target,
  { stdin, stdout, stderr }: Terminal,
): Promise<ExitCode> => {
  const given = await text(stdin);
  const before = readDocument(given);
  const after = withTarget(before, target);
  if (after === before) {
    await say(stderr, `${bucket} notifies it already: there is nothing to change\n`);
    return exitCodes.ok;
  }
  await say(stderr, `The notifications of ${bucket} would be:\n${differenceBetween(before, after)}`);
  const put = `aws s3api put-bucket-notification-configuration --bucket ${shellWord(bucket)} --notification-configuration ${shellWord(printableJson(JSON.stringify(after)))}`;
  await write(stdout, `${given.trim() === '' ? ifThereAreNone(bucket, put) : put}\n`);
  return exitCodes.ok;
};

/**
 * aws prints nothing for a bucket without notifications, and nothing when it fails, for example without credentials: those
 * that the bucket then has would all be replaced.
 */
const ifThereAreNone = (bucket: string, put: string): string =>
  [
    `current=$(aws s3api get-bucket-notification-configuration --bucket ${shellWord(bucket)})`,
    '&& test -z "$current"',
    `&& ${put}`,
    "|| { echo 'Nothing was changed.' >&2; false; }",
  ].join(' \\\n  ');
