import * as z from 'zod';
import { parseJson } from '../../json.ts';
import { describeMessage } from '../describe-message.ts';
import type { MessageShape, Source } from '../shapes.ts';
import { cloudTrailNotice } from './cloudtrail-notice.ts';
import { cloudTrailRecord } from './cloudtrail-record.ts';
import { cloudWatchLogs } from './cloudwatch-logs.ts';
import { eventBridgeObject, eventBridgeRecord } from './event-bridge.ts';
import { s3Notification } from './s3-notification.ts';
import { s3TestEvent } from './s3-test-event.ts';

/** One line for each shape of message, one file each. The first that knows a message reads it. */
const shapes: readonly MessageShape[] = [
  s3TestEvent,
  s3Notification,
  cloudTrailNotice,
  eventBridgeObject,
  eventBridgeRecord,
  cloudWatchLogs,
  cloudTrailRecord,
];

/** What a message says, whatever its shape, perhaps within what SNS puts around it; undefined when nobody knows it. */
export const readMessage = (message: unknown): readonly Source[] | undefined => {
  const { success, data } = snsEnvelope.safeParse(message);
  if (success) return readText(data.Message);
  for (const shape of shapes) {
    const sources = shape(message);
    if (sources !== undefined) return sources;
  }
  return undefined;
};

/** What a text says that carries a message. */
export const readText = (text: string): readonly Source[] => {
  const message = parsed(text);
  return (
    readMessage(message) ?? [
      {
        kind: 'malformed',
        reason: `expected a message that names log files, got ${describeMessage(message)}`,
      },
    ]
  );
};

/** SNS Developer Guide, "Message formats". Each layer is shorter than the one around it, so there is an end to them. */
const snsEnvelope = z.object({ Type: z.literal('Notification'), Message: z.string() });

const parsed = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
};
