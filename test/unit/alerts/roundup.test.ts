import { expect, it } from 'vitest';
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
