import pLimit from 'p-limit';
import { TattletailError } from '../errors.ts';
import { dayFoldersIn, isLogFileKey } from '../trail/log-file-key.ts';

/** Which log files of a trail are meant. */
export interface Selection {
  /** What keys begin with: nothing, or all of a path to a day, or a part of it. */
  readonly prefix: string;
  /** The first and the last day, 2026-11-27, in UTC. */
  readonly since: string;
  readonly until: string;
  /** None: all of them. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** What is directly below a prefix: other prefixes, which end with a slash. */
export type ListFolders = (prefix: string) => Promise<readonly string[]>;

/**
 * The prefixes of the days that a selection names. CloudTrail writes to
 * `[prefix/]AWSLogs/[o-ORGANIZATION/]ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/` (CloudTrail User Guide, "Finding your
 * CloudTrail log files"). Throws TattletailError if nothing below the prefix is a trail.
 */
export const foldersOfDays = async (
  selection: Selection,
  listFolders: ListFolders,
): Promise<readonly string[]> => {
  const regions = await foldersOfRegions(selection, listFolders);
  const { prefix, since, until } = selection;
  return regions.flatMap((region) =>
    [...dayFoldersIn(Date.parse(since), Date.parse(until))]
      .map((day) => `${region}${day}`)
      .filter((folder) => folder.startsWith(prefix) || prefix.startsWith(folder))
      .map((folder) => (prefix.startsWith(folder) ? prefix : folder)),
  );
};

const foldersOfRegions = async (
  { prefix, accounts, regions }: Selection,
  listFolders: ListFolders,
): Promise<readonly string[]> => {
  const named = regionFolder.exec(prefix)?.[0];
  const limit = pLimit(16);
  let looked = 0;
  const below = async (folder: string): Promise<readonly string[]> => {
    looked += 1;
    if (looked > maxFolders)
      throw new TattletailError(
        `expected AWSLogs/ below ${prefix === '' ? 'the bucket' : prefix}, got more than ${maxFolders} folders: name what comes before it`,
      );
    const children = (await limit(() => listFolders(folder))).filter(isOfTrail(accounts));
    const found = await Promise.all(
      children.map((child) => (regionFolder.test(child) ? [child] : below(child))),
    );
    return found.flat();
  };
  const all = named === undefined ? await below(prefix) : [named];
  const chosen = all.filter((folder) => regions.length === 0 || regions.includes(regionOf(folder)));
  if (all.length === 0)
    throw new TattletailError(
      `expected AWSLogs/ACCOUNT/CloudTrail/REGION/ below ${prefix === '' ? 'the bucket' : prefix}, got nothing of the kind`,
    );
  return chosen;
};

/** A bucket may hold much else, and a trail's own prefix has up to 200 characters. */
const maxFolders = 20_000;

const regionFolder =
  /^(?:.*\/)?AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/CloudTrail[\w-]*\/[a-z\d-]+\/(?=\d{4}\/|\d{0,4}$)/;

const regionOf = (folder: string): string => folder.split('/').at(-2) ?? '';

/** Leaves out other accounts, and folders of other services and of digests. */
const isOfTrail =
  (accounts: readonly string[]) =>
  (folder: string): boolean => {
    const [, account, kind] =
      /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?(\d{12})\/(?:([^/]+)\/)?/.exec(folder) ?? [];
    if (account === undefined) return true;
    if (accounts.length > 0 && !accounts.includes(account)) return false;
    return kind === undefined || (kind.startsWith('CloudTrail') && isLogFileKey(`${folder}x`));
  };
