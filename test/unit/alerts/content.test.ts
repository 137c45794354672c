import { describe, expect, it } from 'vitest';
import type { BurstAlert } from '../../../src/alerts/alert.ts';
import { contentOf } from '../../../src/alerts/content.ts';
import { entryOf, entryOfBurst } from '../../../src/alerts/roundup.ts';
import {
  aBurst,
  aFailureAlert,
  anAlert,
  aRecord,
  aRoundup,
  aRule,
  aRuleFailure,
  aThreshold,
} from '../../support/builders.ts';

it('a match has the rule, its output, who did what, where and when, and the record', () => {
  const record = aRecord({ errorCode: 'AccessDenied' });
  expect(contentOf(anAlert({ record, output: { user: 'bob' } }))).toEqual({
    title: 'Access key created',
    description: 'Somebody created an access key.',
    sentence: 'alice (IAM user) tried to create an access key, which was denied (AccessDenied)',
    annotation: ['Match', { user: 'bob' }],
    facts: [
      ['What', 'CreateAccessKey (iam.amazonaws.com)'],
      ['Outcome', 'denied (AccessDenied)'],
      ['Who', 'alice (IAM user), arn:aws:iam::111122223333:user/alice'],
      ['Error', 'AccessDenied'],
      ['Account', '111122223333'],
      ['Region', 'us-east-1'],
      ['When', '2026-11-20T09:02:11Z'],
      ['From', '203.0.113.7'],
      ['Event', 'event-1'],
    ],
    place: '111122223333 us-east-1',
    details: record,
    severity: undefined,
    links: {
      event: 'https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/event-1',
      runbook: undefined,
    },
  });
});

describe('the severity and the runbook of its rule', () => {
  const rule = { severity: 'high', runbookUrl: 'https://runbooks.example/1' } as const;

  it.each([
    ['a match', anAlert({ rule })],
    ['a roundup', aRoundup(anAlert({ rule }), anAlert({ rule }))],
    ['a failure', aFailureAlert(aRuleFailure({ rule: aRule(rule) }))],
  ])('are in %s', (_, alert) =>
    expect(contentOf(alert)).toMatchObject({ severity: 'high', links: { runbook: rule.runbookUrl } }),
  );
});

it('a match of an empty record has no facts and no place', () =>
  expect(contentOf(anAlert({ record: {} }))).toMatchObject({ facts: [], place: '', annotation: undefined }));

describe('a burst', () => {
  const records = ['1', '2', '3'].map((eventID) =>
    aRecord({ eventID, eventTime: `2026-11-20T09:0${eventID}:00Z`, sourceIPAddress: `203.0.113.${eventID}` }),
  );

  it('has what it is, then the first of its matches, and the IDs of its events', () =>
    expect(contentOf(aBurst(records))).toMatchObject({
      title: 'Access key created',
      sentence: 'alice (IAM user) created an access key (the first of 3 matches)',
      facts: [
        [
          'Burst',
          '3 times by arn:aws:iam::111122223333:user/alice between 2026-11-20T09:01:00Z and 2026-11-20T09:03:00Z',
        ],
        ['What', 'CreateAccessKey (iam.amazonaws.com)'],
        ['Outcome', 'succeeded'],
        ['Who', 'alice (IAM user), arn:aws:iam::111122223333:user/alice'],
        ['Account', '111122223333'],
        ['Region', 'us-east-1'],
        ['From', '203.0.113.1'],
        ['Events', ['1', '2', '3']],
      ],
      place: '111122223333 us-east-1',
      details: records[0],
    }));

  it('says how many different values there are', () => {
    const distinct = { program: 1, jq: '.sourceIPAddress', definitions: '' };
    expect(contentOf(aBurst(records, { threshold: { distinct } })).facts[0]?.[1]).toMatch(
      / by \S+ \(3 different \.sourceIPAddress\) between /,
    );
  });

  it('has its events in a roundup, up to a bound', () => {
    const many = (prefix: string, count: number) =>
      aBurst(Array.from({ length: count }, (_, index) => aRecord({ eventID: `${prefix}-${index}` })));
    const details = (...bursts: readonly BurstAlert[]) => {
      const roundup = { ...aRoundup(), entries: bursts.map(entryOfBurst) };
      return contentOf(roundup).details as { readonly eventIDs: readonly string[] }; // it is a roundup
    };
    expect(details(many('a', 3), many('b', 2)).eventIDs).toEqual(['a-0', 'b-0', 'a-1', 'a-2', 'b-1']);
    expect(details(many('a', 130)).eventIDs.slice(99)).toEqual(['a-99', 'a-100', 'and 29 more']);
    const storm = details(...Array.from({ length: 20 }, (_, index) => many(`b-${index}`, 101))).eventIDs;
    expect([storm.length, storm.at(-1)]).toEqual([1001, 'and 1020 more']);
  });

  it('says in a roundup how many there are', () => {
    const { record, logFile, rule } = aBurst(records);
    const entry = { ...entryOf({ kind: 'match', rule, record, output: true, logFile }), times: 3 };
    expect(
      contentOf({ ...aRoundup(), rule: aRule({ threshold: aThreshold() }), entries: [entry] }),
    ).toMatchObject({
      title: 'Access key created: 1 more burst',
      facts: expect.arrayContaining([['Who', ['arn:aws:iam::111122223333:user/alice (3)']]]),
    });
  });
});

