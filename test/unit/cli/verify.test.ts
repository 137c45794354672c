import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { canaryKey } from '../../../src/canary/record.ts';
import { startCloudTrail } from '../../support/cloudtrail-server.ts';
import { aDigestedTrail, aSigningKey, type WrittenTrail } from '../../support/digests.ts';
import { fault } from '../../support/faults.ts';
import { runMain } from '../../support/run-main.ts';
import { s3Error } from '../../support/s3/errors.ts';
import { startS3 } from '../../support/s3-server.ts';

const key = aSigningKey();

const hours = ['--since', '2026-11-20T08:00Z', '--until', '2026-11-20T12:00Z'];

afterEach(() => vi.unstubAllEnvs());

const startAws = async (trails: readonly WrittenTrail[], keys = [aSigningKey().listed, key.listed]) => {
  const s3 = await startS3({ buckets: ['my-trail'], pageSize: 2 });
  const cloudTrail = await startCloudTrail({ 'us-east-1': keys });
  for (const { objects } of trails)
    for (const [path, { bytes, metadata = {} }] of objects)
      s3.put('my-trail', path, { body: bytes, metadata });
  vi.stubEnv('AWS_ENDPOINT_URL_S3', s3.url);
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDTRAIL', cloudTrail.url);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not a secret');
  return { s3, cloudTrail, close: () => Promise.all([s3.close(), cloudTrail.close()]) };
};

describe('a bucket', () => {
  it('is valid when nobody changed it', async () => {
    const aws = await startAws([aDigestedTrail({ key, root: 'trail/AWSLogs/', hours: [2, 3, 0, 1] })]);
    expect(await runMain(['verify', 's3://my-trail/trail', ...hours])).toEqual({
      code: 0,
      stdout: 'Digests: 4 valid.\nLog files: 6 valid.\n',
      stderr: '',
    });
    await aws.close();
  });

  it('names what is wrong in it, and asks only for the account and the region', async () => {
    const trail = aDigestedTrail({ key, hours: [2, 3, 0, 1] });
    const [modified = '', missing = ''] = [trail.logFiles[0]?.[1], trail.logFiles[1]?.[0]];
    const other = aDigestedTrail({ key: aSigningKey(), hours: [1], account: '444455556666' });
    const elsewhere = aDigestedTrail({ key: aSigningKey(), hours: [1], region: 'eu-west-1' });
    trail.objects.set(modified, { bytes: gzipSync('{"Records":[]}'), metadata: {} });
    trail.objects.delete(missing);
    const aws = await startAws([trail, other, elsewhere]);
    const only = ['--account', '111122223333', '--region', 'us-east-1'];
    const { code, stdout } = await runMain(['verify', 's3://my-trail', ...hours, ...only]);
    expect(code).toBe(1);
    expect(stdout.replaceAll(/[0-9a-f]{64}/g, 'HASH')).toBe(
      [
        `log file missing: s3://my-trail/${missing}`,
        `    listed by s3://my-trail/${trail.digests[1]}`,
        `log file modified: s3://my-trail/${modified}`,
        `    listed by s3://my-trail/${trail.digests[0]}`,
        '    SHA-256 of its content: expected HASH, found HASH',
        'Digests: 4 valid.',
        'Log files: 4 valid, 1 missing, 1 modified.',
        '',
      ].join('\n'),
    );
    await aws.close();
  });

  it('says that newest digests are gone', async () => {
    const trail = aDigestedTrail({ key, hours: [1, 1] });
    const aws = await startAws([trail]);
    const { code, stdout } = await runMain(['verify', 's3://my-trail', ...hours]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      `digest gap: s3://my-trail/${trail.digests[1]}\n    it is the last one: no digest lists what was delivered from 2026-11-20T10:00:01.000Z to 2026-11-20T12:00:00.000Z\n`,
    );
    await aws.close();
  });

  it('says where there are log files without any digest', async () => {
    const bare = aDigestedTrail({ key, hours: [2, 1, 0, 0], region: 'eu-west-1' });
    for (const path of bare.digests) bare.objects.delete(path);
    const at = Date.parse('2026-11-20T09:00Z');
    const place = { prefix: '', account: '000000000000', region: 'us-east-1' };
    bare.objects.set(canaryKey(randomUUID(), at, place), { bytes: Buffer.from(''), metadata: {} });
    const aws = await startAws([aDigestedTrail({ key, hours: [2, 3, 0, 1] }), bare]);
    expect(await runMain(['verify', 's3://my-trail', ...hours])).toMatchObject({
      code: 1,
      stdout: [
        'digest gap: s3://my-trail/AWSLogs/111122223333/CloudTrail/eu-west-1/',
        '    no digest lists what was delivered here: 3 log files from 2026-11-20T08:00:00.000Z to 2026-11-20T12:00:00.000Z',
        'Digests: 4 valid, 1 gap.',
        'Log files: 6 valid.',
        '',
      ].join('\n'),
    });
    const elsewhere = await runMain(['verify', 's3://my-trail', ...hours, '--region', 'us-east-1']);
    expect(elsewhere.code).toBe(0);
    await aws.close();
  });

  it('shows a name in one line', async () => {
    const trail = aDigestedTrail({ key, hours: [2, 3, 0, 1] });
    const name = `${trail.logFiles[0]?.[0]}`.replace('.json.gz', '\nDigests: 4 valid.\u001b[2J.json.gz');
    trail.objects.set(name, { bytes: gzipSync('{"Records":[]}'), metadata: {} });
    const aws = await startAws([trail]);
    const { stdout } = await runMain(['verify', 's3://my-trail', ...hours]);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^log file unlisted: s3:\/\/\S+ Digests: 4 valid\. \[2J\.json\.gz$/),
      ...['Digests: 4 valid.', 'Log files: 6 valid, 1 unlisted.', ''],
    ]);
    await aws.close();
  });

  it('may be read, or not: it is said which permission is missing', async () => {
    const aws = await startAws([aDigestedTrail({ key, hours: [1] })]);
    aws.s3.faults.next(fault.answer(s3Error('AccessDenied')));
    expect(await runMain(['verify', 's3://my-trail', ...hours])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'cannot be listed: AccessDenied: Access Denied\nIt needs s3:ListBucket\n',
      ),
    });
    aws.cloudTrail.faults.next(fault.answer({ status: 400, headers: {}, body: '{}' }));
    expect(await runMain(['verify', 's3://my-trail', ...hours])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'the public keys of us-east-1 cannot be listed, which needs cloudtrail:ListPublicKeys: ',
      ),
    });
    await aws.close();
  });

  it('is no folder that does not exist', async () =>
    expect(await runMain(['verify', '/nosuch', ...hours])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: /nosuch: cannot be read: no such file or directory\n',
    }));

  it('without digests is not valid', async () => {
    const aws = await startAws([]);
    expect(await runMain(['verify', 's3://my-trail', ...hours])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('s3://my-trail has no digests of that time'),
    });
    await aws.close();
  });
});

