import { dropOldest } from '../drop-oldest.ts';

/** The IDs of requests that this process has made, as AWS named them and CloudTrail records them in `requestID`. */
export interface RequestIds {
  readonly add: (id: string | undefined) => void;
  readonly has: (id: string) => boolean;
}

/** Beyond `capacity`, the oldest are dropped. CloudTrail delivers a record within about five minutes. */
export const createRequestIds = (capacity = 50_000): RequestIds => {
  const ids = new Set<string>();
  return {
    add: (id) => {
      if (id === undefined) return;
      ids.add(id);
      dropOldest(ids, capacity);
    },
    has: (id) => ids.has(id),
  };
};
