import type { Place } from './digest.ts';

/** Where digests and log files are: a bucket, or a copy of it. */
export interface DigestStore {
  /** The folders in one, with their paths: `AWSLogs/` has `AWSLogs/111122223333/`. */
  folders(path: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Keys that begin with a prefix, in order. */
  list(prefix: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Undefined if there is no such object. */
  read(place: Place, signal: AbortSignal): Promise<StoredObject | undefined>;
  /** The place of a key that was listed. */
  placeOf(key: string): Place;
  /** Whether CloudTrail's name of a place is that of a key that was listed. */
  isAt(place: Place, key: string): boolean;
  uriOf(place: Place): string;
}

export interface StoredObject {
  readonly bytes: Uint8Array;
  /** Without `x-amz-meta-`. Undefined where it is lost. */
  readonly metadata: Readonly<Record<string, string>> | undefined;
}
