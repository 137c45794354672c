import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runMain } from '../../support/run-main.ts';
import { type S3Server, startS3 } from '../../support/s3-server.ts';

const day = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/01/';
const arn = 'arn:aws:lambda:us-east-1:111122223333:function:cloudtrail-tattletail';

let s3: S3Server;
let folder: string;

const startWith = async (options: Parameters<typeof startS3>[0]) => {
  s3 = await startS3(options);
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not a secret',
  }))
    vi.stubEnv(name, value);
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backfill-'));
  await startWith({ buckets: ['my-trail', 'state'], pageSize: 3 });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await s3[Symbol.asyncDispose]();
});

const manifest = () => join(folder, 'manifest.csv');
const backfill = (...args: readonly string[]) =>
  runMain([
    'backfill',
    's3://my-trail',
    '--since',
    '2026-11-01',
    '--until',
    '2026-11-02',
    '-o',
    manifest(),
    ...args,
  ]);

describe('backfill', () => {
  it('shows its defaults as they are written on a command line', async () => {
    const { stdout } = await runMain(['backfill', '--help']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('(default: "s3://my-tattletail-state/backfill")');
  });

  it('lists the log files, page by page, with encoded keys', async () => {
    const names = ['1.json.gz', '2.json.gz', '3.json.gz', '4.json.gz', 'a+b c,"é".json.gz'];
    for (const name of names) s3.put('my-trail', `${day}${name}`, 'x');
    s3.put('my-trail', day.replace('2026/11/01', '2026/11/03'), 'x');
    s3.put('my-trail', `${day.replace('CloudTrail', 'CloudTrail-Digest')}d.json.gz`, 'x');
    const { code, stderr } = await backfill('--function', arn, '--role', 'arn:aws:iam::111122223333:role/r');
    expect(stderr).toContain('5 log files, 0 GB, in ');
    expect(stderr).toContain('try it with --count before');
    expect(stderr).not.toContain('Replace');
    expect(code).toBe(0);
    expect(readFileSync(manifest(), 'utf8').trimEnd().split('\n').toSorted()).toEqual([
      ...names.slice(0, 4).map((name) => `my-trail,${day}${name}`),
      `my-trail,${day}a%2Bb%20c%2C%22%C3%A9%22.json.gz`,
    ]);
    expect(existsSync(`${manifest()}.part`)).toBe(false);
  });

  it('prints commands that a shell runs, with the mode of the job', async () => {
    s3.put('my-trail', `${day}1.json.gz`, 'x');
    const { stdout } = await backfill('--count', '--function', arn, '--to', 's3://state/back $(id)`id`"\'');
    const stand =
      'aws() { if [ "$2" = head-object ]; then echo \'"0123"\'; else printf "%s\\n" "$@"; fi; }\n';
    const words = execFileSync('bash', ['-euc', stand + stdout], { encoding: 'utf8' }).split('\n');
    const givenTo = (option: string) => words[words.indexOf(option) + 1] ?? '';
    expect(JSON.parse(givenTo('--operation'))).toEqual({
      LambdaInvoke: { FunctionArn: arn, InvocationSchemaVersion: '2.0', UserArguments: { mode: 'count' } },
    });
    expect(JSON.parse(givenTo('--manifest'))).toEqual({
      Spec: { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] },
      Location: { ObjectArn: 'arn:aws:s3:::state/back $(id)`id`"\'/manifest.csv', ETag: '0123' },
    });
    expect(JSON.parse(givenTo('--report'))).toMatchObject({
      Bucket: 'arn:aws:s3:::state',
      ReportScope: 'AllTasks',
    });
    expect([givenTo('--account-id'), givenTo('--region')]).toEqual(['111122223333', 'us-east-1']);
  });

  it.each(['cp', 'head-object'])(
    'prints commands that create no job if this one fails: %s',
    async (failing) => {
      s3.put('my-trail', `${day}1.json.gz`, 'x');
      const { stdout } = await backfill('--function', arn);
      const stand = `aws() { test "$2" != ${failing} && echo "$1"; }\n`;
      const ran = spawnSync('sh', ['-c', stand + stdout], { encoding: 'utf8' });
      expect(ran.status).not.toBe(0);
      expect(ran.stdout).not.toContain('s3control');
    },
  );

  it('leaves out keys that are too long for a manifest, and fails', async () => {
    s3.put('my-trail', `${day}1.json.gz`, 'x');
    s3.put('my-trail', `${day}${'é'.repeat(200)}.json.gz`, 'x');
    const { code, stderr } = await backfill();
    expect(code).toBe(1);
    expect(stderr).toMatch(/error: s3:.*é\.json\.gz: its key is too long for S3 Batch Operations/);
    expect(stderr).toContain('Replace REGION and ACCOUNT');
    expect(readFileSync(manifest(), 'utf8')).toBe(`my-trail,${day}1.json.gz\n`);
  });

  it('leaves no manifest if the bucket cannot be listed, and names the permission', async () => {
    await s3[Symbol.asyncDispose]();
    await startWith({ buckets: [{ name: 'my-trail', denyListing: true }] });
    const { code, stderr } = await backfill();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^error: s3:\/\/my-trail\/: cannot be listed: AccessDenied: .*\nIt needs s3:ListBucket\n$/,
      ),
    });
    expect(existsSync(manifest())).toBe(false);
    expect(existsSync(`${manifest()}.part`)).toBe(false);
  });

  it('fails if no log file is there on these days', async () => {
    s3.put('my-trail', `${day.replace('2026/11/01', '2025/11/03')}x.json.gz`, 'x');
    expect(await backfill()).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'error: no log files from 2026-11-01 to 2026-11-02 below s3://my-trail/\n',
    });
  });

  it.each([
    [
      ['backfill', 'my-trail', '--since', '2026-11-01', '--until', '2026-11-01'],
      'expected s3://bucket/prefix',
    ],
    [['backfill', 's3://my-trail', '--account', '111122223333', 'prod'], 'expected an account, 12 digits'],
    [['backfill', 's3://my-trail', '--region', 'us-east1'], 'expected a region such as'],
    [['backfill', 's3://my-trail', '--since', '2026-02-30', '--until', '2026-11-01'], 'expected a day'],
    [['backfill', 's3://my-trail', '--until', '2026-11-01'], 'name --since and --until'],
  ])('%j is refused', async (args, message) =>
    expect(await runMain(args)).toMatchObject({ code: 64, stderr: expect.stringContaining(message) }),
  );
});

