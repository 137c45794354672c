import { describe, expect, it } from 'vitest';
import { ses } from '../../../src/destinations/ses/ses.ts';
import { sns } from '../../../src/destinations/sns/sns.ts';
import type { JsonObject } from '../../../src/json.ts';
import { ownCallsOf } from '../../../src/own-calls.ts';
import { createWithoutOwn, type Self } from '../../../src/trail/own-records.ts';
import { aRecord } from '../../support/builders.ts';

const arn = 'arn:aws:sts::111122223333:assumed-role/tattletail-role/tattletail';
const topicArn = 'arn:aws:sns:us-east-1:111122223333:alerts';

const config = {
  ignores: [],
  rules: [],
  destinations: [
    {
      id: 'sns',
      type: 'sns',
      rateLimit: undefined,
      isLocal: false,
      ...sns.settings.parse({ sns_arn: topicArn }),
    },
    {
      id: 'ses',
      type: 'ses',
      rateLimit: undefined,
      isLocal: false,
      ...ses.settings.parse({ from_email: 'tattletail@example.com', to_emails: ['a@example.com'] }),
    },
  ],
  delivery: {
    ledger: { bucket: 'state', prefix: 'claims/' },
    onLedgerError: 'send',
    roundupAfter: 20,
    maxSingle: 50,
  },
  included: ['s3://packs/threats.toml'],
  trail: { ownRecords: 'skip', verifyDigests: false },
  searched: [
    { bucket: 'packs', key: 'aws/' },
    { bucket: 'shared', key: '' },
  ],
} as const;

/** A function that has read log files of `my-trail`, and has made the request `ours`. */
const aFunction = (fields: Partial<Self> = {}) => {
  let asked = 0;
  const withoutOwn = createWithoutOwn({
    functionName: 'tattletail',
    arn: async () => {
      asked += 1;
      return arn;
    },
    hasRequested: (id) => id === 'ours',
    ...fields,
  })(
    ownCallsOf(config, {
      functionName: 'tattletail',
      configObject: { bucket: 'configs', key: 'tattletail.toml' },
      hasReadFrom: (bucket) => bucket === 'my-trail',
    }),
  );
  return { withoutOwn, asked: () => asked };
};

const s3 = 's3.amazonaws.com';
const kms = 'kms.amazonaws.com';

const aCall = (
  eventSource: string,
  eventName: string,
  requestParameters: JsonObject,
  more: JsonObject = {},
) =>
  aRecord({
    eventSource,
    eventName,
    requestParameters,
    sourceIPAddress: '198.51.100.1',
    requestID: 'of another process',
    ...more,
    // A test says whatever JSON it likes.
    userIdentity: { arn, accessKeyId: 'ASIAOTHER', ...(more.userIdentity as JsonObject | undefined) },
  });

const byService = { sourceIPAddress: 'AWS Internal', userIdentity: { invokedBy: 'AWS Internal' } };
const encrypted = (encryptionContext: JsonObject) => ({ encryptionContext, keyId: 'k' });
const ofObject = (key: string) => encrypted({ 'aws:s3:arn': `arn:aws:s3:::${key}` });
const read = (more?: JsonObject) =>
  aCall(s3, 'GetObject', { bucketName: 'my-trail', key: 'a.json.gz' }, more);
const claim = { bucketName: 'state', key: 'claims/v1/2026-11-20/abc' };

describe('records of what we do ourselves are left out', () => {
  it.each([
    ['reads of log files', read()],
    ['reads of the config', aCall(s3, 'GetObject', { bucketName: 'configs', key: 'tattletail.toml' })],
    ['reads of what it includes', aCall(s3, 'GetObject', { bucketName: 'packs', key: 'threats.toml' })],
    ['searches for it', aCall(s3, 'ListObjects', { bucketName: 'packs', prefix: 'aws/' })],
    ['searches in all of a bucket', aCall(s3, 'ListObjects', { bucketName: 'shared', 'list-type': '2' })],
    [
      'lists for a heartbeat',
      aCall(s3, 'ListObjects', { bucketName: 'state', prefix: 'claims/seen/2026-11-27/' }),
    ],
    ['reads of claims', aCall(s3, 'GetObject', claim)],
    ['claims', aCall(s3, 'PutObject', claim)],
    ['notes on threads', aCall(s3, 'PutObject', { bucketName: 'state', key: 'claims/threads/abc' })],
    ['claims that exist', aCall(s3, 'PutObject', claim, { errorCode: 'PreconditionFailed' })],
    ['keys of log files', aCall(kms, 'Decrypt', ofObject('my-trail/a.json.gz'), byService)],
    ['keys of claims', aCall(kms, 'GenerateDataKey', ofObject('state/claims/v1/x'), byService)],
    ['a key of the ledger’s bucket', aCall(kms, 'GenerateDataKey', ofObject('state'), byService)],
    [
      'a key of the topic',
      aCall(kms, 'GenerateDataKey', encrypted({ 'aws:sns:topicArn': topicArn }), byService),
    ],
    ['mails', aCall('ses.amazonaws.com', 'SendEmail', { fromEmailAddress: 'tattletail@example.com' })],
    ['messages', aCall('sns.amazonaws.com', 'Publish', { topicArn })],
    ['asking who we are', aCall('sts.amazonaws.com', 'GetCallerIdentity', {})],
  ])('%s', async (_, record) => expect(await aFunction().withoutOwn([record])).toEqual([]));

  it('also what was refused, when this process has requested it', async () =>
    expect(await aFunction().withoutOwn([read({ requestID: 'ours', errorCode: 'AccessDenied' })])).toEqual(
      [],
    ));
});

