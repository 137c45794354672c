import * as z from 'zod';
import { type JsonObject, parseJson } from '../../json.ts';
import { ofShape } from '../of-shape.ts';
import type { MessageShape, Source } from '../shapes.ts';
import { cloudTrailRecord } from './cloudtrail-record.ts';
import { eventBridgeRecord } from './event-bridge-record.ts';

/**
 * What a subscription of a log group sends: each log event is a record. A control message only checks that the
 * destination can be reached (CloudWatch Logs User Guide, "Subscription filters").
 */
export const cloudWatchLogs: MessageShape = ofShape(
  z.object({
    messageType: z.enum(['DATA_MESSAGE', 'CONTROL_MESSAGE']),
    logGroup: z.string(),
    logStream: z.string(),
    logEvents: z.array(z.object({ id: z.string(), message: z.string() })),
  }),
  ({ messageType, logGroup, logStream, logEvents }) => {
    if (messageType === 'CONTROL_MESSAGE') return [];
    const stream = `logs:${logGroup}:${logStream}`;
    // An event may hold several messages of one log stream, so the URI names the first log event too.
    const uri = [stream, ...logEvents.slice(0, 1).map(({ id }) => id)].join(':');
    const records = logEvents.map(({ message }) => recordIn(message));
    const malformed = logEvents.filter((_, index) => records[index] === undefined);
    return [
      { kind: 'records', uri, records: records.filter((record) => record !== undefined) },
      ...malformed.map(
        ({ id }): Source => ({
          kind: 'malformed',
          reason: `${stream}: log event ${id} is not a record of CloudTrail`,
        }),
      ),
    ];
  },
);

/** CloudTrail writes records into a log group; EventBridge writes its events, which have the record inside. */
const recordIn = (text: string): JsonObject | undefined => {
  try {
    const message = parseJson(text);
    const [source] = eventBridgeRecord(message) ?? cloudTrailRecord(message) ?? [];
    return source?.kind === 'records' ? source.records[0] : undefined;
  } catch {
    return undefined;
  }
};
