import * as z from 'zod';
import { type JsonObject, parseJson } from '../../json.ts';
import { ofShape } from '../of-shape.ts';
import type { MessageShape, Source } from '../shapes.ts';
import { cloudTrailRecord } from './cloudtrail-record.ts';
import { eventBridgeRecord } from './event-bridge.ts';

/**
 * What a CloudWatch Logs subscription sends, unpacked: each log event is a record. Control messages only test
 * whether somebody listens (CloudWatch Logs User Guide, "Subscription filters").
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
    // One event of Kinesis or Firehose may bring a log stream several times: each succeeds or fails by itself.
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

/** A log group may be fed by CloudTrail, or by EventBridge with what CloudTrail tells it. */
const recordIn = (text: string): JsonObject | undefined => {
  try {
    const message = parseJson(text);
    const [source] = eventBridgeRecord(message) ?? cloudTrailRecord(message) ?? [];
    return source?.kind === 'records' ? source.records[0] : undefined;
  } catch {
    return undefined;
  }
};
