import { describe, expect, it } from 'vitest';
import { createAllowance } from '../../../src/events/allowance.ts';
import { sourcesIn } from '../../../src/events/message.ts';
import { aRecord } from '../../support/builders.ts';
import {
  apiCall,
  base64,
  configNotice,
  failedInvocation,
  kinesisEvent,
  logEnvelope,
  notification,
  object,
  packed,
  snsConfirmation,
  snsEnvelope,
  sqsEvent,
} from '../../support/events.ts';

const allowance = () => createAllowance({ bytes: 2 ** 26, values: 2 ** 20 });

/** What a message comes to: IDs of records, keys of objects, and kinds of everything else. */
const read = (value: unknown): readonly unknown[] =>
  [...sourcesIn({ kind: 'message', value }, allowance())].flatMap((source): readonly unknown[] => {
    if (source.kind === 'records') return source.records.map(({ eventID }) => eventID);
    return [source.kind === 'object' ? source.ref.key : source.kind];
  });

const removed = { ...object('a'), eventName: 'ObjectRemoved:Delete' };
const check = 'CWL CONTROL MESSAGE: Checking health of destination';

/** Everything that is skipped. */
const notices: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'the test event of S3': { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' },
  'the test message of Auto Scaling': { Event: 'autoscaling:TEST_NOTIFICATION' },
  'a notice of Auto Scaling': { Event: 'autoscaling:EC2_INSTANCE_LAUNCH' },
  'a notice of AWS Config': configNotice('AWSLogs/111122223333/Config/x.json.gz'),
  'a change in AWS Config': {
    messageType: 'ConfigurationItemChangeNotification',
    notificationCreationTime: 't',
    configurationItem: { tags: { a: 'b' } },
  },
  'an alarm of CloudWatch': { AlarmName: 'a', NewStateValue: 'ALARM' },
  'a bounce of SES': { notificationType: 'Bounce', mail: { headers: [{ name: 'Subject', value: 'x' }] } },
  'an event of SES': { eventType: 'Bounce', mail: {} },
  'an event of RDS': { 'Event Source': 'db-instance', 'Event ID': 'RDS-EVENT-0001' },
  'an anomaly of cost': { anomalyId: 'a', anomalyDetailsLink: 'https://example.com', rootCauses: [{}] },
  'a notice of CodePipeline': { notificationRuleArn: 'arn:x', detailType: 'x', source: 'aws.codepipeline' },
  'a notice of AWS Budgets': { ...snsEnvelope(''), Message: 'AWS Budget Notification March 04, 2026' },
  'a notice of AWS Backup': { ...snsEnvelope(''), Message: 'An AWS Backup job was completed' },
  'an event of another service': { ...apiCall({ service: 'EC2' }, 'AWS Health Event'), source: 'aws.health' },
  'a control message': { ...logEnvelope(check), messageType: 'CONTROL_MESSAGE' },
  'a control message without text': { ...logEnvelope(), messageType: 'CONTROL_MESSAGE' },
  'a message without log events': logEnvelope(),
  'a confirmation of SNS': snsConfirmation('SubscriptionConfirmation'),
  'a notice of AWS Config in text': {
    ...snsEnvelope(''),
    Subject: '[AWS Config:eu-central-1] x',
    Message: 'A resource has changed: example',
  },
  'a notice without keys': { s3Bucket: 'b', s3ObjectKey: [] },
  'an object that was removed': notification(removed),
  'an event that did not fail': {
    ...failedInvocation(notification(object('a'))),
    requestContext: { requestId: 'r', condition: 'Success' },
  },
  'an empty batch': { Records: [] },
};

const record = aRecord({ eventID: '1' });
const text = JSON.stringify(record);

/** Every way in which a message holds a record. */
const holders: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'in Records': { Records: [record] },
  'in records': { records: [record] },
  'in RECORDS of an event of a queue': { RECORDS: sqsEvent(text).Records },
  'in records of an event of a stream': { records: kinesisEvent(base64(record)).Records },
  'in records of Firehose': {
    deliveryStreamArn: 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/trail',
    records: [{ recordId: '1', data: packed(record) }],
  },
  'in log events': { logEvents: [{ id: '1', message: text }] },
  'in log events, beside a control message': {
    logEvents: [
      { id: '1', message: check },
      { id: '2', message: text },
    ],
  },
  'in events': { events: [{ message: text }] },
  'in Events': { Events: [{ EventId: '1', CloudTrailEvent: text }] },
  'in a query': { QueryResultRows: [[{ eventJson: text }]] },
  'in CloudTrailEvent': { EventId: '1', CloudTrailEvent: text },
  'in awslogs': { awslogs: { data: packed(logEnvelope(text)) } },
  'in message': { message: text },
  'in log': { log: text },
  'in event': { event: record },
  'in rawData': { attemptsMade: 1, rawData: base64(record) },
  'in Message': { Message: text },
  'in a list in Message': { Message: `[${text}]` },
  'in Message behind other text': { Message: `changed:\n${text}` },
  'in base64 in Message': { Type: 'Notification', Message: base64(record) },
  'in base64 in Message behind other text': {
    Type: 'Notification',
    Message: `CloudTrail validation message.\n${base64([record])}`,
  },
  'in gzip in Message': { Type: 'Notification', Message: packed({ Records: [record] }) },
  'in detail': { detail: record },
  'in detail, in a list': { detail: { Records: [record] } },
  'in a failed event': failedInvocation({ Records: [record] }),
  'in itself': { ...record },
  somewhere: { somewhere: { deep: [[{ inside: record }]] } },
};

describe.each(Object.entries(notices))('%s', (_, notice) => {
  it('is skipped', () => expect(new Set(read(notice))).toEqual(new Set(['skipped'])));

  it.each(Object.entries(holders))(
    'is not if there is a record %s: it is read, or the message fails',
    (__, holder) => {
      for (const message of [
        { ...notice, ...holder },
        { ...holder, ...notice },
      ])
        if (Object.entries(holder).every(([key, value]) => Reflect.get(message, key) === value))
          expect(read(message).some((one) => one === '1' || one === 'malformed')).toBe(true);
    },
  );

  it('is not if it names a log file, which is read', () => {
    const key = 'AWSLogs/111122223333/CloudTrail/x.json.gz';
    expect(read({ ...notice, records: notification(object(key)).Records })).toContain(key);
    expect(read({ ...notice, s3Bucket: 'b', s3ObjectKey: [key] })).toContain(key);
  });
});