const report = [
  'my-trail,a%20b.json.gz,,succeeded,200,,records=10&rule.Root+login=2&rule.StartSession=1',
  'my-trail,c.json.gz,,succeeded,200,,"records=5&ruleFailures=3&rule.StartSession=4&others=2&others.matches=7"',
  'my-trail,d%2Be.json.gz,,failed,,,"s3://my-trail/d+e.json.gz: no such ""key"", gone"',
  '',
].join('\n');

describe('backfill report', () => {
  const reportFile = (text: string) => {
    const path = join(folder, 'report.csv');
    writeFileSync(path, text);
    return path;
  };

  it('adds up rule by rule, and names what failed', async () =>
    expect(await runMain(['backfill', 'report', reportFile(report)])).toEqual({
      code: 1,
      stdout: [
        'rule                                    matches',
        'StartSession                            5',
        'Root login                              2',
        '(rules that did not fit into a result)  7',
        '',
      ].join('\n'),
      stderr: [
        '2 log files with 15 records; 1 failed',
        'warning: rules failed on records 3 times, see the log of the function',
        'error: s3://my-trail/d+e.json.gz: s3://my-trail/d+e.json.gz: no such "key", gone',
        '',
      ].join('\n'),
    }));

  it('gives JSON, of all reports of a job in S3', async () => {
    const [first = '', ...others] = report.split('\n');
    s3.put('state', 'back/reports/job-1/results/1.csv', first);
    s3.put('state', 'back/reports/job-1/results/2.csv', others.join('\n'));
    s3.put('state', 'back/reports/job-1/manifest.json', '{}');
    const { stdout } = await runMain(['backfill', 'report', 's3://state/back/reports/job-1/', '-f', 'json']);
    expect(JSON.parse(stdout)).toEqual({
      succeeded: 2,
      uncounted: 0,
      failed: [{ uri: 's3://my-trail/d+e.json.gz', reason: expect.any(String) }],
      records: 15,
      ruleFailures: 3,
      matches: { StartSession: 5, 'Root login': 2 },
      others: { rules: 2, matches: 7 },
    });
  });

  it('says that a job was not created to count', async () =>
    expect(await runMain(['backfill', 'report', reportFile('b,k,,succeeded,200,,\n')])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('warning: 1 of them have no counts'),
    }));

  it.each(['{}\n', 'my-trail,AWSLogs/a.json.gz\n', 'one, two, three: four, five, six, seven\n'])(
    'refuses what is no completion report: %j',
    async (text) =>
      expect(await runMain(['backfill', 'report', reportFile(text)])).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('error: expected completion reports in CSV, got none in'),
      }),
  );

  it('moves the cursor of no terminal', async () => {
    const text = 'b,k,,succeeded,200,,records=1&rule.%1B[2J%C2%9B2J=3\nb,%C2%9B2J,,failed,,,\u009b2J\n';
    for (const format of ['table', 'json']) {
      const { stdout, stderr } = await runMain(['backfill', 'report', reportFile(text), '-f', format]);
      expect(stdout + stderr).toContain('2J');
      expect(stdout + stderr).not.toMatch(/(?!\n)\p{Cc}/u);
    }
  });

  it('names a report that is not there', async () =>
    expect(await runMain(['backfill', 'report', 's3://state/none.csv'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: s3:\/\/state\/none.csv: cannot be read: NoSuchKey: /),
    }));
});
