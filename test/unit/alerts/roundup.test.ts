import { describe, expect, it } from 'vitest';
import { contentOf, eventKeyOf } from '../../../src/alerts/event-key.ts';
import { entryOf } from '../../../src/alerts/roundup.ts';
import { anAlert, aRecord } from '../../support/builders.ts';

it('keeps the facts of each match, and what identifies the event', () => {
  const { content, ...facts } = entryOf(anAlert());
  expect([content(), content()]).toEqual([contentOf(aRecord()), contentOf(aRecord())]);
  expect(facts).toEqual({
    key: eventKeyOf(aRecord()),
    logFile: 's3://my-trail/AWSLogs/1.json.gz',
    eventId: 'event-1',
    when: '2026-11-20T09:02:11Z',
    who: 'arn:aws:iam::111122223333:user/alice',
    identity: 'arn:aws:iam::111122223333:user/alice',
    isRoot: false,
    what: 'CreateAccessKey (iam.amazonaws.com)',
    account: '111122223333',
    from: '203.0.113.7',
    outcome: 'succeeded',
    target: undefined,
  });
});

it('keeps no long text, whatever the record holds', () => {
  const long = 'x'.repeat(100_000);
  const record = aRecord({
    eventID: long,
    eventTime: long,
    eventName: long,
    sourceIPAddress: long,
    recipientAccountId: long,
    userIdentity: { arn: long },
    errorCode: long,
    requestParameters: { userName: long, a: [long, long] },
  });
  const { content, ...texts } = entryOf(anAlert({ record }));
  for (const text of [content(), ...Object.values(texts)]) expect(String(text).length).toBeLessThan(301);
});

describe('names the caller as it always did, since messages for programs show it', () => {
  const person = { userId: '544894e8-80c1', identityStoreArn: 'arn:aws:identitystore::1:identitystore/d-1' };
  const anArn = 'arn:aws:sts::111122223333:assumed-role/web/session';

  it.each([
    [{ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, 'ec2.amazonaws.com'],
    [{ type: 'WebIdentityUser', userName: 'octo-org', principalId: 'p' }, 'octo-org'],
    [{ type: 'WebIdentityUser', userName: 'Root' }, 'Root (WebIdentityUser)'],
    [
      { type: 'WebIdentityUser', userName: 'arn:aws:iam::111122223333:root' },
      'arn:aws:iam::111122223333:root (WebIdentityUser)',
    ],
    [{ type: 'SAMLUser', userName: 'dave', identityProvider: 'idp.example' }, 'dave (idp.example)'],
    [
      { type: 'AWSAccount', principalId: 'AROA:session', accountId: '444455556666' },
      'AROA:session (account 444455556666)',
    ],
    [{ type: 'AWSAccount', principalId: 'AROA:session', accountId: '111122223333' }, 'AROA:session'],
    [{ type: 'AWSAccount', accountId: '444455556666' }, '444455556666'],
    [{ type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' }, 'ANONYMOUS_PRINCIPAL'],
    [{ type: 'Root', principalId: '111122223333', accountId: '111122223333' }, 'Root'],
    [{ type: 'IdentityCenterUser', arn: '', accountId: '111122223333', onBehalfOf: person }, '544894e8-80c1'],
    [{ type: 'AssumedRole', arn: anArn, onBehalfOf: person }, `${anArn} for 544894e8-80c1`],
    [{ type: 'AssumedRole', arn: anArn, sessionContext: { sourceIdentity: 'eve' } }, `${anArn} for eve`],
    [{ type: 'AssumedRole', arn: anArn, sessionContext: { sourceIdentity: 'session' } }, anArn],
    [{ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', accountId: '111122223333' }, 'AKIAIOSFODNN7EXAMPLE'],
    [{ accessKeyId: '', accountId: '111122223333' }, undefined],
    [{ type: 'Unknown' }, 'Unknown'],
    [{ userName: {}, onBehalfOf: [], invokedBy: 5, sessionContext: 'x' }, undefined],
  ])('of %j', (userIdentity, who) =>
    expect(entryOf(anAlert({ record: aRecord({ userIdentity }) })).who).toBe(who),
  );

  it('also one of a sign-in, with the ID that stays the same', () => {
    const userIdentity = { type: 'IdentityCenterUser', accountId: '111122223333', onBehalfOf: person };
    const record = aRecord({ userIdentity, additionalEventData: { UserName: 'alice@example.com' } });
    expect(entryOf(anAlert({ record })).who).toBe('alice@example.com (544894e8-80c1)');
  });
});
