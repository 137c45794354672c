import type { NotifiedTarget } from '../../aws/live/bucket.ts';
import type { Trail } from '../../aws/live/trails.ts';

/** Whether a filter lets the keys of log files through, as far as the trails of the bucket are known. */
export const isOfLogFiles = ({ prefix, suffix }: NotifiedTarget, trails: readonly Trail[]): boolean =>
  '.json.gz'.endsWith(suffix) &&
  (trails.length === 0 ||
    trails.some((trail) => {
      const folder = `${trail.prefix}AWSLogs/`;
      return folder.startsWith(prefix) || prefix.startsWith(folder);
    }));
