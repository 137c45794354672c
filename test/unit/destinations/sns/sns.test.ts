import { describe, expect, it } from 'vitest';
import { asRecorded } from '../../../../src/alerts/display.ts';
import { chatbotMessage } from '../../../../src/destinations/sns/chatbot.ts';
import { snsMessage } from '../../../../src/destinations/sns/message.ts';
import { sns } from '../../../../src/destinations/sns/sns.ts';
import type { JsonObject } from '../../../../src/json.ts';
import {
  aBurst,
  aFailureAlert,
  anAlert,
  aRecord,
  aRoundup,
  aRuleFailure,
  aTag,
} from '../../../support/builders.ts';
import { topic } from '../../../support/destinations/sns.ts';
import { fault } from '../../../support/faults.ts';
import { startServices } from '../../../support/services.ts';
import { snsError } from '../../../support/sns/errors.ts';

it('publishes the message to the topic', async () => {
  await using services = await startServices();
  await services.send('sns', anAlert());
  expect(services.sns.published).toMatchObject([{ topicArn: topic, message: snsMessage(anAlert(), aTag()) }]);
});

it('publishes to a FIFO topic, which drops the same alert when it comes again', async () => {
  await using services = await startServices();
  await services.send('sns', anAlert(), { sns_arn: `${topic}.fifo` });
  await services.send('sns', anAlert(), { sns_arn: `${topic}.fifo` });
  expect(services.sns.published).toHaveLength(1);
  expect(services.sns.deduplicated).toHaveLength(1);
});

describe('of a rule with a threshold', () => {
  const records = ['1', '2'].map((eventID) =>
    aRecord({ eventID, eventTime: `2026-11-20T09:0${eventID}:00Z` }),
  );

  it('the message has the first record as the original would, and then what the burst is', () => {
    const [record] = records;
    const { name, description } = anAlert().rule;
    expect(JSON.parse(snsMessage(aBurst(records), aTag({ note: 'possible duplicate' })))).toEqual({
      ...{ name, description, record, match: record },
      burst: {
        count: 2,
        key: 'arn:aws:iam::111122223333:user/alice',
        first: '2026-11-20T09:01:00Z',
        last: '2026-11-20T09:02:00Z',
        eventIDs: ['1', '2'],
      },
      note: 'possible duplicate',
    });
  });

  it('it says how many event IDs it leaves out', () => {
    const many = Array.from({ length: 1500 }, (_, index) =>
      aRecord({ eventID: `${index}`.padStart(100, '0') }),
    );
    const { burst } = JSON.parse(snsMessage(aBurst(many), aTag()));
    expect(burst.count).toBe(1500);
    expect(burst.eventIDs.length + burst.more.eventIDs).toBe(1500);
    expect(burst.eventIDs.length).toBeLessThan(1000);
  });

  it('it is accepted however long the record is', async () => {
    await using services = await startServices();
    const large = records.map((record) => ({ ...record, requestParameters: 'x'.repeat(300_000) }));
    await services.send('sns', aBurst(large));
    expect(services.sns.published).toHaveLength(1);
  });
});

it('calls the region of the topic', async () => {
  const regions: string[] = [];
  const { createSend } = sns.settings.parse({ sns_arn: 'arn:aws-cn:sns:cn-north-1:111122223333:alerts' });
  const unused = () => Promise.reject(new Error('not needed'));
  const noted = (region: string) => {
    regions.push(region);
    return unused();
  };
  const aws = {
    ...{ s3: unused, ses: unused, sts: unused, sns: noted, eventbridge: unused },
    ...{ ssm: unused, secretsManager: unused, cloudtrail: unused },
  };
  await expect(
    createSend({ fetch, aws, display: asRecorded })(anAlert(), aTag(), AbortSignal.timeout(1000)),
  ).rejects.toThrow();
  expect(regions).toEqual(['cn-north-1']);
});

