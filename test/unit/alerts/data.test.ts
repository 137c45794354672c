import { describe, expect, it } from 'vitest';
import { dataOf } from '../../../src/alerts/data.ts';
import { asRecorded } from '../../../src/alerts/display.ts';
import { aBurst, aFailureAlert, anAlert, aRecord, aRoundup, aRuleFailure } from '../../support/builders.ts';

const logFiles = ['s3://my-trail/AWSLogs/1.json.gz'];

it('a match has what its record says, with null where it does not say', () => {
  const record = aRecord({ requestParameters: { userName: 'eve' }, errorCode: 'AccessDenied' });
  const rule = { severity: 'high', runbookUrl: 'https://example.com/keys', attack: ['T1098.001'] } as const;
  const display = {
    ...asRecorded,
    accountName: (id: string) => (id === '111122223333' ? 'prod' : undefined),
  };
  expect(dataOf(anAlert({ rule, record, output: { key: 'AKIA' } }), display)).toEqual({
    kind: 'match',
    severity: 'high',
    title: 'Access key created',
    sentence: 'alice (IAM user) tried to create an access key for user eve, which was denied (AccessDenied)',
    description: 'Somebody created an access key.',
    rule: {
      id: 'Access key created',
      name: 'Access key created',
      tags: [],
      attack: ['T1098.001'],
      references: [],
      author: null,
    },
    who: 'alice (IAM user), arn:aws:iam::111122223333:user/alice',
    what: 'CreateAccessKey (iam.amazonaws.com)',
    outcome: { kind: 'denied', code: 'AccessDenied', message: null },
    target: 'user eve',
    account: { id: '111122223333', name: 'prod' },
    region: 'us-east-1',
    time: '2026-11-20T09:02:11Z',
    from: '203.0.113.7',
    links: {
      event: 'https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/event-1',
      runbook: 'https://example.com/keys',
    },
    annotation: { key: 'AKIA' },
    failure: null,
    operational: null,
    events: {
      count: 1,
      ids: ['event-1'],
      more: 0,
      first: '2026-11-20T09:02:11Z',
      last: '2026-11-20T09:02:11Z',
    },
    summary: null,
    record,
    logFiles,
  });
});

it('a record that says nothing gives nulls, and a rule without a severity counts as medium', () =>
  expect(dataOf(anAlert({ record: {} }))).toMatchObject({
    severity: 'medium',
    ...{ sentence: null, who: null, what: null, outcome: null, target: null, account: null, time: null },
    events: { count: 1, ids: [], first: null },
  }));

it('a burst has the first of its records, and counts all', () =>
  expect(dataOf(aBurst(['1', '2'].map((eventID) => aRecord({ eventID }))))).toMatchObject({
    kind: 'burst',
    events: { count: 2, ids: ['1', '2'], more: 0 },
    record: { eventID: '1' },
    logFiles,
  }));

describe('several events', () => {
  it('have no record, but are summarised', () =>
    expect(dataOf(aRoundup(anAlert(), anAlert({ record: aRecord({ eventID: '2' }) })))).toMatchObject({
      kind: 'roundup',
      ...{ record: null, who: null, outcome: null },
      events: { count: 2, ids: ['event-1', '2'] },
      summary: { accounts: [{ name: '111122223333', count: 2 }] },
    }));

  it('show as many IDs as fit, and how many more there are', () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      anAlert({ record: aRecord({ eventID: `${index}`.padStart(100, '0') }) }),
    );
    const { ids, more } = dataOf(aRoundup(...many)).events;
    expect(ids.length + more).toBe(1000);
    expect(JSON.stringify(ids).length).toBeLessThan(40_002);
  });
});

it('a rule that failed says why, with the record if there is one', () => {
  const failure = { message: 'retry-limit-in-match over', times: 1 };
  expect(dataOf(aFailureAlert(aRuleFailure()))).toMatchObject({
    ...{ kind: 'failure', failure, record: { eventID: 'event-1' }, annotation: null },
  });
  const first = aRuleFailure();
  const other = { ...first, record: aRecord({ eventName: 'DeleteAccessKey', eventID: '2' }) };
  const several = aFailureAlert(first, other);
  expect(dataOf(several)).toMatchObject({ failure: { times: 2 }, record: null, events: { count: 2 } });
});
