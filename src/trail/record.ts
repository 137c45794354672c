import type { JsonObject } from '../json.ts';

/**
 * One entry of a log file. CloudTrail adds fields without notice, so nothing more is promised than that it
 * is an object: readers look for what they need (CloudTrail User Guide, "CloudTrail record contents").
 */
export type CloudTrailRecord = JsonObject;
