import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Alert } from '../../../../src/alerts/alert.ts';
import { asRecorded } from '../../../../src/alerts/display.ts';
import { ocsfFinding } from '../../../../src/destinations/ocsf/finding.ts';
import {
  aBurst,
  aFailureAlert,
  anAlert,
  aRecord,
  aRoundup,
  aRuleFailure,
  aTag,
} from '../../../support/builders.ts';
import { findingProblems } from '../../../support/ocsf/detection-finding.ts';
import { startServices } from '../../../support/services.ts';

const maxBytes = 261_000;

const findingFor = (alert: Alert) => {
  const text = ocsfFinding(alert, aTag(), asRecorded, maxBytes);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
  const finding = JSON.parse(text);
  expect(findingProblems(finding)).toEqual([]);
  return finding;
};

it('a match is a new finding with its rule, caller, call, resource and record', () => {
  const record = aRecord({
    ...{ errorCode: 'AccessDenied', errorMessage: 'not allowed', requestID: 'r-1' },
    requestParameters: { userName: 'eve' },
  });
  const rule = { severity: 'critical', tags: ['iam'], attack: ['T1098', 'T1098.001'] } as const;
  expect(findingFor(anAlert({ rule, record, output: { key: 'AKIA' } }))).toMatchObject({
    class_uid: 2004,
    severity_id: 5,
    time: Date.parse('2026-11-20T09:02:11Z'),
    count: 1,
    message: expect.stringContaining('tried to create an access key for user eve'),
    metadata: { uid: aTag().id, labels: ['iam'] },
    finding_info: {
      uid: aTag().id,
      title: 'Access key created',
      analytic: { uid: 'Access key created' },
      attacks: [
        { technique: { uid: 'T1098' } },
        { technique: { uid: 'T1098' }, sub_technique: { uid: 'T1098.001' } },
      ],
      related_events: [{ uid: 'event-1' }],
    },
    cloud: { provider: 'AWS', region: 'us-east-1', account: { uid: '111122223333' } },
    resources: [{ name: 'user eve', region: 'us-east-1' }],
    evidences: [
      {
        actor: { user: { uid: 'arn:aws:iam::111122223333:user/alice', type: 'IAMUser' } },
        api: {
          operation: 'CreateAccessKey',
          service: { name: 'iam.amazonaws.com' },
          request: { uid: 'r-1' },
          response: { error: 'AccessDenied', error_message: 'not allowed' },
        },
        src_endpoint: { ip: '203.0.113.7' },
        data: record,
      },
    ],
    unmapped: { kind: 'match', outcome: 'denied', annotation: { key: 'AKIA' }, is_cut: false },
  });
});

it('resources that CloudTrail names are those of the finding', () => {
  const resources = [{ ARN: 'arn:aws:s3:::prod', type: 'AWS::S3::Bucket', accountId: '111122223333' }];
  expect(findingFor(anAlert({ record: aRecord({ resources }) })).resources).toMatchObject([
    { uid: 'arn:aws:s3:::prod', type: 'AWS::S3::Bucket' },
  ]);
});

it('several events have a count and a time span', () => {
  const records = ['1', '2'].map((eventID) =>
    aRecord({ eventID, eventTime: `2026-11-20T09:0${eventID}:00Z` }),
  );
  const span = {
    count: 2,
    start_time: Date.parse('2026-11-20T09:01:00Z'),
    end_time: Date.parse('2026-11-20T09:02:00Z'),
  };
  expect(findingFor(aBurst(records))).toMatchObject({ ...span, evidences: [{}] });
  expect(findingFor(aRoundup(...records.map((record) => anAlert({ record }))))).toMatchObject({
    ...span,
    evidences: [],
  });
  expect(findingFor(aFailureAlert(aRuleFailure()))).toMatchObject({
    unmapped: { failure: { message: 'retry-limit-in-match over' } },
  });
});

it('whatever a record of 256 KB holds', () => {
  const piece = fc.constantFrom('\u0000', '\ud800', '"', '&', 'é', '😀', 'x', '\u2028');
  const long = fc
    .tuple(piece, fc.integer({ min: 0, max: 60_000 }))
    .map(([text, times]) => text.repeat(times));
  const fields = fc.record({
    eventName: long,
    eventTime: long,
    eventID: long,
    awsRegion: long,
    recipientAccountId: long,
    sourceIPAddress: long,
    errorCode: long,
    userIdentity: fc.dictionary(fc.constantFrom('arn', 'type', 'userName', 'accountId'), long),
    resources: fc.array(fc.record({ ARN: long, type: long }), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fields, long, (record, text) => {
      const alert = anAlert({ rule: { name: text, id: text }, record: aRecord(record), output: { text } });
      findingFor(alert);
      findingFor(aRoundup(alert, alert));
    }),
    { numRuns: 30 },
  );
}, 60_000);

it('sns, webhooks and event buses send it where the config says so', async () => {
  await using services = await startServices();
  for (const type of ['sns', 'webhook', 'eventbridge']) {
    await services.send(type, anAlert(), { format: 'ocsf' });
    const [message] = services.destinationOf(type).messages();
    expect(findingProblems(JSON.parse(message?.text ?? ''))).toEqual([]);
  }
});
