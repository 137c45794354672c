import * as z from 'zod';
import { LogFileError } from '../../errors.ts';
import { isJsonObject, nonEmptyString } from '../../json.ts';
import { formDecoded } from '../form-decoded.ts';
import { messageShape, ofShape } from '../of-shape.ts';
import type { MessageShape, Part } from '../shapes.ts';

/**
 * An event of EventBridge. Anybody who may call PutEvents can send one that looks like CloudTrail's, but only AWS can
 * send one whose source begins with `aws.` (EventBridge API Reference, "PutEventsRequestEntry"). The sources of partners
 * begin with `aws.partner/`.
 */
export const eventBridgeEvent: MessageShape = messageShape(
  z.object({ id: z.string(), source: z.string(), 'detail-type': z.string(), detail: z.unknown() }),
  ({ id, source, 'detail-type': type, detail }) =>
    /^aws\.(?!partner\/)/.test(source) ? ofAws({ id, source, type, detail }) : ofOthers({ id, source, type }),
);

interface Event {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly detail: unknown;
}

const ofAws = ({ id, source, type, detail }: Event): readonly Part[] | undefined => {
  if (isOfCloudTrail(type))
    // EventBridge User Guide, "AWS service events delivered via AWS CloudTrail"
    return isJsonObject(detail)
      ? [{ kind: 'records', uri: `eventbridge:${id}`, records: [detail] }]
      : undefined;
  if (source === 'aws.s3' && type === 'Object Created') return objectIn(detail);
  if (source === 'aws.s3' && type === 'Object Deleted') return removedIn(detail) ?? [ofAnother];
  return [ofAnother];
};

const ofAnother: Part = { kind: 'skipped', what: 'an event of another service in EventBridge' };

const ofOthers = ({ id, source, type }: Omit<Event, 'detail'>): readonly Part[] | undefined => {
  if (isOfCloudTrail(type))
    return [
      {
        kind: 'malformed',
        reason: `eventbridge:${id} is not from CloudTrail: its source does not begin with "aws."`,
      },
    ];
  if (source === 'lambda' && type === 'Lambda Function Invocation Result - Failure')
    return [
      {
        kind: 'unreadable',
        error: new LogFileError(
          `eventbridge:${id}`,
          'failed events are not read from EventBridge, where others may send what looks like one: let Lambda send them to a bucket, a queue or a topic',
        ),
      },
    ];
  return undefined;
};

const isOfCloudTrail = (type: string): boolean => type.endsWith(' via CloudTrail');

/**
 * S3's event that an object was created (S3 User Guide, "EventBridge event message structure"). The guide does not say
 * how keys are encoded. In practice they are not, so the decoded key is tried only if there is no such object.
 */
const objectIn = ofShape(
  z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({
      key: z.string(),
      size: z.number().optional().catch(undefined),
      'version-id': z.string().nullish(),
    }),
  }),
  ({ bucket, object }): readonly Part[] => {
    const decoded = formDecoded(object.key);
    const otherKey = decoded === object.key ? undefined : decoded;
    const versionId = nonEmptyString(object['version-id']);
    const { key, size } = object;
    return [{ kind: 'object', ref: { bucket: bucket.name, key, size, versionId, otherKey } }];
  },
);

/** The reason is `DeleteObject`, or `Lifecycle Expiration` for what a lifecycle rule removes, which is routine. */
const removedIn = ofShape(
  z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string() }),
    reason: z.literal('DeleteObject'),
  }),
  ({ bucket, object }): readonly Part[] => [
    {
      kind: 'skipped',
      what: 'an object that was not created',
      removed: { bucket: bucket.name, key: object.key },
    },
  ],
);
