import { isJsonObject, nonEmptyString } from '../../json.ts';
import type { MessageShape } from './shapes.ts';

/**
 * A record on its own, as a stream may carry it. Every record has a version and an ID (CloudTrail User Guide,
 * "CloudTrail record contents"), which aggregated events spell `eventId`.
 */
export const cloudTrailRecord: MessageShape = (message) => {
  if (!isJsonObject(message) || nonEmptyString(message.eventVersion) === undefined) return undefined;
  const id = nonEmptyString(message.eventID) ?? nonEmptyString(message.eventId);
  return id === undefined ? undefined : [{ kind: 'records', uri: `event:${id}`, records: [message] }];
};
