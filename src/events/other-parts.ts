import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { OtherContent } from '../trail/shapes/content.ts';
import { contentsOfDocument } from '../trail/shapes/contents.ts';
import { hidesRecord } from '../trail/shapes/hidden-record.ts';
import { wrappedIn } from '../trail/shapes/wrappers.ts';
import type { Part, Source } from './shapes.ts';

/** The records of a value that holds them as a log file may, such as `{"log":"…"}`, and what is wrong beside them. */
export const recordsIn = (value: unknown): readonly Source[] => {
  if (!isJsonArray(value) && !isJsonObject(value)) return [];
  const contents = contentsOfDocument(value);
  const records = contents.flatMap((content) => (content.kind === 'record' ? [content.record] : []));
  if (records.length === 0) return [];
  const wrong = contents.filter((content) => content.kind === 'unknown' || content.kind === 'broken');
  return [{ kind: 'records', uri: 'message', records }, ...malformed(wrong)];
};

const malformed = ([first, ...others]: readonly OtherContent[]): readonly Source[] =>
  first === undefined
    ? []
    : [
        {
          kind: 'malformed',
          reason: `expected records, got what is ${first.what}`,
          times: others.length + 1,
        },
      ];

interface OtherMembers {
  /** What is left of a message when its shapes have read it. */
  readonly rest: JsonObject;
  /** The same, and what a shape knows it by and does not read. */
  readonly unread: JsonObject;
  readonly isKnown: (value: JsonValue) => boolean;
}

/** What a message holds besides what it is known for. */
export const otherPartsIn = ({ rest, unread, isKnown }: OtherMembers): readonly Part[] => {
  const records = recordsIn(rest);
  if (records.length > 0) return records;
  const wrapped = wrappedIn(rest).filter(isKnown);
  if (wrapped.length > 0) return wrapped.map((value) => ({ kind: 'message', value }));
  return hidesRecord(unread) ? [hidden] : [];
};

const hidden: Part = {
  kind: 'malformed',
  reason: 'expected a notice of another service, got one that has a record where none should be',
};
