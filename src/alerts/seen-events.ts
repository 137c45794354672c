import type { CloudTrailRecord } from '../trail/record.ts';
import { contentOf } from './event-key.ts';

/** The events that a rule has matched. */
export interface SeenEvents {
  /** Whether this is the first record with this key and content, or the first that is known by its content. */
  readonly add: (key: string, what: CloudTrailRecord | string) => boolean;
  /** Keeps the content of a record instead of the record. */
  readonly release: (key: string, record: CloudTrailRecord, content: string) => void;
  readonly count: () => number;
}

/** Nearly every key comes once. So what a record says is hashed only when its key comes again. */
export const createSeenEvents = (): SeenEvents => {
  const firstOf = new Map<string, CloudTrailRecord | string>();
  const contentsOf = new Map<string, Set<string>>();
  let count = 0;

  const isNew = (key: string, what: CloudTrailRecord | string): boolean => {
    const first = firstOf.get(key);
    if (first === undefined) {
      firstOf.set(key, what);
      return true;
    }
    const contents = contentsOf.get(key) ?? new Set([contentIn(first)]);
    contentsOf.set(key, contents);
    const { size } = contents;
    return contents.add(contentIn(what)).size > size;
  };

  return {
    add: (key, what) => {
      const added = isNew(key, what);
      if (added) count += 1;
      return added;
    },
    release: (key, record, content) => {
      if (firstOf.get(key) === record) firstOf.set(key, content);
    },
    count: () => count,
  };
};

const contentIn = (what: CloudTrailRecord | string): string =>
  typeof what === 'string' ? what : contentOf(what);
