import * as z from 'zod';
import { parseJson } from '../json.ts';
import { describeMessage } from './describe-message.ts';
import { cloudTrailNotice } from './messages/cloudtrail-notice.ts';
import { cloudTrailRecord } from './messages/cloudtrail-record.ts';
import { cloudWatchLogs } from './messages/cloudwatch-logs.ts';
import { eventBridgeObject } from './messages/event-bridge-object.ts';
import { eventBridgeRecord } from './messages/event-bridge-record.ts';
import { s3Notification } from './messages/s3-notification.ts';
import { s3TestEvent } from './messages/s3-test-event.ts';
import type { MessageShape, Source } from './shapes.ts';

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

/**
 * What a message of any known shape names or holds, with or without SNS's wrapping. Undefined if its shape is
 * unknown.
 */
export const readMessage = (message: unknown): readonly Source[] | undefined => {
  const { success, data } = snsNotification.safeParse(message);
  if (success) return readText(data.Message);
  for (const shape of shapes) {
    const sources = shape(message);
    if (sources !== undefined) return sources;
  }
  return undefined;
};

/** What the JSON text of a message names or holds. */
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

/**
 * What SNS wraps around a message that it sends to a queue (SNS Developer Guide, "Message formats"). Wrappings may be
 * nested, but not endlessly: each is shorter than the one around it.
 */
const snsNotification = z.object({ Type: z.literal('Notification'), Message: z.string() });

const parsed = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
};