it('publishes nothing but the message and the alert ID without further keys, also of a rule with a severity', async () => {
  await using services = await startServices();
  const alert = anAlert({ rule: { severity: 'high' } });
  await services.send('sns', alert);
  const [{ message, attributes, subject, groupId } = {}] = services.sns.published;
  expect({ message, attributes, subject, groupId }).toEqual({
    message: snsMessage(alert, aTag()),
    attributes: [{ name: 'AlertId', type: 'String', value: aTag().id }],
  });
});

it('publishes a subject when asked for one', async () => {
  await using services = await startServices();
  const eventName = 'CreateUser\r\nBcc: a@b.example';
  const rule = { name: `Schlüssel ${'é'.repeat(100)}`, severity: 'high' } as const;
  for (const alert of [
    anAlert(),
    anAlert({ rule }),
    anAlert({ rule: { name: '\u202e' }, record: { eventName } }),
  ])
    await services.send('sns', alert, { subject: true });
  expect(services.sns.published.map(({ subject }) => subject)).toEqual([
    'Access key created: alice (IAM user) created an access key (111122223333 us-east-1)',
    expect.stringMatching(/^\[HIGH\] Schlussel e+\.\.\. \(111122223333 us-east-1\)$/),
    expect.stringMatching(/^: "CreateUser {1,2}Bcc: a@b\.example" succeeded$/),
  ]);
});

it('publishes the format that its settings name', async () => {
  await using services = await startServices();
  await services.send('sns', anAlert(), { format: 'chatbot' });
  expect(services.sns.published).toMatchObject([{ message: chatbotMessage(anAlert(), aTag()) }]);
});

describe('a message longer than SNS accepts is shortened, least needed fields first', () => {
  const parse = (message: string): JsonObject => JSON.parse(message);
  const record = (size: number) => aRecord({ requestParameters: 'x'.repeat(size) });

  it('the record is not sent twice', () => {
    const big = record(200_000);
    expect(parse(snsMessage(anAlert({ record: big }), aTag()))).toMatchObject({
      record: big,
      match: 'the whole record',
    });
  });

  it('then long fields are left out', () => {
    expect(parse(snsMessage(anAlert({ record: record(300_000) }), aTag()))).toMatchObject({
      record: { eventID: 'event-1', requestParameters: '(left out: too long for SNS)' },
      match: 'the whole record',
    });
  });

  it('and it says so, and where the log files are', async () => {
    const { truncated, logFiles } = parse(snsMessage(anAlert({ record: record(300_000) }), aTag()));
    expect([truncated, logFiles]).toEqual([true, ['s3://my-trail/AWSLogs/1.json.gz']]);
    expect(parse(snsMessage(anAlert({ record: record(200_000) }), aTag()))).not.toHaveProperty('truncated');
  });

  it('so that further attributes have room too', async () => {
    await using services = await startServices();
    const sizeOf = (padding: number) =>
      Buffer.byteLength(snsMessage(anAlert({ record: record(padding), output: true }), aTag()));
    for (const below of [0, 100, 144, 250, 400]) {
      const padding = 262_144 - below - sizeOf(0);
      await services.send('sns', anAlert({ record: record(padding), output: true }), { attributes: true });
    }
    expect(services.sns.published).toHaveLength(5);
  });

  it('which are those of more than 1,000 characters of JSON', () => {
    const shortened = (userAgent: string) =>
      parse(snsMessage(anAlert({ record: { ...record(300_000), userAgent }, output: true }), aTag())).record;
    expect(shortened('x'.repeat(998))).toMatchObject({ userAgent: 'x'.repeat(998) });
    expect(shortened('x'.repeat(999))).toMatchObject({ userAgent: '(left out: too long for SNS)' });
  });

  it.each([
    ['what the rule says of the match', anAlert({ record: record(300_000), output: 'why' }), 'why'],
    [
      'that it is a failure, and why',
      aFailureAlert(aRuleFailure({ record: record(300_000) })),
      { failure: { message: 'retry-limit-in-match over', times: 1, eventID: 'event-1' } },
    ],
    [
      'that it is a failure, even one with a long reason',
      aFailureAlert(aRuleFailure({ message: 'x'.repeat(300_000) })),
      { failure: '(left out: too long for SNS)' },
    ],
  ])('but not %s', (_, alert, match) => expect(parse(snsMessage(alert, aTag()))).toMatchObject({ match }));

  it.each(['event-1', 'x'.repeat(300_000)])('then everything but the event ID, %.10s', async (eventID) => {
    const manyFields = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`field${index}`, 'x'.repeat(100)]),
    );
    const description = `Why ${'x'.repeat(2000)}`;
    const alert = anAlert({ rule: { description }, record: aRecord({ ...manyFields, eventID }) });
    expect(parse(snsMessage(alert, aTag()))).toMatchObject({
      name: 'Access key created',
      description: description.slice(0, 1000),
      record: { eventID: eventID.slice(0, 1000) },
    });
    await using services = await startServices();
    await services.send('sns', alert);
    expect(services.sns.published).toHaveLength(1);
  });

  it.each([0, 76, 77, 150])(
    'so that SNS accepts it with its attributes, which count too: %i bytes below its limit',
    async (below) => {
      await using services = await startServices();
      const sizeOf = (padding: number) =>
        Buffer.byteLength(snsMessage(anAlert({ record: record(padding), output: true }), aTag()));
      const padding = 262_144 - below - sizeOf(0);
      await services.send('sns', anAlert({ record: record(padding), output: true }));
      expect(services.sns.published).toHaveLength(1);
    },
  );

  it('and what fits is not touched', () => {
    const fits = record(130_000);
    expect(parse(snsMessage(anAlert({ record: fits }), aTag()))).toMatchObject({ record: fits, match: fits });
  });
});