describe('records stay', () => {
  const by = (who: unknown) => read({ userIdentity: { arn: who } as JsonObject });
  it.each([
    ['of what our role does besides', aCall('iam.amazonaws.com', 'CreateUser', {})],
    ['of the same call in another service', aCall('dynamodb.amazonaws.com', 'GetObject', claim)],
    ['of a call that we do not make', aCall(s3, 'DeleteObject', claim)],
    ['of another role whose session is named after us', by(arn.replace('tattletail-role', 'evil'))],
    ['of the same role in another account', by(arn.replace('111122223333', '444455556666'))],
    ['of another function of our role', by(arn.replace(/tattletail$/, 'other'))],
    ['of nobody', by(undefined)],
    ['of somebody without a name', by({ toString: 1 })],
    ['without an identity', aRecord({ userIdentity: null })],
    ['whose call is no text', read({ eventSource: { toString: 1 }, eventName: null })],
    ['of reads of another bucket', aCall(s3, 'GetObject', { bucketName: 'salaries', key: 'a.json.gz' })],
    ['of reads of another config', aCall(s3, 'GetObject', { bucketName: 'configs', key: 'other.toml' })],
    ['of lists of other objects', aCall(s3, 'ListObjects', { bucketName: 'packs', prefix: 'secret/' })],
    ['of lists of a whole bucket', aCall(s3, 'ListObjects', { bucketName: 'packs' })],
    ['of lists of claims', aCall(s3, 'ListObjects', { bucketName: 'state', prefix: 'claims/v1/' })],
    ['of lists of the trail', aCall(s3, 'ListObjects', { bucketName: 'my-trail', prefix: 'aws/' })],
    ['of writes into the trail', aCall(s3, 'PutObject', { bucketName: 'my-trail', key: 'a.json.gz' })],
    ['of writes beside the claims', aCall(s3, 'PutObject', { bucketName: 'state', key: 'other' })],
    ['of requests for nothing', aCall(s3, 'PutObject', {})],
    ['of messages to another topic', aCall('sns.amazonaws.com', 'Publish', { topicArn: `${topicArn}2` })],
    [
      'of mails of another sender',
      aCall('ses.amazonaws.com', 'SendEmail', { fromEmailAddress: 'ceo@example.com' }),
    ],
    ['of what was refused', read({ errorCode: 'AccessDenied' })],
    ['of what does not exist', read({ errorCode: 'NoSuchKey' })],
    ['of keys of other objects', aCall(kms, 'Decrypt', ofObject('salaries/a'), byService)],
    ['of keys of our objects that no service asked for', aCall(kms, 'Decrypt', ofObject('my-trail/a'))],
    ['of keys of nothing', aCall(kms, 'Decrypt', {}, byService)],
  ])('%s', async (_, record) => expect(await aFunction().withoutOwn([record])).toEqual([record]));

  it('in their order', async () => {
    const others = ['1', '2', '3'].map((eventID) => aRecord({ eventID }));
    expect(await aFunction().withoutOwn(others.flatMap((other) => [other, read()]))).toEqual(others);
  });

  it('when nobody can say who we are', async () =>
    expect(await aFunction({ arn: async () => undefined }).withoutOwn([read()])).toEqual([read()]));
});

describe('records of our credentials elsewhere stay', () => {
  const from = (sourceIPAddress: string, more: JsonObject = {}) => read({ sourceIPAddress, ...more });

  it('once requests of this process have shown where we are', async () => {
    const { withoutOwn } = aFunction();
    const [ours, elsewhere] = [from('198.51.100.1', { requestID: 'ours' }), from('203.0.113.9')];
    expect(await withoutOwn([elsewhere, ours])).toEqual([elsewhere]);
    expect(await withoutOwn([from('198.51.100.1'), elsewhere])).toEqual([elsewhere]);
  });

  it('and so does everything of another process that is seen at two addresses', async () => {
    const { withoutOwn } = aFunction();
    expect(await withoutOwn([from('198.51.100.1')])).toEqual([]);
    const two = [from('198.51.100.1'), from('203.0.113.9')];
    expect(await withoutOwn(two)).toEqual(two);
    expect(await withoutOwn([from('198.51.100.1')])).toEqual([from('198.51.100.1')]);
  });

  it('but processes are at addresses of their own, and call each service from another', async () => {
    const other = { userIdentity: { accessKeyId: 'ASIATHIRD' } };
    const records = [
      from('198.51.100.1'),
      from('198.51.100.2', other),
      aCall('sns.amazonaws.com', 'Publish', { topicArn }, { sourceIPAddress: '198.51.100.3' }),
    ];
    expect(await aFunction().withoutOwn(records)).toEqual([]);
  });
});

describe('who we are is asked', () => {
  it('only when a record looks like ours', async () => {
    const { withoutOwn, asked } = aFunction();
    await withoutOwn([aRecord(), aCall('iam.amazonaws.com', 'CreateUser', {})]);
    expect(asked()).toBe(0);
  });

  it('once for many records', async () => {
    const { withoutOwn, asked } = aFunction();
    await withoutOwn([read(), read(), read()]);
    expect(asked()).toBe(1);
  });
});
