import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Option } from 'commander';
import {
  distinctReferences,
  readReference,
  type SecretReference,
} from '../destinations/secrets/reference.ts';
import { reasonOf, TattletailError } from '../errors.ts';
import { quoted } from '../redact.ts';
import { shellWord } from '../shell-word.ts';
import { type DefineCommand, exitCodes, UsageError } from './command.ts';
import { note } from './common-options.ts';
import { configPath } from './config-option.ts';
import { configText, type NewConfig, triggers } from './init/config-text.ts';
import {
  type DestinationTable,
  destinationTables,
  tomlOfDestination,
  type Value,
} from './init/destination-tables.ts';
import { secretSteps } from './init/secret-steps.ts';

export const init: DefineCommand = (program, terminal, finish) => {
  const command = program
    .command('init')
    .summary('write a config to start with')
    .description(
      'Writes a tattletail.toml with comments for the destinations that options name, and copies packs of rules beside it. Asks nothing.',
    )
    .option(
      '-c, --config <file>',
      'the config to write, or else what TATTLETAIL_CONFIG names',
      configPath(terminal),
    )
    .addOption(
      new Option('-t, --trigger <trigger>', 'what invokes the function').choices(triggers).default('s3'),
    )
    .option('-p, --pack <names...>', 'rules of packs: threats, cis, ssm')
    .option('--ledger <bucket>', 'the bucket in which to record which alerts were delivered')
    .option('--from <address>', 'the sender of mails');
  for (const { flag, about } of destinationTables) command.option(flag, about);
  command
    .addOption(
      new Option('-d, --destination <types...>', 'destinations of these types, to be filled in').choices(
        destinationTables.map(({ type }) => type),
      ),
    )
    .option('-f, --force', 'replace files that exist')
    .addHelpText('after', examples)
    .action(async (options: InitOptions & OfDestinations) => {
      const references = referencesIn(options);
      const files = await filesFor(options, options);
      await writeAll(files, options.force === true);
      await note(terminal, terminal.stdout, summaryOf(files, references, options.config));
      finish(exitCodes.ok);
    });
};

interface InitOptions {
  readonly config: string;
  readonly trigger: NewConfig['trigger'];
  readonly pack?: readonly string[];
  readonly ledger?: string;
  readonly from?: string;
  readonly destination?: readonly string[];
  readonly force?: boolean;
}

/** What the flags of destinations gave. */
type OfDestinations = Readonly<Record<string, Value | undefined>>;

const examples = `
Examples:
  tattletail init --pack threats --slack ssm:/tattletail/slack --ledger my-tattletail-state
  tattletail init --sns arn:aws:sns:us-east-1:111122223333:security-alerts --email security@example.com
  tattletail init --destination pagerduty`;

/** By path, the config last: it is complete when it is there. */
type Files = ReadonlyMap<string, string>;

const filesFor = async (
  { config, trigger, pack = [], ledger, from, destination = [] }: InitOptions,
  given: OfDestinations,
): Promise<Files> => {
  const packs = new Map<string, string>();
  for (const name of pack) packs.set(`rules/${name}.toml`, await packCalled(name));
  const wanted = destinationTables.filter(
    (table) => givenFor(table, given) !== undefined || destination.includes(table.type),
  );
  const destinations = (wanted.length > 0 ? wanted : destinationTables.slice(0, 1)).map((table) => ({
    id: table.id,
    toml: tomlOfDestination(table, { from_email: from, [table.key]: givenFor(table, given) }),
  }));
  const text = configText({ trigger, packs: [...packs.keys()], destinations, ledger });
  const folder = dirname(config);
  return new Map([...[...packs].map(([path, pack]) => [join(folder, path), pack] as const), [config, text]]);
};

const givenFor = ({ flag }: DestinationTable, given: OfDestinations): Value | undefined =>
  given[new Option(flag).attributeName()];

/** Those that flags gave in place of secrets, each once. */
const referencesIn = (given: OfDestinations): readonly SecretReference[] => {
  const found = destinationTables.flatMap((table) => {
    const value = givenFor(table, given);
    const reference = typeof value === 'string' && table.isSecret ? readReference(value) : undefined;
    if (typeof reference === 'string') throw new UsageError(`${table.flag.split(' ')[0]} ${reference}`);
    return reference ?? [];
  });
  return distinctReferences(found);
};

/** Of the sources, packs are in their folder there; a bundle has them beside it. */
const packs = new URL(import.meta.url.endsWith('.ts') ? '../../rules/' : './rules/', import.meta.url);

const packCalled = async (name: string): Promise<string> => {
  const names = (await readdir(packs))
    .filter((file) => /^[\w-]+\.toml$/.test(file))
    .map((file) => file.slice(0, -'.toml'.length));
  if (!names.includes(name))
    throw new UsageError(`there is no pack ${quoted(name)}: the packs are ${names.sort().join(', ')}`);
  return readFile(new URL(`${name}.toml`, packs), 'utf8');
};

/** Writes all of them, or none if one exists that may not be replaced. */
const writeAll = async (files: Files, force: boolean): Promise<void> => {
  const existing = [...files.keys()].filter((path) => existsSync(path));
  if (existing.length > 0 && !force)
    throw new TattletailError(`${existing.join(' and ')} exists: --force replaces it`);
  for (const [path, text] of files) {
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text, { flag: force ? 'w' : 'wx' });
    } catch (error) {
      throw new TattletailError(`${path}: cannot be written: ${reasonOf(error)}`, { cause: error });
    }
  }
};

const summaryOf = (files: Files, references: readonly SecretReference[], config: string): string =>
  [
    ...[...files.keys()].map((path) => `${path} is written.`),
    ...secretSteps(references),
    `Next: tattletail check ${shellWord(config)}, which names what is still to be filled in.`,
    '',
  ].join('\n');
