import { type ObjectRef, uriOf } from '../aws/object-ref.ts';
import type { LogFileError } from '../errors.ts';
import type { LogFileRecords } from '../trail/log-file-source.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import type { Source } from './shapes.ts';

/** What a message has, or a piece of it. */
export interface Contents {
  /** Each once. */
  readonly objects: readonly ObjectRef[];
  /** All of them as one log file, which is what rules are fastest with. */
  readonly records: LogFileRecords | undefined;
  readonly unreadable: readonly LogFileError[];
  readonly malformed: Malformed;
  readonly skipped: Skipped;
  /** The first of the objects that were removed. */
  readonly removed: readonly ObjectRef[];
}

/** How many parts are malformed, and why the first of them are. */
export interface Malformed {
  readonly count: number;
  readonly reasons: readonly string[];
}

/** How many parts are skipped, by what they are. */
export type Skipped = ReadonlyMap<string, number>;

export const contentsOf = (sources: Iterable<Source>): Contents => {
  const collector = createCollector();
  for (const source of sources) collector.add(source);
  return collector.contents();
};

/** Collects sources one by one. */
export const createCollector = () => {
  const objects = new Map<string, ObjectRef>();
  const unreadable: LogFileError[] = [];
  const skipped = new Map<string, number>();
  const reasons: string[] = [];
  const removed: ObjectRef[] = [];
  const records: CloudTrailRecord[] = [];
  let uri: string | undefined;
  let malformed = 0;
  return {
    add: (source: Source): void => {
      switch (source.kind) {
        case 'object':
          objects.set(nameOf(source.ref), source.ref);
          break;
        case 'records':
          uri ??= source.uri;
          for (const record of source.records) records.push(record);
          break;
        case 'unreadable':
          unreadable.push(source.error);
          break;
        case 'skipped':
          skipped.set(source.what, (skipped.get(source.what) ?? 0) + 1);
          if (source.removed !== undefined && removed.length < maxRemoved) removed.push(source.removed);
          break;
        case 'malformed':
          malformed += source.times ?? 1;
          if (reasons.length < maxReasons) reasons.push(source.reason);
      }
    },

    /** Whether they are so many that they should be dealt with before more are added. */
    isFull: (): boolean => objects.size + unreadable.length >= maxObjects,

    contents: (): Contents => ({
      objects: [...objects.values()],
      records: uri === undefined ? undefined : { kind: 'records', uri, records },
      unreadable,
      malformed: { count: malformed, reasons: [...reasons, ...more(malformed - reasons.length)] },
      skipped,
      removed,
    }),
  };
};

const more = (count: number): readonly string[] =>
  count > 0 ? [`and ${count} more in the same message`] : [];

/** Names an object. With another key to try, it is another object. */
export const nameOf = (ref: ObjectRef): string => `${uriOf(ref)}\n${ref.otherKey ?? ''}`;

/** How many malformed parts of a message the log names. */
export const maxReasons = 10;

const maxObjects = 10_000;

const maxRemoved = 1000;

export const sumOfMalformed = (all: readonly Malformed[]): Malformed => ({
  count: all.reduce((sum, { count }) => sum + count, 0),
  reasons: all.flatMap(({ reasons }) => reasons),
});

export const sumOfSkipped = (all: readonly Skipped[]): Skipped => {
  const times = new Map<string, number>();
  for (const skipped of all)
    for (const [what, more] of skipped) times.set(what, (times.get(what) ?? 0) + more);
  return times;
};
