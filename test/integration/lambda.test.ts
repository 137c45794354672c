import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { snsMessage } from '../../src/destinations/sns/message.ts';
import { anAlert, aTag } from '../support/builders.ts';
import { topic } from '../support/destinations/sns.ts';
import { batchEvent } from '../support/events.ts';
import { fault } from '../support/faults.ts';
import { readText } from '../support/fixtures.ts';
import { startLambda } from '../support/lambda.ts';
import { startServices } from '../support/services.ts';
import { slackError } from '../support/slack/errors.ts';

const event = JSON.parse(readText('fixtures/events/s3-object-created.json'));
const key: string = event.Records[0].s3.object.key;
const morning = readText('fixtures/log-files/morning.json');

const configFor = (webhookUrl: string) =>
  readText('tattletail.example.toml')
    .replace(/https:\/\/hooks.slack.com\S*(?=")/, webhookUrl)
    .replace('arn:aws:sns:us-east-1:111122223333:security-alerts', topic);

/** The services, and a function that calls them, with a log file in S3 and its config bundled or in S3 too. */
const start = async ({
  bundled = true,
  config = configFor,
}: {
  bundled?: boolean;
  config?: typeof configFor;
} = {}) => {
  const services = await startServices();
  const { s3, ses, slack, sns } = services;
  s3.put('my-trail', key, gzipSync(morning));
  const text = config(slack.webhookUrl);
  if (!bundled) s3.put('config', 'tattletail.toml', text);
  const lambda = await startLambda(
    {
      AWS_ENDPOINT_URL_S3: s3.url,
      AWS_ENDPOINT_URL_SESV2: ses.url,
      AWS_ENDPOINT_URL_SNS: sns.url,
      ...(!bundled && { S3_CONFIG_BUCKET: 'config', S3_CONFIG_PATH: 'tattletail.toml' }),
    },
    bundled ? { config: text } : {},
  );
  return {
    ...services,
    lambda,
    [Symbol.asyncDispose]: async () => {
      await lambda[Symbol.asyncDispose]();
      await services[Symbol.asyncDispose]();
    },
  };
};

const nothing = { ok: true, response: null };

describe('the zip under the real runtime client', () => {
  it('counts for a job of S3 Batch Operations and alerts nobody, and alerts for one that does not ask for counts', async () => {
    await using it = await start();
    const job = (mode: object) => ({
      ...batchEvent('2.0', { s3Bucket: 'my-trail', s3Key: encodeURIComponent(key) }),
      job: { id: 'job', userArguments: mode },
    });
    const resultOf = (resultString: unknown) => ({
      ok: true,
      response: { results: [{ taskId: 'task-0', resultCode: 'Succeeded', resultString }] },
    });
    expect(await it.lambda.invoke(job({ mode: 'count' }))).toMatchObject(
      resultOf(expect.stringMatching(/^records=\d+&rule\.[\w+.]+=\d/)),
    );
    expect([...it.ses.sent, ...it.sns.published, ...it.slack.posted]).toEqual([]);
    expect(await it.lambda.invoke(job({}))).toMatchObject(resultOf(''));
    expect(it.sns.published).not.toEqual([]);
  });

  it('sends a sample alert when an event asks for one, and answers what came back without an error', async () => {
    await using it = await start();
    const ask = (destination: string) => it.lambda.invoke({ tattletail: 'notify', destination });
    expect(await ask('Security mail')).toMatchObject({ ok: true, response: { outcome: 'accepted' } });
    expect(it.ses.sent).toHaveLength(1);
    it.slack.faults.plan(() => fault.answer(slackError('no_service')));
    expect(await ask('Security channel')).toMatchObject({
      ok: true,
      response: { outcome: 'refused', message: 'Slack answered 404: no_service' },
    });
    expect(it.slack.requests).toHaveLength(1);
    expect(it.lambda.output()).not.toContain('reserved key');
    expect(it.lambda.logs).toContainEqual(
      expect.objectContaining({ outcome: 'refused', reason: 'Slack answered 404: no_service' }),
    );
  });

  it.each([true, false])(
    'tells Slack, SES and SNS about the matches of a log file (config bundled: %s)',
    async (bundled) => {
      await using it = await start({ bundled });
      expect(await it.lambda.invoke(event)).toEqual(nothing);
      expect(it.slack.posted.map(({ payload }) => payload.text)).toEqual([
        expect.stringMatching(
          /^HIGH · Access key created · `CreateAccessKey \(iam\.amazonaws\.com\)` · `succeeded` · `alice \(IAM user\)` · /,
        ),
        expect.stringMatching(/^MEDIUM · Session Manager session started · /),
        expect.stringMatching(/^MEDIUM · User created · /),
      ]);
      expect(it.ses.sent).toMatchObject([
        {
          subject: expect.stringMatching(
            /^\[MEDIUM\] User created: .+ created user backup-admin \(111122223333 us-east-1\)$/,
          ),
        },
      ]);
      const record = JSON.parse(morning).Records[4];
      const rule = { name: 'User created', description: 'Somebody created an IAM user.' };
      expect(it.sns.published).toMatchObject([
        {
          topicArn: topic,
          message: snsMessage(anAlert({ rule, record, output: 'new user: backup-admin' }), aTag()),
        },
      ]);
    },
  );

  it('logs one summary for each invocation, and counts it in metrics', async () => {
    await using it = await start();
    await it.lambda.invoke(event);
    const totals = {
      logFiles: 1,
      records: 6,
      inspected: 6,
      own: 0,
      failed: 0,
      matches: 3,
      ignored: 0,
      delivered: 5,
      deduplicated: 0,
      undelivered: 0,
      fallbacks: 0,
      ruleFailures: 0,
      problems: 0,
    };
    expect(it.lambda.logs).toContainEqual(
      expect.objectContaining({
        level: 'INFO',
        message: 'Inspected',
        requestId: 'request-1',
        ms: expect.any(Number),
        skipped: 0,
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        ...totals,
      }),
    );
    expect(it.lambda.logs).toContainEqual(
      expect.objectContaining({ _aws: expect.anything(), matches: 3, delivered: 5 }),
    );
  });

  it.each([
    [true, { config: 'tattletail.toml' }],
    [false, { config: 's3://config/tattletail.toml', configEtag: expect.stringMatching(/^[^"]+$/) }],
  ])('says in the summary which config it has used (bundled: %s)', async (bundled, named) => {
    await using it = await start({ bundled });
    await it.lambda.invoke(event);
    const summary = it.lambda.logs.find((line) => JSON.stringify(line).includes('"Inspected"'));
    expect(summary).toMatchObject({ ...named, configSha256: expect.stringMatching(/^[\da-f]{64}$/) });
    expect(Object.keys(summary ?? {}).includes('configEtag')).toBe(!bundled);
  });

  it('logs for each log file which rules matched, how often, and the first event', async () => {
    await using it = await start();
    await it.lambda.invoke(event);
    for (const [rule, eventId] of [
      ['Access key created', '5eed0000-1111-4222-8333-000000000002'],
      ['Session Manager session started', '5eed0000-1111-4222-8333-000000000003'],
      ['User created', '5eed0000-1111-4222-8333-000000000005'],
    ]) {
      const matched = { level: 'INFO', message: 'A rule matched', rule, eventId, times: 1 };
      expect(it.lambda.logs).toContainEqual(
        expect.objectContaining({ ...matched, logFile: `s3://my-trail/${key}` }),
      );
    }
  });

  it('does nothing for the test event of S3 and for removed objects', async () => {
    await using it = await start();
    expect(await it.lambda.invoke(JSON.parse(readText('fixtures/events/s3-test-event.json')))).toEqual(
      nothing,
    );
    const removed = structuredClone(event);
    removed.Records[0].eventName = 'ObjectRemoved:Delete';
    expect(await it.lambda.invoke(removed)).toEqual(nothing);
    expect(it.s3.requests).toEqual([]);
  });

  it('skips a digest, and counts it', async () => {
    await using it = await start();
    const digest = structuredClone(event);
    digest.Records[0].s3.object.key = key.replaceAll('CloudTrail', 'CloudTrail-Digest');
    expect(await it.lambda.invoke(digest)).toEqual(nothing);
    expect(it.lambda.logs).toContainEqual(expect.objectContaining({ logFiles: 0, skipped: 1 }));
  });

  it('throws for an event that it does not know', async () => {
    await using it = await start();
    expect(await it.lambda.invoke({ hello: 'world' })).toEqual({
      ok: false,
      errorType: 'UnknownEventError',
      errorMessage: 'expected an event that names log files, got an object with hello',
    });
    expect(it.lambda.output(), 'where nothing was counted').not.toContain('metrics');
  });

  it('tells everything that it can, then throws what it could not', async () => {
    await using it = await start();
    const two = { Records: [structuredClone(event.Records[0]), ...event.Records] };
    two.Records[0].s3.object.key = 'AWSLogs/gone.json.gz';
    it.slack.faults.next(fault.answer(slackError('no_service')));
    const { ok, errorMessage } = (await it.lambda.invoke(two)) as { ok: boolean; errorMessage: string };
    expect(ok).toBe(false);
    expect(errorMessage.split('\n').map((line) => line.trim())).toEqual([
      '2 failed:',
      's3://my-trail/AWSLogs/gone.json.gz: NoSuchKey: there is no such object',
      `s3://my-trail/${key}: alert of rule "Access key created" on event 5eed0000-1111-4222-8333-000000000002 not delivered to slack_webhook "Security channel": Slack answered 404: no_service`,
    ]);
    expect([it.slack.posted.length, it.ses.sent.length, it.sns.published.length]).toEqual([2, 1, 1]);
  });

  it('ends before Lambda kills it', async () => {
    await using it = await start();
    it.s3.faults.plan(() => fault.hang());
    expect(await it.lambda.invoke(event, 6000)).toMatchObject({
      errorType: 'InspectionError',
      errorMessage: expect.stringContaining('time ran out'),
    });
  });

  it('has time to work where its timeout is short', async () => {
    await using it = await start();
    expect(await it.lambda.invoke(event, 4_900)).toEqual(nothing);
    expect(it.slack.posted).toHaveLength(3);
  });

  it('never logs a record or a webhook URL', async () => {
    await using it = await start({
      config: (url) =>
        `${configFor(url)}\n[[rule]]\nname = "fails"\njq_match = 'error("seen: \\(.)")'\ndestinations = []\n`,
    });
    it.slack.faults.next(fault.lostResponse(), fault.answer(slackError('invalid_blocks')));
    await it.lambda.invoke(event);
    expect(it.lambda.output()).not.toContain(new URL(it.slack.webhookUrl).pathname);
    expect(it.lambda.logs).toContainEqual(
      expect.objectContaining({ message: 'A rule failed', times: 6, error: 'seen: …' }),
    );
    expect(it.lambda.output()).not.toContain('sessionContext');
    expect(it.lambda.output()).not.toContain('accessKeyId');
  });
});

it('an event that comes again to the same process is told once', async () => {
  await using it = await start();
  await it.lambda.invoke(event);
  await it.lambda.invoke(event);
  expect([it.slack.posted.length, it.ses.sent.length, it.sns.published.length]).toEqual([3, 1, 1]);
  expect(it.lambda.logs).toContainEqual(
    expect.objectContaining({ message: 'Inspected', delivered: 0, deduplicated: 5 }),
  );
});

describe('a config in S3', () => {
  it('is asked for at every invocation, and read again only when it has changed', async () => {
    await using it = await start({ bundled: false });
    await it.lambda.invoke(event);
    await it.lambda.invoke(event);
    expect(
      it.s3.requests.filter(({ target }) => target.includes('/config/')).map(({ status }) => status),
    ).toEqual([200, 304]);
    it.s3.put(
      'config',
      'tattletail.toml',
      configFor(it.slack.webhookUrl).replaceAll('Access key created', 'New key'),
    );
    await it.lambda.invoke(event);
    expect(it.slack.posted.at(-1)?.payload.text).toMatch(/^HIGH · New key · /);
  });

  const hasNoRules = /^The config is broken.*has no rules, and does not replace/s;
  it.each([
    ['breaks', '[[rule]]\nname = "R"\n', /^The config is broken.*jq_match is missing/s],
    ['is empty', '', hasNoRules],
    ['has only comments', '# [[rule]]\n', hasNoRules],
    [
      'has only destinations',
      '[[destination]]\nid = "topic"\ntype = "sns"\nsns_arn = "arn:aws:sns:us-east-1:111122223333:t"\n',
      hasNoRules,
    ],
    ['has an empty list of rules', 'rule = []\n', hasNoRules],
  ])('that %s is an error in the log and a metric, and the last good one stays in use', async (...row) => {
    const [, text, message] = row;
    await using it = await start({ bundled: false });
    await it.lambda.invoke(event);
    it.s3.put('config', 'tattletail.toml', text);
    it.s3.put('my-trail', key, gzipSync(morning.replaceAll('5eed0000', 'feed0000')));
    expect(await it.lambda.invoke(event)).toEqual(nothing);
    expect(it.slack.posted).toHaveLength(6);
    expect(it.lambda.logs).toContainEqual(
      expect.objectContaining({
        level: 'ERROR',
        message: expect.stringMatching(message),
      }),
    );
    expect(it.lambda.logs).toContainEqual(
      expect.objectContaining({ _aws: expect.anything(), brokenConfig: 1 }),
    );
  });

  it('that has no rules from the start is a warning in the log', async () => {
    await using it = await start({ bundled: false, config: () => '' });
    expect(await it.lambda.invoke(event)).toEqual(nothing);
    expect(it.lambda.logs).toContainEqual(
      expect.objectContaining({
        level: 'WARN',
        message: 's3://config/tattletail.toml has no rules: no alert will be sent',
      }),
    );
  });

  it('that is broken from the start throws at every invocation, and is an error in the log and a metric', async () => {
    await using it = await start({ bundled: false, config: () => 'rule = 1' });
    for (const _ of [1, 2]) expect(await it.lambda.invoke(event)).toMatchObject({ errorType: 'ConfigError' });
    expect(it.lambda.logs).toContainEqual(
      expect.objectContaining({
        level: 'ERROR',
        message: 'The config is broken, nothing is inspected',
      }),
    );
    expect(it.lambda.logs).toContainEqual(
      expect.objectContaining({ _aws: expect.anything(), brokenConfig: 1 }),
    );
  });
});
