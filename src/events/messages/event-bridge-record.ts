import * as z from 'zod';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { ofShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * CloudTrail's event in EventBridge: its detail is the record (EventBridge User Guide, "AWS service events delivered
 * via AWS CloudTrail").
 */
export const eventBridgeRecord: MessageShape = ofShape(
  z.object({
    id: z.string(),
    'detail-type': z.string().regex(/ via CloudTrail$/),
    detail: z.custom<JsonObject>(isJsonObject),
  }),
  ({ id, detail }) => [{ kind: 'records', uri: `eventbridge:${id}`, records: [detail] }],
);
