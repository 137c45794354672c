import { isJsonArray, isJsonObject, nonEmptyString } from '../../json.ts';
import { eventIdOf } from '../../trail/record.ts';
import type { Part } from '../shapes.ts';

/**
 * A record by itself, as in a stream. Every record has a version and an ID (CloudTrail User Guide, "CloudTrail record
 * contents"). A record of a stream has them too: its source begins with `aws:`.
 */
export const cloudTrailRecord = (message: unknown): readonly Part[] | undefined => {
  if (!isJsonObject(message) || nonEmptyString(message.eventVersion) === undefined) return undefined;
  if (isJsonArray(message.Records)) return undefined;
  if (nonEmptyString(message.eventSource)?.startsWith('aws:') === true) return undefined;
  const id = eventIdOf(message);
  return id === undefined ? undefined : [{ kind: 'records', uri: `event:${id}`, records: [message] }];
};
