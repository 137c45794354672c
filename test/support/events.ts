import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../src/json.ts';

/** An object as a notification of S3 names it. */
export const object = (key: string, versionId?: string, bucket = 'b') => ({
  s3: { bucket: { name: bucket }, object: { key, versionId } },
});

export const notification = (...entries: readonly object[]) => ({
  Records: entries.map((entry) => ({
    eventVersion: '2.6',
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    ...entry,
  })),
});

/** What SNS puts around a message on its way to a queue. */
export const snsEnvelope = (message: unknown) => ({
  Type: 'Notification',
  MessageId: 'm',
  Message: JSON.stringify(message),
});

/** What SNS sends a queue or an address when somebody subscribes it. */
export const snsConfirmation = (Type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation') => ({
  Type,
  MessageId: 'm',
  Token: 't',
  TopicArn: 'arn:aws:sns:eu-central-1:111122223333:trail',
  Message: 'You have chosen to subscribe to the topic.',
  SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription',
});

/** Messages of a queue, with the ids message-0, message-1 and so on. */
export const sqsEvent = (...bodies: readonly string[]) => ({
  Records: bodies.map((body, index) => ({ eventSource: 'aws:sqs', messageId: `message-${index}`, body })),
});

/** The same as EventBridge Pipes send it. */
export const sqsPipe = (...bodies: readonly string[]) => sqsEvent(...bodies).Records;

export const snsEvent = (...messages: readonly unknown[]) => ({
  Records: messages.map((message) => ({
    EventSource: 'aws:sns',
    Sns: { MessageId: 'sns-1', Message: JSON.stringify(message) },
  })),
});

export const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
export const packed = (value: unknown): string => gzipSync(JSON.stringify(value)).toString('base64');

export const logEnvelope = (...messages: readonly string[]) => ({
  messageType: 'DATA_MESSAGE',
  owner: '111122223333',
  logGroup: 'CloudTrail',
  logStream: 'stream',
  logEvents: messages.map((message, index) => ({ id: `log-${index}`, timestamp: 1, message })),
});

export const kinesisEvent = (...data: readonly string[]) => ({
  Records: data.map((datum, index) => ({
    eventSource: 'aws:kinesis',
    kinesis: { sequenceNumber: `seq-${index}`, data: datum },
  })),
});

/** EventBridge Pipes send records of a stream with a level less, with the ids shard:seq-0 and so on. */
export const kinesisPipe = (...data: readonly string[]) =>
  kinesisEvent(...data).Records.map(({ eventSource, kinesis }) => ({
    ...kinesis,
    eventSource,
    eventVersion: '1.0',
    eventID: `shard:${kinesis.sequenceNumber}`,
    eventName: 'aws:kinesis:record',
  }));

/** Records that the Kinesis Producer Library has packed into one, of less than 16 KB each. */
export const aggregated = (...records: readonly string[]): Buffer => {
  const member = (number: number, content: Buffer): Buffer => {
    const length = [(content.length & 0x7f) | 0x80, content.length >> 7];
    return Buffer.concat([Buffer.from([number * 8 + 2, ...length]), content]);
  };
  const keyIndex = Buffer.from([8, 0]);
  const message = Buffer.concat([
    member(1, Buffer.from('partition')),
    ...records.map((record) => member(3, Buffer.concat([keyIndex, member(3, Buffer.from(record))]))),
  ]);
  return withMagicAndMd5(message);
};

/** What the Kinesis Producer Library puts around its Protocol Buffers. */
export const withMagicAndMd5 = (message: Buffer): Buffer => {
  const md5 = createHash('md5').update(message).digest();
  return Buffer.concat([Buffer.from([0xf3, 0x89, 0x9a, 0xc2]), message, md5]);
};

export const firehoseEvent = (...data: readonly string[]) => ({
  deliveryStreamArn: 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/trail',
  records: data.map((datum, index) => ({ recordId: `record-${index}`, data: datum })),
});

/** Tasks of S3 Batch Operations, with the ids task-0, task-1 and so on. */
export const batchEvent = (version: string, ...tasks: readonly JsonObject[]) => ({
  invocationSchemaVersion: version,
  invocationId: 'invocation',
  job: { id: 'job' },
  tasks: tasks.map((task, index) => ({ taskId: `task-${index}`, ...task })),
});

export const objectCreated = (key: string, bucket = 'b', versionId?: string) => ({
  version: '0',
  id: 'event-bridge-id',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  detail: {
    bucket: { name: bucket },
    object: { key, size: 1, etag: 'e', ...(versionId !== undefined && { 'version-id': versionId }) },
  },
});

export const apiCall = (record: JsonObject, detailType = 'AWS API Call via CloudTrail') => ({
  id: 'id-1',
  'detail-type': detailType,
  source: 'aws.iam',
  detail: record,
});

/** What Lambda sends to an on-failure destination of an event that it has given up on. */
export const failedInvocation = (requestPayload: unknown) => ({
  version: '1.0',
  timestamp: '2026-11-20T09:05:00.000Z',
  requestContext: {
    requestId: 'request-1',
    functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:cloudtrail-tattletail:$LATEST',
    condition: 'RetriesExhausted',
    approximateInvokeCount: 3,
  },
  requestPayload,
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  responsePayload: { errorType: 'InspectionError', errorMessage: '1 failed' },
});

/** The same of a batch of a stream. Only a bucket gets the payload. */
export const failedBatch = (payload?: unknown) => ({
  requestContext: {
    requestId: 'request-1',
    functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:cloudtrail-tattletail',
    condition: 'RetryAttemptsExhausted',
    approximateInvokeCount: 1,
  },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  version: '1.0',
  timestamp: '2026-11-20T09:05:00.000Z',
  KinesisBatchInfo: {
    shardId: 'shardId-000000000001',
    startSequenceNumber: '100',
    endSequenceNumber: '200',
    approximateArrivalOfFirstRecord: '2026-11-20T09:00:00.000Z',
    approximateArrivalOfLastRecord: '2026-11-20T09:01:00.000Z',
    batchSize: 5,
    streamArn: 'arn:aws:kinesis:eu-central-1:111122223333:stream/trail',
  },
  ...(payload !== undefined && { payload: JSON.stringify(payload) }),
});

/** A line of what Firehose keeps below processing-failed/. */
export const failedTransformation = (data: string) => ({
  attemptsMade: 4,
  arrivalTimestamp: 1_795_000_000_000,
  errorCode: 'Lambda.FunctionError',
  errorMessage: 'The Lambda function was successfully invoked but it returned an error result.',
  attemptEndingTimestamp: 1_795_000_100_000,
  rawData: data,
  lambdaArn: 'arn:aws:lambda:eu-central-1:111122223333:function:cloudtrail-tattletail:$LATEST',
});

/** What AWS Config sends when it has delivered something, here of this key. */
export const configNotice = (s3ObjectKey: string) => ({
  s3ObjectKey,
  s3Bucket: 'b',
  notificationCreationTime: '2026-11-20T09:05:00.000Z',
  messageType: 'ConfigurationHistoryDeliveryCompleted',
  recordVersion: '1.1',
});