describe('a roundup', () => {
  const other = anAlert({
    record: aRecord({
      eventID: 'event-2',
      eventTime: '2026-11-20T10:00:00Z',
      requestParameters: { userName: 'eve' },
      errorCode: 'AccessDenied',
    }),
  });

  it('says how many more, from when to when, and who, where and from where', () =>
    expect(contentOf(aRoundup(anAlert(), other))).toEqual({
      title: 'Access key created: 2 more matches',
      description: 'Somebody created an access key.',
      annotation: undefined,
      facts: [
        [
          'Example',
          'CreateAccessKey (iam.amazonaws.com) by arn:aws:iam::111122223333:user/alice succeeded (event event-1)',
        ],
        ['What', ['CreateAccessKey (iam.amazonaws.com) (2)']],
        ['Outcome', ['succeeded (1)', 'denied (AccessDenied) (1)']],
        ['Who', ['arn:aws:iam::111122223333:user/alice (2)']],
        ['Target', ['user eve (1)']],
        ['Account', ['111122223333 (2)']],
        ['From', ['203.0.113.7 (2)']],
        ['First', '2026-11-20T09:02:11Z'],
        ['Last', '2026-11-20T10:00:00Z'],
      ],
      place: '',
      details: { eventIDs: ['event-1', 'event-2'] },
      severity: undefined,
      links: { event: undefined, runbook: undefined },
    }));

  it('of one match says so', () => expect(contentOf(aRoundup(other)).title).toMatch(/: 1 more match$/));

  it('of everything does not say that there is more', () =>
    expect(contentOf({ ...aRoundup(anAlert(), other), isRest: false }).title).toMatch(/: 2 matches$/));

  it('of empty records has only a title', () =>
    expect(contentOf(aRoundup(anAlert({ record: {} })))).toMatchObject({
      facts: [],
      details: { eventIDs: [] },
    }));
});

describe('a failure', () => {
  it('says which rule, why, and on which event, but not the whole record', () =>
    expect(contentOf(aFailureAlert(aRuleFailure()))).toMatchObject({
      title: 'Rule failed: Access key created',
      description: 'The rule could not be evaluated on the event below, so it may have missed a match.',
      annotation: ['Reason', 'retry-limit-in-match over'],
      facts: expect.arrayContaining([['Event', 'event-1']]),
      details: undefined,
    }));

  it('says on how many events', () => {
    const rule = aRule();
    expect(contentOf(aFailureAlert(aRuleFailure({ rule }), aRuleFailure({ rule }))).description).toMatch(
      /on the event below, and on 1 more, so/,
    );
  });

  it('on several kinds of events says how many, why, and who did what', () => {
    const rule = aRule();
    const failures = [
      aRuleFailure({ rule }),
      aRuleFailure({
        rule,
        message: 'time ran out',
        record: aRecord({ eventName: 'DeleteTrail', eventID: 'e' }),
      }),
      aRuleFailure({ rule, record: aRecord({ userIdentity: { type: 'Root' }, eventID: 'f' }) }),
    ];
    expect(contentOf(aFailureAlert(...failures))).toMatchObject({
      title: 'Rule failed: Access key created',
      description: 'The rule could not be evaluated on 3 events, so it may have missed matches.',
      annotation: ['Reason', 'retry-limit-in-match over\ntime ran out'],
      facts: expect.arrayContaining([['Who', ['Root (1)', 'arn:aws:iam::111122223333:user/alice (2)']]]),
      details: { eventIDs: ['f', 'e', 'event-1'] },
    });
  });
});
