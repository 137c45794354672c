import { expect, it } from 'vitest';
import { eventKeyOf } from '../../../src/alerts/event-key.ts';
import { entryOf, summaryOf } from '../../../src/alerts/roundup.ts';
import { anAlert, aRecord, aRoundup } from '../../support/builders.ts';

it('keeps the facts of each match, and what identifies the event', () =>
  expect(entryOf(anAlert())).toEqual({
    key: eventKeyOf(aRecord()),
    day: '2026-11-20',
    logFile: 's3://my-trail/AWSLogs/1.json.gz',
    eventId: 'event-1',
    when: '2026-11-20T09:02:11Z',
    who: 'arn:aws:iam::111122223333:user/alice',
    account: '111122223333',
    from: '203.0.113.7',
  }));

it('counts, and gives the time span and the most frequent users, accounts and addresses', () => {
  const by = (user: string, minute: number) =>
    anAlert({
      record: aRecord({
        eventID: `${user}-${minute}`,
        eventTime: `2026-11-20T09:${String(minute).padStart(2, '0')}:00Z`,
        userIdentity: { arn: user },
      }),
    });
  expect(summaryOf(aRoundup(by('alice', 30), by('bob', 5), by('bob', 59)))).toEqual({
    count: 3,
    first: '2026-11-20T09:05:00Z',
    last: '2026-11-20T09:59:00Z',
    who: { bob: 2, alice: 1 },
    accounts: { '111122223333': 3 },
    from: { '203.0.113.7': 3 },
    eventIDs: ['alice-30', 'bob-5', 'bob-59'],
  });
});

it('names the five most frequent values', () => {
  const users = ['a', 'b', 'c', 'd', 'e', 'f', 'f'];
  const { who } = summaryOf(
    aRoundup(...users.map((arn) => anAlert({ record: aRecord({ userIdentity: { arn } }) }))),
  );
  expect(Object.keys(who)).toEqual(['f', 'a', 'b', 'c', 'd']);
});

it('leaves out what its records do not say', () =>
  expect(summaryOf(aRoundup(anAlert({ record: {} }), anAlert({ record: { eventTime: 5 } })))).toEqual({
    count: 2,
    first: undefined,
    last: undefined,
    who: {},
    accounts: {},
    from: {},
    eventIDs: [],
  }));
