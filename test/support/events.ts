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

/** Messages of a queue, with the ids message-0, message-1 and so on. */
export const sqsEvent = (...bodies: readonly string[]) => ({
  Records: bodies.map((body, index) => ({ eventSource: 'aws:sqs', messageId: `message-${index}`, body })),
});

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
