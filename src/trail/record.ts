import { type JsonObject, nonEmptyString } from '../json.ts';

/**
 * One entry of a log file (CloudTrail User Guide, "CloudTrail record contents"). CloudTrail adds fields without
 * notice, so only this is certain: it is an object.
 */
export type CloudTrailRecord = JsonObject;

/** The ID of the recorded event. Aggregated events write it `eventId`. */
export const eventIdOf = (record: CloudTrailRecord): string | undefined =>
  nonEmptyString(record.eventID) ?? nonEmptyString(record.eventId);

/** The same for logs. CloudTrail's IDs have 36 characters, but a hostile record may have any. */
export const loggedEventIdOf = (record: CloudTrailRecord): string | undefined =>
  eventIdOf(record)?.slice(0, 100);
