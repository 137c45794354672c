import { describe, expect, it } from 'vitest';
import { foldersOfDays, type Selection } from '../../../src/backfill/folders.ts';

const [a, b] = ['111122223333', '444455556666'];
const keys = [
  `AWSLogs/${a}/CloudTrail/us-east-1/2026/11/01/x.json.gz`,
  `AWSLogs/${a}/CloudTrail/eu-west-1/2026/11/01/x.json.gz`,
  `AWSLogs/${a}/CloudTrail-Insight/us-east-1/2026/11/01/x.json.gz`,
  `AWSLogs/${a}/CloudTrail-Digest/us-east-1/2026/11/01/x.json.gz`,
  `AWSLogs/${a}/CloudTrail-Aggregated/us-east-1/2026/11/01/x.json.gz`,
  `AWSLogs/${a}/elasticloadbalancing/us-east-1/2026/11/01/x.log.gz`,
  `AWSLogs/o-abcdefghij/${b}/CloudTrail/us-east-1/2026/11/01/x.json.gz`,
  'deep/prefix/AWSLogs/777788889999/CloudTrail/us-east-1/2026/11/01/x.json.gz',
];

const listFolders = async (prefix: string) => [
  ...new Set(
    keys
      .filter((key) => key.startsWith(prefix) && key.slice(prefix.length).includes('/'))
      .map((key) => key.slice(0, key.indexOf('/', prefix.length) + 1)),
  ),
];

const days = (selection: Partial<Selection>) =>
  foldersOfDays(
    { prefix: '', since: '2026-11-01', until: '2026-11-01', accounts: [], regions: [], ...selection },
    listFolders,
  );

describe('the days of', () => {
  it('a bucket are those of every trail in it, without digests and other services', async () =>
    expect(await days({})).toEqual([
      `AWSLogs/${a}/CloudTrail/us-east-1/2026/11/01/`,
      `AWSLogs/${a}/CloudTrail/eu-west-1/2026/11/01/`,
      `AWSLogs/${a}/CloudTrail-Insight/us-east-1/2026/11/01/`,
      `AWSLogs/o-abcdefghij/${b}/CloudTrail/us-east-1/2026/11/01/`,
      'deep/prefix/AWSLogs/777788889999/CloudTrail/us-east-1/2026/11/01/',
    ]));

  it('an account and a region are only theirs', async () =>
    expect(await days({ accounts: [a], regions: ['us-east-1'] })).toEqual([
      `AWSLogs/${a}/CloudTrail/us-east-1/2026/11/01/`,
      `AWSLogs/${a}/CloudTrail-Insight/us-east-1/2026/11/01/`,
    ]));

  it('a range are all of it, across months and a leap day', async () =>
    expect(
      (await days({ prefix: 'deep/', since: '2028-02-28', until: '2028-03-01' })).map((day) =>
        day.slice(-11),
      ),
    ).toEqual(['2028/02/28/', '2028/02/29/', '2028/03/01/']));

  it.each([
    [`AWSLogs/${a}/CloudTrail/us-`, [`AWSLogs/${a}/CloudTrail/us-east-1/2026/11/01/`]],
    [`AWSLogs/${a}/CloudTrail/us-east-1/`, [`AWSLogs/${a}/CloudTrail/us-east-1/2026/11/01/`]],
    [`AWSLogs/${a}/CloudTrail/us-east-1/2026/11`, [`AWSLogs/${a}/CloudTrail/us-east-1/2026/11/01/`]],
    [`AWSLogs/${a}/CloudTrail/us-east-1/2026/11/01/x`, [`AWSLogs/${a}/CloudTrail/us-east-1/2026/11/01/x`]],
    [`AWSLogs/${a}/CloudTrail/us-east-1/2026/10/`, []],
  ])('the prefix %s are below it', async (prefix, expected) =>
    expect(await days({ prefix })).toEqual(expected),
  );
});

it('a prefix without a trail is refused', async () =>
  await expect(days({ prefix: 'other/' })).rejects.toThrow(
    'expected AWSLogs/ACCOUNT/CloudTrail/REGION/ below other/, got nothing of the kind',
  ));
