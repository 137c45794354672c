import * as z from 'zod';
import { isJsonObject, type JsonObject, nonEmptyString } from '../../json.ts';
import { formDecoded } from '../form-decoded.ts';
import { ofShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * An object that S3 tells EventBridge of (S3 User Guide, "EventBridge event message structure"). Nobody says
 * how its key is encoded: it is seen to come as it is, so the decoded form is tried only when there is no
 * such object.
 */
export const eventBridgeObject: MessageShape = ofShape(
  z.object({
    source: z.literal('aws.s3'),
    'detail-type': z.literal('Object Created'),
    detail: z.object({
      bucket: z.object({ name: z.string() }),
      object: z.object({ key: z.string(), 'version-id': z.string().nullish() }),
    }),
  }),
  ({ detail: { bucket, object } }) => {
    const decoded = formDecoded(object.key);
    const otherKey = decoded === object.key ? undefined : decoded;
    const versionId = nonEmptyString(object['version-id']);
    return [{ kind: 'object', ref: { bucket: bucket.name, key: object.key, versionId, otherKey } }];
  },
);

/** A record that CloudTrail tells EventBridge of: the detail is the record (CloudTrail User Guide, "EventBridge"). */
export const eventBridgeRecord: MessageShape = ofShape(
  z.object({
    id: z.string(),
    'detail-type': z.string().regex(/ via CloudTrail$/),
    detail: z.custom<JsonObject>(isJsonObject),
  }),
  ({ id, detail }) => [{ kind: 'records', uri: `eventbridge:${id}`, records: [detail] }],
);
