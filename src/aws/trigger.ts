import { UnknownEventError } from '../errors.ts';
import { isJsonObject } from '../json.ts';
import type { EventShape } from './event-shape.ts';
import type { ObjectRef } from './object-ref.ts';
import { s3Notification } from './s3-notification.ts';
import { s3TestEvent } from './s3-test-event.ts';

/** One line for each shape that we know, one file each. The first that knows an event reads it. */
const shapes: readonly EventShape[] = [s3TestEvent, s3Notification];

/** Throws UnknownEventError, since an event that is silently ignored is a log file that nobody reads. */
export const objectRefs = (event: unknown): readonly ObjectRef[] => {
  for (const shape of shapes) {
    const refs = shape(event);
    if (refs !== undefined) return refs;
  }
  throw new UnknownEventError(`expected an S3 notification, got ${describe(event)}`);
};

/** Names what was seen without its values, which may be anything. */
const describe = (event: unknown): string => {
  if (event === undefined || event === null) return 'nothing';
  if (!isJsonObject(event)) return Array.isArray(event) ? 'an array' : `a ${typeof event}`;
  const keys = Object.keys(event).slice(0, 10);
  const [first] = Array.isArray(event.Records) ? event.Records : [];
  const source = isJsonObject(first) ? (first.eventSource ?? first.EventSource) : event.source;
  const from = typeof source === 'string' ? ` from ${JSON.stringify(source.slice(0, 100))}` : '';
  return keys.length === 0 ? 'an empty object' : `an object with ${keys.join(', ')}${from}`;
};
