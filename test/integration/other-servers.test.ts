import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import sesLocal from 'aws-ses-v2-local';
import { startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecord } from '../support/builders.ts';
import { created, done } from '../support/function.ts';
import { startLambda } from '../support/lambda.ts';

// It is CommonJS: Vitest gives the default export of its module, where Node and the types give the module.
const startSes = sesLocal as unknown as typeof sesLocal.default;

/** S3, SNS, SQS and SES as others understand them: our own servers may share a mistake with the function. */
let aws: Awaited<ReturnType<typeof startServers>>;
beforeAll(async () => {
  aws = await startServers();
});
afterAll(() => aws.stop());

const startServers = async () => {
  const fauxqs = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  const ses = await startSes({ host: '127.0.0.1', port: 0 });
  if (!ses.listening) await once(ses, 'listening');
  const address = ses.address();
  if (address === null || typeof address === 'string') throw new Error('SES has no port');
  for (const bucket of ['my-trail', 'state']) fauxqs.createBucket(bucket);
  fauxqs.createQueue('inbox');
  const { topicArn } = fauxqs.createTopic('alerts');
  fauxqs.subscribe({ topic: 'alerts', queue: 'inbox' });
  return {
    fauxqs,
    topicArn,
    endpoint: `http://127.0.0.1:${fauxqs.port}`,
    sesEndpoint: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      await fauxqs.stop();
      ses.close();
      ses.closeAllConnections();
    },
  };
};

const startFunction = (delivery = '') =>
  startLambda(
    {
      AWS_ENDPOINT_URL_S3: aws.endpoint,
      AWS_ENDPOINT_URL_SNS: aws.endpoint,
      AWS_ENDPOINT_URL_SESV2: aws.sesEndpoint,
    },
    {
      config: `
[[rule]]
name = "Access key created"
jq_match = '.eventName == "CreateAccessKey"'
destinations = ["topic", "mail"]

[[destination]]
id = "topic"
type = "sns"
sns_arn = "${aws.topicArn}"

[[destination]]
id = "mail"
type = "ses"
from_email = "tattletail@example.com"
to_emails = ["security@example.com"]
${delivery}`,
    },
  );

const putRecord = async (key: string, eventID: string): Promise<void> => {
  const client = new S3Client({
    endpoint: aws.endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not a secret' },
  });
  const Body = gzipSync(JSON.stringify({ Records: [aRecord({ eventName: 'CreateAccessKey', eventID })] }));
  await client.send(new PutObjectCommand({ Bucket: 'my-trail', Key: key, Body }));
  client.destroy();
};

/** What came out of the topic and the mailbox about an event. */
const received = async (eventID: string) => {
  const queued = aws.fauxqs.inspectQueue('inbox')?.messages.ready ?? [];
  const store = await fetch(`${aws.sesEndpoint}/store`);
  // As its README shows it.
  const { emails } = (await store.json()) as {
    emails: readonly { subject: string; body: { text: string } }[];
  };
  return {
    topic: queued
      .map(({ body }) => JSON.parse(JSON.parse(body).Message))
      .filter(({ record }) => record.eventID === eventID),
    mails: emails.filter(({ body }) => body.text.includes(eventID)),
  };
};

describe('against servers that are not ours', () => {
  it('a match reaches the topic and the mailbox', async () => {
    await putRecord('a b+c.json.gz', 'e1');
    await using lambda = await startFunction();
    expect(await lambda.invoke(created('a b+c.json.gz'))).toEqual(done);
    expect(await received('e1')).toMatchObject({
      topic: [{ name: 'Access key created', record: { eventName: 'CreateAccessKey' } }],
      mails: [{ subject: expect.stringMatching(/^Access key created: .+ \(111122223333 us-east-1\)$/) }],
    });
  });

  it('an object that is not there is an error that names it', async () => {
    await using lambda = await startFunction();
    expect(await lambda.invoke(created('none.json.gz'))).toMatchObject({
      ok: false,
      errorMessage: expect.stringContaining('s3://my-trail/none.json.gz: NoSuchKey'),
    });
  });

  it('a store that ignores conditional writes holds no claims, and every alert says so', async () => {
    await putRecord('b.json.gz', 'e2');
    await using lambda = await startFunction('[delivery]\nledger = "s3://state/claims/"\n');
    expect(await lambda.invoke(created('b.json.gz'))).toEqual(done);
    expect(await received('e2')).toMatchObject({
      topic: [{ note: 'possible duplicate: the ledger was unavailable' }],
      mails: [{ subject: expect.stringContaining('[possible duplicate') }],
    });
    expect(lambda.logs).toContainEqual(
      expect.objectContaining({ level: 'WARN', message: expect.stringContaining('the store ignores If-') }),
    );
  });
});
