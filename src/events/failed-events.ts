import type { ObjectRef } from '../aws/object-ref.ts';
import { LogFileError } from '../errors.ts';
import { type Allowance, TooLargeError } from './allowance.ts';
import { sourcesInBytes } from './message.ts';
import type { Source } from './shapes.ts';

/**
 * Whether an object is an event that failed rather than a log file: Lambda writes what it gives up on below aws/lambda/
 * (Lambda Developer Guide, "Retaining records of asynchronous invocations"), Firehose below processing-failed/.
 */
export const isFailedEvent = (source: Source): source is ObjectSource =>
  source.kind === 'object' && /^aws\/lambda\/(?!.*AWSLogs\/)|(^|\/)processing-failed\//.test(source.ref.key);

type ObjectSource = Extract<Source, { kind: 'object' }>;

interface Reading {
  /** Throws LogFileError. */
  readonly read: (ref: ObjectRef) => Promise<Uint8Array>;
  readonly allowance: Allowance;
}

/** The sources, with what is in failed events in their place. Throws TooLargeError. */
export const openFailedEvents = async function* (
  sources: Iterable<Source>,
  reading: Reading,
  level = 0,
): AsyncGenerator<Source> {
  for (const source of sources) {
    if (level === maxLevels || !isFailedEvent(source)) yield source;
    else {
      const inside = await sourcesInObject(source.ref, reading);
      // It is a log file with an unusual key, or is reported as one.
      if (inside.every(({ kind }) => kind === 'malformed')) yield source;
      else yield* openFailedEvents(inside, reading, level + 1);
    }
  }
};

/** An event that failed may name one that failed before, and so on. */
const maxLevels = 3;

const sourcesInObject = async (ref: ObjectRef, { read, allowance }: Reading): Promise<readonly Source[]> => {
  try {
    return [...sourcesInBytes(await read(ref), allowance)];
  } catch (error) {
    if (error instanceof LogFileError) return [{ kind: 'unreadable', error }];
    if (error instanceof TooLargeError) return [];
    throw error;
  }
};
