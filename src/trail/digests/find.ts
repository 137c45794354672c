import { dayFoldersIn } from '../log-file-key.ts';
import { type DigestKey, digestKey } from './digest-key.ts';
import type { DigestStore } from './store.ts';

/** What to look for, in milliseconds and below a prefix, which may end in the middle of a path. */
export interface Range {
  readonly prefix: string;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly since: number;
  readonly until: number;
}

/** The digests of the hours in a range, by chain. A log file of the last hour may be in the digest of the next. */
export const findDigests = async (
  store: DigestStore,
  range: Range,
  signal: AbortSignal,
): Promise<readonly (readonly DigestKey[])[]> => {
  const { since, until } = range;
  const found: DigestKey[] = [];
  for (const folder of await foldersOfRegions(store, range, 'CloudTrail-Digest', signal))
    for (const day of dayFoldersIn(since, until + hourMs))
      for (const key of await store.list(`${folder}${day}`, signal)) {
        const digest = digestKey(key);
        if (digest !== undefined && digest.end > since && digest.end <= until + hourMs) found.push(digest);
      }
  return [...Map.groupBy(found, ({ chain }) => chain).values()];
};

/** `[prefix/]AWSLogs/[o-ORGANIZATION/]ACCOUNT/KIND/REGION/` of each account and region in a range. */
export const foldersOfRegions = async (
  store: DigestStore,
  { prefix, account, region }: Range,
  kind: 'CloudTrail' | 'CloudTrail-Digest',
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const isBelow = (folder: string): boolean => folder.startsWith(prefix) || prefix.startsWith(folder);
  const inFolder = async (folder: string): Promise<readonly string[]> =>
    (await store.folders(folder, signal)).filter(isBelow);
  const found: string[] = [];
  for (const base of await accountFolders(prefix, inFolder)) {
    if (account !== undefined && !base.endsWith(`/${account}/`)) continue;
    const folders = await inFolder(`${base}${kind}/`);
    found.push(...folders.filter((folder) => region === undefined || folder.endsWith(`/${region}/`)));
  }
  return found;
};

const hourMs = 60 * 60 * 1000;

/** Those of accounts, also of an organization's. */
const accountFolders = async (
  prefix: string,
  inFolder: (folder: string) => Promise<readonly string[]>,
): Promise<readonly string[]> => {
  const [before = ''] = /^(?:.*\/)?AWSLogs\//.exec(prefix) ?? [rootOf(prefix)];
  const folders: string[] = [];
  for (const folder of await inFolder(before)) {
    if (/\/o-[a-z0-9]{10,32}\/$/.test(folder)) folders.push(...(await inFolder(folder)));
    else folders.push(folder);
  }
  return folders.filter((folder) => /\/\d+\/$/.test(folder));
};

const rootOf = (prefix: string): string => {
  const folder = prefix.replace(/\/?(AWSLogs)?$/, '');
  return folder === '' ? 'AWSLogs/' : `${folder}/AWSLogs/`;
};
