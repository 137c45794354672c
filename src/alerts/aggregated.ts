import { isJsonArray, isJsonObject, type JsonObject, nonEmptyString } from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { mostFrequent } from './most-frequent.ts';

/**
 * What an aggregated event sums up: the most frequent values of a dimension, such as `eventName` or `userIdentity`
 * (CloudTrail User Guide, "CloudTrail record contents for aggregated events"). Examples write a dimension both
 * `eventName` and `EVENT_NAME`.
 */
export const aggregatedIn = ({ summary }: CloudTrailRecord, dimension: string): string | undefined => {
  if (!isJsonObject(summary)) return undefined;
  const { primaryDimension, details } = summary;
  const all = [primaryDimension, ...(details !== undefined && isJsonArray(details) ? details : [])];
  const found = all.filter(isJsonObject).find((one) => plain(one.dimension) === plain(dimension));
  return found === undefined ? undefined : mostFrequent(statisticsIn(found), 'name', 'value');
};

const statisticsIn = ({ statistics }: JsonObject) =>
  statistics !== undefined && isJsonArray(statistics) ? statistics : [];

const plain = (dimension: unknown): string | undefined =>
  nonEmptyString(dimension)?.replaceAll('_', '').toLowerCase();
