import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canaryRule } from '../../../src/canary/rule.ts';
import type { Claim } from '../../../src/delivery/ledger/claim.ts';
import { fault } from '../../support/faults.ts';
import { readText } from '../../support/fixtures.ts';
import { s3Calls } from '../../support/iam/calls.ts';
import { decide } from '../../support/iam/policy.ts';
import { runMain } from '../../support/run-main.ts';
import { s3Error } from '../../support/s3/errors.ts';
import { type S3Server, startS3 } from '../../support/s3-server.ts';

let s3: S3Server;

beforeEach(async () => {
  s3 = await startS3({ buckets: ['my-trail', 'my-tattletail-state', 'config'] });
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not a secret',
  }))
    vi.stubEnv(name, value);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await s3[Symbol.asyncDispose]();
});

const destination = (id: string, more = ''): string => `
[[destination]]
id = "${id}"
type = "webhook"
url = "https://example.com/${id}"
secrets = ["whsec_${Buffer.alloc(32, id).toString('base64')}"]
${more}`;

const rule = canaryRule(['chat']);
const ledger = '[delivery]\nledger = "s3://my-tattletail-state/claims"\n';

const configWith = (...tables: readonly string[]): string => [...tables, destination('chat')].join('\n');

/** Runs the command with a config, and with `more` options. */
const canary = (config: string, ...more: readonly string[]) => {
  const path = join(mkdtempSync(join(tmpdir(), 'canary-')), 'tattletail.toml');
  writeFileSync(path, config);
  return runMain(['canary', 's3://my-trail', '--config', path, ...more]);
};

/** Writes the claim of the first destination as the function would, once the canary is there. */
const claimAs = async (state: Claim['state']): Promise<void> => {
  await vi.waitUntil(() => s3.keys('my-trail').length > 0, { timeout: 30_000 });
  const { target = '' } = s3.requests.find((one) => one.target.startsWith('/my-tattletail-state/')) ?? {};
  const key = new URL(target, s3.url).pathname.slice('/my-tattletail-state/'.length);
  s3.put(
    'my-tattletail-state',
    key,
    JSON.stringify({ state, content: 'c', owner: 'o', until: 0, mayBeDuplicate: false }),
  );
};

const writtenBy = (run: { readonly stderr: string }): string =>
  /Wrote s3:\/\/my-trail\/(\S+)/.exec(run.stderr)?.[1] ?? '';

describe('canary', () => {
  it('writes one gzipped log file, waits for the claim, and says after how long the alert was delivered', async () => {
    const [run] = await Promise.all([canary(configWith(ledger, rule)), claimAs('delivered')]);
    expect(run).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^"chat" \(alert [0-9a-f]{8}\): delivered after \d+ s\n$/),
    });
    const key = writtenBy(run);
    expect(s3.writes).toMatchObject([{ bucket: 'my-trail', key, condition: 'If-None-Match: *' }]);
    const { body = new Uint8Array(), headers } = s3.object('my-trail', key) ?? {};
    expect(headers).toEqual({ 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect(JSON.parse(gunzipSync(body).toString())).toMatchObject({
      Records: [{ eventSource: 'canary.tattletail', eventName: 'TattletailCanary', readOnly: true }],
    });
  });

  it('shows the key and the record in a dry run, and writes and reads nothing', async () => {
    const run = await canary(
      configWith(ledger, rule),
      '--dry-run',
      '--account',
      '111122223333',
      '--region',
      'eu-central-1',
    );
    const [uri, ...record] = run.stdout.split('\n');
    expect(uri).toMatch(
      /^s3:\/\/my-trail\/AWSLogs\/111122223333\/CloudTrail\/eu-central-1\/\d{4}\/\d\d\/\d\d\//,
    );
    expect(JSON.parse(record.join('\n'))).toMatchObject({
      recipientAccountId: '111122223333',
      awsRegion: 'eu-central-1',
    });
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/should alert "chat" \(alert [0-9a-f]{8}\)\.\nNothing was written\.\n$/);
    expect(s3.requests).toEqual([]);
  });

  it('reads the config that the function reads, if none is named', async () => {
    s3.put('config', 'tattletail.toml', configWith(rule));
    const env = {
      S3_CONFIG_BUCKET: 'config',
      S3_CONFIG_PATH: 'tattletail.toml',
      TATTLETAIL_LEDGER: 's3://my-tattletail-state/l',
    };
    const [run] = await Promise.all([runMain(['canary', 's3://my-trail'], { env }), claimAs('delivered')]);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('delivered') });
    expect(s3.requests.some(({ target }) => target.startsWith('/my-tattletail-state/l/v1/'))).toBe(true);
  });

  it('knows by the routes which destinations should be alerted', async () => {
    const route = '[[route]]\nregions = ["eu-*"]\ndestinations = ["pager"]\n';
    const config = configWith(rule, route, destination('pager'));
    expect((await canary(config, '--dry-run')).stderr).not.toContain('"pager"');
    expect((await canary(config, '--dry-run', '--region', 'eu-west-1')).stderr).toContain('"chat" (alert');
    expect((await canary(config, '--dry-run', '--region', 'eu-west-1')).stderr).toContain('"pager" (alert');
  });
});

