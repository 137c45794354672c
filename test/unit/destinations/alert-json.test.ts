import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asRecorded } from '../../../src/alerts/display.ts';
import { alertJson } from '../../../src/destinations/alert-json.ts';
import { aFailureAlert, anAlert, aRecord, aRoundup, aRuleFailure, aTag } from '../../support/builders.ts';

const maxBytes = 262_144;

const parsed = (...[alert, tag = aTag()]: [Parameters<typeof alertJson>[0], ReturnType<typeof aTag>?]) => {
  const text = alertJson(alert, tag, asRecorded, maxBytes);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
  return JSON.parse(text);
};

it('has every key of the documented format', () => {
  const record = aRecord({ requestParameters: { userName: 'eve' } });
  const rule = { severity: 'high', runbookUrl: 'https://example.com/keys', attack: ['T1098.001'] } as const;
  const tag = aTag({ note: 'possible duplicate of alert a1b2c3d4' });
  expect(parsed(anAlert({ rule, record, output: { key: 'AKIA' } }), tag)).toEqual({
    version: 1,
    id: tag.id,
    note: 'possible duplicate of alert a1b2c3d4',
    kind: 'match',
    severity: 'high',
    title: 'Access key created',
    sentence: 'alice (IAM user) created an access key for user eve',
    description: 'Somebody created an access key.',
    rule: {
      id: 'Access key created',
      name: 'Access key created',
      tags: [],
      attack: ['T1098.001'],
      author: null,
      references: [],
    },
    who: 'alice (IAM user), arn:aws:iam::111122223333:user/alice',
    what: 'CreateAccessKey (iam.amazonaws.com)',
    outcome: { kind: 'succeeded', code: null, message: null },
    target: 'user eve',
    account: { id: '111122223333', name: null },
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
    is_cut: false,
    log_files: ['s3://my-trail/AWSLogs/1.json.gz'],
    more_log_files: 0,
  });
});

it('has names and IDs of several events, and why a rule failed', () => {
  expect(parsed(aRoundup(anAlert(), anAlert({ record: aRecord({ eventID: '2' }) })))).toMatchObject({
    kind: 'roundup',
    record: null,
    events: { count: 2, ids: ['event-1', '2'] },
    summary: { accounts: [{ name: '111122223333', count: 2 }] },
  });
  expect(parsed(aFailureAlert(aRuleFailure()))).toMatchObject({
    kind: 'failure',
    failure: { message: 'retry-limit-in-match over', times: 1 },
  });
});

describe('what is too long is left out, and the message says so', () => {
  it('long fields first', () => {
    const record = aRecord({ requestParameters: 'x'.repeat(300_000), userAgent: 'curl' });
    expect(parsed(anAlert({ record }))).toMatchObject({
      record: { eventID: 'event-1', requestParameters: '(left out: too long)', userAgent: 'curl' },
      is_cut: true,
    });
  });

  it('then everything but what identifies the event', () => {
    const fields = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`f${at}`, 'x'.repeat(100)]));
    const { record, is_cut } = parsed(anAlert({ record: aRecord(fields) }));
    expect(is_cut).toBe(true);
    expect(record).toEqual({
      eventID: 'event-1',
      eventTime: '2026-11-20T09:02:11Z',
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateAccessKey',
      recipientAccountId: '111122223333',
      awsRegion: 'us-east-1',
      sourceIPAddress: '203.0.113.7',
    });
  });

  it('whatever a record of 256 KB holds', () => {
    const piece = fc.constantFrom('\u0000', '\ud800', '"', '&', 'é', '😀', 'x', '\u2028');
    const long = fc
      .tuple(piece, fc.integer({ min: 0, max: 60_000 }))
      .map(([text, times]) => text.repeat(times));
    const record = fc.record({
      eventName: long,
      eventID: long,
      awsRegion: long,
      sourceIPAddress: long,
      errorCode: long,
      errorMessage: long,
      requestParameters: fc.dictionary(piece, long),
    });
    fc.assert(
      fc.property(record, long, (fields, text) => {
        parsed(
          anAlert({ rule: { name: text, description: text, references: [text] }, record: aRecord(fields) }),
        );
        parsed(anAlert({ record: aRecord(fields), output: { text } }));
        const alerts = Array.from({ length: 20 }, () => anAlert({ record: aRecord(fields), logFile: text }));
        parsed(aRoundup(...alerts));
        parsed(aFailureAlert(aRuleFailure({ record: aRecord(fields), message: text })));
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

it('has the URIs of all log files of a roundup, and how many more there are if they are very many', () => {
  const from = (count: number) =>
    Array.from({ length: count }, (_, n) => anAlert({ logFile: `s3://${'t'.repeat(120)}/${n}` }));
  expect(parsed(aRoundup(...from(500)), aTag())).toMatchObject({ more_log_files: 0 });
  const { log_files, more_log_files } = parsed(aRoundup(...from(900)), aTag());
  expect(log_files.length + more_log_files).toBe(900);
});
