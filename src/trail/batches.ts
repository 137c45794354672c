import type { CloudTrailRecord } from './record.ts';

/** A piece of a hostile file has a million records, each of which may match. */
export const inBatches = function* (
  records: readonly CloudTrailRecord[],
): Generator<readonly CloudTrailRecord[]> {
  for (let start = 0; start < records.length; start += maxBatch) yield records.slice(start, start + maxBatch);
};

/** One message of CloudWatch Logs may hold a hundred thousand records, too. */
export const maxBatch = 10_000;

/** Collects records that came one by one: rules are faster with many. */
export const createWaiting = (maxBytes: number) => {
  let waiting: (readonly CloudTrailRecord[])[] = [];
  let count = 0;
  let bytes = 0;
  return {
    hasRoomFor: (records: readonly CloudTrailRecord[]): boolean =>
      waiting.length === 0 || (count + records.length <= maxBatch && bytes < maxBytes),

    /** They are of a piece of so many bytes. */
    add: (records: readonly CloudTrailRecord[], size: number): void => {
      waiting.push(records);
      count += records.length;
      bytes += size;
    },

    take: (): readonly CloudTrailRecord[] => {
      const [first = []] = waiting;
      const records = waiting.length > 1 ? waiting.flat() : first;
      waiting = [];
      count = 0;
      bytes = 0;
      return records;
    },
  };
};