describe('a copy in a folder', () => {
  const copyOf = ({ objects }: WrittenTrail): string => {
    const folder = mkdtempSync(join(tmpdir(), 'verify-'));
    for (const [path, { bytes }] of objects) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const { value, fingerprint } = key.listed;
    const listed = {
      Value: value,
      Fingerprint: fingerprint,
      ValidityStartTime: '2026-01-01T00:00:00+00:00',
      ValidityEndTime: '2027-01-01T00:00:00+00:00',
    };
    writeFileSync(join(folder, 'keys.json'), JSON.stringify({ PublicKeyList: [listed] }));
    return folder;
  };

  it.each(['', 'AWSLogs', 'AWSLogs/111122223333'])(
    'is verified without AWS, except what its newest digest lists: %s',
    async (below) => {
      const folder = copyOf(aDigestedTrail({ key, hours: [2, 0, 1] }));
      const keys = ['--public-keys', join(folder, 'keys.json')];
      const until = ['--since', '2026-11-20T08:00Z', '--until', '2026-11-20T11:00:00Z'];
      expect(await runMain(['verify', join(folder, below), ...until, ...keys])).toEqual({
        code: 0,
        stdout:
          'Digests: 1 unverified, 2 valid.\nLog files: 1 unverified, 2 valid.\nOf 1 digest, the signature is only in S3, as metadata, so what they list could not be verified.\n',
        stderr: '',
      });
    },
  );

  it('of a bucket with a prefix is the same without it', async () => {
    const trail = aDigestedTrail({ key, hours: [1, 1], root: 'a/b/AWSLogs/o-exampleorgid/' });
    const folder = copyOf(trail);
    const keys = ['--public-keys', join(folder, 'keys.json')];
    const until = ['--since', '2026-11-20T08:00Z', '--until', '2026-11-20T10:00:00Z', '--quiet'];
    expect(await runMain(['verify', join(folder, 'a/b'), ...until, ...keys])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('of a single digest is not verified at all', async () => {
    const folder = copyOf(aDigestedTrail({ key, hours: [1] }));
    const keys = ['--public-keys', join(folder, 'keys.json')];
    const until = ['--since', '2026-11-20T08:00Z', '--until', '2026-11-20T09:00:00Z'];
    expect(await runMain(['verify', folder, ...until, ...keys])).toMatchObject({
      code: 1,
      stderr: 'error: no digest could be verified\n',
    });
  });

  it.each([
    ['nosuch.json', 'cannot be read'],
    ['AWSLogs.txt', 'expected what aws cloudtrail list-public-keys prints, with a PublicKeyList'],
  ])('needs a file of keys: %s', async (name, message) => {
    const folder = copyOf(aDigestedTrail({ key, hours: [1] }));
    writeFileSync(join(folder, 'AWSLogs.txt'), 'no JSON');
    expect(await runMain(['verify', folder, ...hours, '--public-keys', join(folder, name)])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(message),
    });
  });
});

describe('what is wrong with the options is a matter of usage', () => {
  it.each([
    [[], "required option '--since <time>' not specified"],
    [['--since', 'yesterday'], 'expected a time such as 2026-11-20T08:00Z or 7d.'],
    [['--since', '7d', '--account', 'prod'], 'expected an account, 12 digits'],
    [['--since', '7d', '--region', 'Frankfurt'], 'expected a region such as'],
    [['--since', '2026-11-20', '--until', '2026-11-19'], '--since must be before --until'],
  ])('%j', async (options, message) =>
    expect(await runMain(['verify', 's3://my-trail', ...options])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining(message),
    }),
  );
});