describe('docs/operations.md', () => {
  const page = readText('docs/operations.md');

  it('has the rule', () => expect(page).toContain(canaryRule(['Security channel', 'Security mail'])));

  it('has a policy that allows what the command does, and no other log file', async () => {
    const [, policy = '{}'] = /^Your credentials need .*?```json\n(.*?)```/ms.exec(page) ?? [];
    const decisionOf = (call: Parameters<typeof decide>[1]) => decide([JSON.parse(policy)], call);
    const [run] = await Promise.all([canary(configWith(ledger, rule)), claimAs('delivered')]);
    expect(run.code).toBe(0);
    const calls = s3Calls(s3.requests);
    expect(new Set(calls.map(({ action }) => action)).size).toBe(3);
    for (const call of calls)
      expect({ ...call, decision: decisionOf(call) }).toEqual({ ...call, decision: 'allowed' });
    const other = 'arn:aws:s3:::my-trail/AWSLogs/111122223333/CloudTrail/x.json.gz';
    expect(decisionOf({ action: 's3:PutObject', resource: other })).toBe('not allowed');
  });
});

describe('no alert in time fails, and says what to look at:', () => {
  it('nothing', async () => {
    const run = await canary(configWith(ledger, rule), '--wait', '1s');
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('not delivered within 1 s: the function has not begun to send it.');
    expect(run.stderr).toContain('tattletail doctor --live');
  });

  it.each([
    ['sending', 'the function was sending it'],
    ['refused', 'it was not accepted. To see what it answers: tattletail notify chat'],
    ['unknown', 'it may have arrived: look there'],
  ] as const)('%s', async (state, message) => {
    const [run] = await Promise.all([canary(configWith(ledger, rule), '--wait', '3s'), claimAs(state)]);
    expect(run).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(message) });
  });
});

describe('a canary that cannot be tried is refused:', () => {
  it('without a rule, with the rule to add, which is then enough', async () => {
    const run = await canary(configWith(ledger));
    expect(run).toMatchObject({
      code: 78,
      stdout: '',
      stderr: expect.stringContaining('no rule alerts about canaries'),
    });
    const suggested = run.stderr.slice(run.stderr.indexOf('[[rule]]'));
    expect(await canary(configWith(ledger, suggested), '--dry-run')).toMatchObject({ code: 0 });
    expect(s3.writes).toEqual([]);
  });

  it('with several rules', async () => {
    const other =
      '[[rule]]\nname = "All data events"\njq_match = \'.eventCategory == "Data"\'\ndestinations = ["chat"]\n';
    expect(await canary(configWith(ledger, rule, other))).toMatchObject({
      code: 78,
      stderr: expect.stringContaining(
        '2 alert about them: "Canary: nothing has happened", "All data events"',
      ),
    });
  });

  it('with an ignore', async () => {
    const ignore = '[[ignore]]\nname = "services"\njq_match = \'.userIdentity.type == "AWSService"\'\n';
    expect(await canary(configWith(ledger, rule, ignore))).toMatchObject({
      code: 78,
      stderr: expect.stringContaining('an [[ignore]] is for canaries too'),
    });
  });

  it('without access to the ledger, before anything is written', async () => {
    s3.faults.plan(({ target }) =>
      target.startsWith('/my-tattletail-state/') ? fault.answer(s3Error('AccessDenied')) : undefined,
    );
    const run = await canary(configWith(ledger, rule));
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('error: the ledger cannot be read: s3://my-tattletail-state/claims/v1/');
    expect(run.stderr).toContain(
      's3:GetObject on arn:aws:s3:::my-tattletail-state/claims/v1/*, s3:ListBucket on arn:aws:s3:::my-tattletail-state',
    );
    expect(s3.writes).toEqual([]);
  });

  it('with a ledger in a bucket that does not exist', async () => {
    const run = await canary(configWith(ledger.replace('my-tattletail-state', 'other-state'), rule));
    expect(run).toMatchObject({ code: 1, stderr: expect.stringContaining('NoSuchBucket') });
  });

  it('with a ledger in another region, which is named', async () => {
    const elsewhere = { status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' }, body: '' };
    s3.faults.plan(() => fault.answer(elsewhere));
    expect(await canary(configWith(ledger, rule))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the bucket is in eu-west-1: set AWS_REGION=eu-west-1'),
    });
  });

  it('without access to the bucket', async () => {
    s3.faults.plan(({ method }) => (method === 'PUT' ? fault.answer(s3Error('AccessDenied')) : undefined));
    const run = await canary(configWith(ledger, rule));
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('cannot be written: AccessDenied');
    expect(run.stderr).toContain('It needs s3:PutObject on arn:aws:s3:::my-trail/AWSLogs/000000000000/*');
  });

  it('in a bucket of another region, which is named', async () => {
    const elsewhere = { status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' }, body: '' };
    s3.faults.plan(({ method }) => (method === 'PUT' ? fault.answer(elsewhere) : undefined));
    expect(await canary(configWith(ledger, rule))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the bucket is in eu-west-1: set AWS_REGION=eu-west-1'),
    });
  });
});

describe('without a ledger', () => {
  it('it is written, and what to look for is said, but that is no success', async () => {
    const run = await canary(configWith(rule));
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(
      /Wrote s3:[\s\S]* should alert "chat" \(alert [0-9a-f]{8}\)[\s\S]*nobody knows whether it arrives/,
    );
    expect(s3.keys('my-trail')).toEqual([writtenBy(run)]);
  });

  it('it is enough to write it, if nobody waits', async () =>
    expect(await canary(configWith(rule), '--wait', '0')).toMatchObject({ code: 0 }));
});

it.each([
  [['my-trail']],
  [['s3://my-trail/AWSLogs/111122223333/']],
  [['s3://my-trail', '--account', '1']],
  [['s3://my-trail', '--region', 'moon']],
  [['s3://my-trail', '--wait', '15']],
])('refuses %j', async (args) => expect(await runMain(['canary', ...args])).toMatchObject({ code: 64 }));
