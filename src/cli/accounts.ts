import * as z from 'zod';
import { tomlText } from '../alerts/ignore-block.ts';
import { oneLine } from '../alerts/printable.ts';
import { TattletailError } from '../errors.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json.ts';
import { documentsIn } from '../json-documents.ts';
import { quoted } from '../redact.ts';
import { type DefineCommand, type ExitCode, exitCodes, say, type Terminal, write } from './command.ts';
import { localFiles, textOf } from './local-files.ts';

export const accounts: DefineCommand = (program, terminal, finish) => {
  program
    .command('accounts')
    .summary('write [accounts] from AWS Organizations')
    .description(
      'Prints the [accounts] of a tattletail.toml from what aws organizations list-accounts prints, in one page or several.',
    )
    .argument('[paths...]', 'files, or - for standard input', ['-'])
    .addHelpText(
      'after',
      '\nExample:\n  aws organizations list-accounts | tattletail accounts > accounts.toml',
    )
    .action(async (paths: readonly string[]) => finish(await runAccounts(paths, terminal)));
};

const runAccounts = async (
  paths: readonly string[],
  { stdin, stdout, stderr }: Terminal,
): Promise<ExitCode> => {
  const names = new Map<string, string>();
  let hasMore = false;
  for (const file of await localFiles(paths, stdin)) {
    const { path } = file;
    for (const page of pagesIn(path, await textOf(file))) {
      hasMore = page.hasMore;
      for (const { Id, Name } of page.accounts) {
        const other = names.get(Id);
        if (other !== undefined && other !== Name)
          throw new TattletailError(
            `${path}: account ${Id} is called ${quoted(Name)}, and ${quoted(other)} before`,
          );
        names.set(Id, Name);
      }
    }
  }
  if (names.size === 0) throw new TattletailError('there is no account: nothing to print');
  const lines = [...names].toSorted(byId).map(([id, name]) => `${id} = ${tomlText(oneLine(name))}\n`);
  await write(stdout, `[accounts]\n${lines.join('')}`);
  if (hasMore)
    await say(stderr, 'warning: the last page has a NextToken: there are more accounts, on pages after it\n');
  return exitCodes.ok;
};

const byId = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1);

type Page = z.output<typeof pageSchema>;

/** AWS Organizations API Reference, "ListAccounts". */
const account = z.object({ Id: z.string().regex(/^\d{12}$/), Name: z.string().regex(/\S/) });

const pageSchema = z
  .object({ Accounts: z.array(account), NextToken: z.string().nullish() })
  .transform(({ Accounts, NextToken }) => ({ accounts: Accounts, hasMore: Boolean(NextToken) }));

const pagesIn = (path: string, text: string): readonly Page[] =>
  [...documentsIn(text)].flatMap((document) => {
    if (document instanceof SyntaxError)
      throw new TattletailError(`${path}: is no JSON: expected what aws organizations list-accounts prints`);
    return asPages(document).map((page) => pageOf(path, page));
  });

/** With `--query Accounts`, the CLI prints only the list; `jq -s` makes a list of pages. */
const asPages = (document: JsonValue): readonly JsonValue[] => {
  if (!isJsonArray(document)) return [document];
  return document.every((one) => isJsonObject(one) && 'Accounts' in one)
    ? document
    : [{ Accounts: document }];
};

const pageOf = (path: string, page: JsonValue): Page => {
  const read = pageSchema.safeParse(page);
  if (read.success) return read.data;
  const [place] = read.error.issues.map((issue) => issue.path);
  const [list, index, field] = place ?? [];
  const what =
    list === 'Accounts' && typeof index === 'number'
      ? `account ${index + 1} of a page has no ${field === undefined ? 'Id and Name' : String(field)} as AWS Organizations gives it`
      : 'has no list of Accounts';
  throw new TattletailError(`${path}: ${what}: expected what aws organizations list-accounts prints`);
};
