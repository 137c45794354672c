/**
 * What an S3 key or a path says of the file. CloudTrail and other services write to
 * `[prefix/]AWSLogs/[o-ORGANIZATION/]ACCOUNT/FOLDER/` (CloudTrail User Guide, "Finding your CloudTrail log files").
 */
export type KeyMeaning =
  | { readonly kind: 'log file' }
  /** Never read: another service writes there, or it is a folder. */
  | { readonly kind: 'neighbour'; readonly what: string }
  /** People copy log files to keys of any form: the content decides. */
  | { readonly kind: 'unknown' };

/**
 * Only the last AWSLogs/ counts. Whoever may change a trail can have its log files written below any prefix, also
 * below one that looks like the folder of another service.
 */
export const meaningOfKey = (key: string): KeyMeaning => {
  if (/\/$|_\$folder\$$/.test(key)) return { kind: 'neighbour', what: 'a folder' };
  const [folder = '', ...rest] = foldersOfAccount(key);
  if (rest.length === 0)
    return testFiles.has(folder) ? { kind: 'neighbour', what: 'a test file of ELB' } : unknown;
  const what = otherFolders.get(folder);
  if (what !== undefined) return { kind: 'neighbour', what };
  return /^CloudTrail(-|$)/.test(folder) ? { kind: 'log file' } : unknown;
};

/** Whether an S3 key may be that of a log file. */
export const isLogFileKey = (key: string): boolean => meaningOfKey(key).kind !== 'neighbour';

/**
 * The folder of an account and region with log files or digests of CloudTrail, up to the region. Undefined: the key is of
 * nothing that a trail writes.
 */
export const folderOfTrail = (key: string): string | undefined =>
  /^(?:.*\/)?AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?\d{12}\/CloudTrail(?:-Digest)?\/[a-z0-9-]+(?=\/)/.exec(
    key,
  )?.[0];

/** Which account and region wrote a log file, and when by its name. Undefined: it is not named as trails name it. */
export const originOfLogFile = (
  key: string,
): { readonly account: string; readonly region: string; readonly time: number } | undefined => {
  const [, account, region] =
    /(?:^|\/)(\d{12})_CloudTrail_([a-z0-9-]+)_\d{8}T\d{4}Z_[^/]*\.json\.gz$/.exec(key) ?? [];
  const time = deliveredAt(key);
  return account === undefined || region === undefined || time === undefined
    ? undefined
    : { account, region, time };
};

/** When CloudTrail delivered a log file, as its name says to the minute. In milliseconds. */
export const deliveredAt = (key: string): number | undefined => {
  const [, year, month, day, hour, minute] =
    /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_?[^/]*\.json\.gz$/.exec(key) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  return Number.isNaN(time) ? undefined : time;
};

/** The folders of days that these times in milliseconds are of, below that of a region: `2026/11/27/`. */
export const dayFoldersIn = function* (since: number, until: number): Generator<string> {
  const day = new Date(since);
  day.setUTCHours(0, 0, 0, 0);
  for (; day.getTime() <= until; day.setUTCDate(day.getUTCDate() + 1))
    yield `${day.toISOString().slice(0, 10).replaceAll('-', '/')}/`;
};

const unknown: KeyMeaning = { kind: 'unknown' };

/** The folder below an account, and what follows. */
const foldersOfAccount = (key: string): readonly string[] => {
  const folders = key.split(/[/\\]/);
  const [first = '', ...rest] = folders.slice(folders.lastIndexOf('AWSLogs') + 1);
  const below = isOrganization(first) ? rest : [first, ...rest];
  const [account = '', ...others] = below;
  if (!folders.includes('AWSLogs')) return [];
  // Flow logs with partitions for Hive: aws-account-id=ACCOUNT/aws-service=vpcflowlogs/.
  return isAccount(account) ? others.map((folder) => folder.replace(/^aws-service=/, '')) : [];
};

const isOrganization = (folder: string): boolean => /^o-[a-z0-9]{10,32}$/.test(folder);

const isAccount = (folder: string): boolean => /^(aws-account-id=)?\d+$/.test(folder);

/** Elastic Load Balancing writes them to check that it may (ELB User Guide, "Enable access logs"). */
const testFiles: ReadonlySet<string> = new Set(['ELBAccessLogTestFile', 'ELBConnectionLogTestFile']);

/** What is beside CloudTrail's log files, by folder. */
const otherFolders: ReadonlyMap<string, string> = new Map([
  // Hashes of log files, and summaries of data events that are in log files too.
  ['CloudTrail-Digest', 'a CloudTrail digest'],
  ['CloudTrail-Aggregated', 'aggregated events'],
  ['Config', 'a file of AWS Config'],
  ['elasticloadbalancing', 'an ELB access log'],
  ['vpcflowlogs', 'a VPC flow log'],
  ['vpcdnsquerylogs', 'a Route 53 query log'],
  ['GuardDuty', 'GuardDuty findings'],
  ['WAFLogs', 'a WAF log'],
  ['network-firewall', 'a Network Firewall log'],
  ['CloudFront', 'a CloudFront log'],
  ['redshift', 'a Redshift audit log'],
  ['verified-access', 'a Verified Access log'],
  ['vpc-lattice', 'a VPC Lattice access log'],
  ['S3ServerAccessLogs', 'an S3 access log'],
]);
