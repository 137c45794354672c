import * as z from 'zod';
import { messageShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * What a subscription of a log group sends: CloudTrail writes records into log events; EventBridge writes its events. A
 * control message only checks that the destination can be reached (CloudWatch Logs User Guide, "Subscription filters").
 */
export const cloudWatchLogs: MessageShape = messageShape(
  z.object({
    messageType: z.enum(['DATA_MESSAGE', 'CONTROL_MESSAGE']),
    logGroup: z.string(),
    logStream: z.string(),
    logEvents: z.array(z.object({ id: z.string(), message: z.string() })),
  }),
  ({ messageType, logGroup, logStream, logEvents }) => {
    const otherwise = messageType === 'CONTROL_MESSAGE' ? 'a control message of CloudWatch Logs' : undefined;
    if (logEvents.length === 0) return [{ kind: 'skipped', what: otherwise ?? 'an empty batch' }];
    const stream = `logs:${logGroup}:${logStream}`;
    // An event may hold several messages of one log stream, so the URI names the log event too.
    return logEvents.map(({ id, message }) => ({
      kind: 'message',
      value: message,
      place: `${stream}: log event ${id}`,
      uri: `${stream}:${id}`,
      ...(otherwise !== undefined && { otherwise }),
    }));
  },
);
