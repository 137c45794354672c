import { type JsonObject, nonEmptyString } from '../json.ts';

/**
 * One entry of a log file. CloudTrail adds fields without notice, so nothing more is promised than that it
 * is an object: readers look for what they need (CloudTrail User Guide, "CloudTrail record contents").
 */
export type CloudTrailRecord = JsonObject;

/** The ID of the event that a record tells of. Aggregated events spell it `eventId`. */
export const eventIdOf = (record: CloudTrailRecord): string | undefined =>
  nonEmptyString(record.eventID) ?? nonEmptyString(record.eventId);