describe('the answer of SNS decides the outcome', () => {
  it.each([
    ['Throttled', { outcome: 'refused', retryable: true }],
    ['KMSThrottling', { outcome: 'refused', retryable: true }],
    ['InternalError', { outcome: 'unknown', retryable: true }],
    ['AuthorizationError', { outcome: 'refused', retryable: false }],
    ['NotFound', { outcome: 'refused', retryable: false }],
  ] as const)('%s', async (name, failure) => {
    await using services = await startServices();
    services.sns.faults.next(fault.answer(snsError(name)));
    await expect(services.send('sns', anAlert())).rejects.toMatchObject({ failure });
  });
});

describe('of a roundup, the message', () => {
  const alerts = [2, 1].map((n) =>
    anAlert({
      record: aRecord({ eventID: `e${n}`, eventTime: `2026-11-20T09:0${n}:00Z` }),
      logFile: `s3://t/${n}`,
    }),
  );
  const roundup = aRoundup(...alerts);

  it('is that of before, unless its details are asked for', () =>
    expect(Object.keys(JSON.parse(snsMessage(roundup, aTag())))).toEqual([
      ...['name', 'description', 'record', 'match'],
    ]));

  it('has the first event and all log files with `roundup_details`', () =>
    expect(JSON.parse(snsMessage(roundup, aTag(), { hasRoundupDetails: true }))).toMatchObject({
      example:
        'CreateAccessKey (iam.amazonaws.com) by arn:aws:iam::111122223333:user/alice succeeded (event e1)',
      logFiles: ['s3://t/2', 's3://t/1'],
    }));

  it('says how many log files have no room', () => {
    const many = Array.from({ length: 900 }, (_, n) => anAlert({ logFile: `s3://${'t'.repeat(100)}/${n}` }));
    const { logFiles, moreLogFiles } = JSON.parse(
      snsMessage(aRoundup(...many), aTag(), { hasRoundupDetails: true }),
    );
    expect(logFiles.length + moreLogFiles).toBe(900);
    expect(moreLogFiles).toBeGreaterThan(0);
  });

  it('has nothing more if it is about one match', () =>
    expect(JSON.parse(snsMessage(anAlert(), aTag(), { hasRoundupDetails: true }))).not.toHaveProperty(
      'logFiles',
    ));
});
