import { messageOf } from '../errors.ts';
import { isGzip } from '../gzip.ts';
import { documentsIn } from '../json-documents.ts';
import { textIn } from '../trail/encoding.ts';
import { aggregatedRecords } from './aggregated-records.ts';
import { type Allowance, TooLargeError } from './allowance.ts';
import { maxReasons } from './contents.ts';
import { describeMessage } from './describe-message.ts';
import { isKnown, maxDepth, partsOf } from './known-messages.ts';
import { recordsIn } from './other-parts.ts';
import { bytesInText, controlText, fromBase64, hasMessageInBase64 } from './plain-text.ts';
import type { Part, Source, WrappedMessage } from './shapes.ts';

/** Everything that a part of an event names or holds, however it is wrapped. Throws TooLargeError. */
export const sourcesIn = function* (part: Part, allowance: Allowance, depth = 0): Generator<Source> {
  if (part.kind !== 'message' && part.kind !== 'packed') yield part;
  else for (const source of sourcesInMessage(part, allowance, depth)) yield placed(source, part);
};

/** The same of text in bytes, gzipped or not. */
export const sourcesInBytes = function* (
  bytes: Uint8Array,
  allowance: Allowance,
  depth = 0,
): Generator<Source> {
  if (depth > maxDepth) return yield tooDeep;
  const aggregated = aggregatedRecords(bytes);
  if (aggregated !== undefined)
    for (const record of aggregated) yield* sourcesInBytes(record, allowance, depth + 1);
  else if (isGzip(bytes)) yield* sourcesInGzip(bytes, allowance, depth);
  else yield* sourcesInEncoded(bytes, allowance, depth);
};

const sourcesInEncoded = (bytes: Uint8Array, allowance: Allowance, depth: number): Iterable<Source> => {
  try {
    return sourcesInText(textIn(bytes), allowance, depth);
  } catch (error) {
    return [{ kind: 'malformed', reason: `expected a message: ${messageOf(error)}` }];
  }
};

const sourcesInGzip = function* (bytes: Uint8Array, allowance: Allowance, depth: number): Generator<Source> {
  let inflated: Uint8Array;
  try {
    inflated = allowance.inflate(bytes);
  } catch (error) {
    if (error instanceof TooLargeError) throw error;
    return yield { kind: 'malformed', reason: `expected base64 of a message: ${messageOf(error)}` };
  }
  yield* sourcesInBytes(inflated, allowance, depth + 1);
};

const sourcesInMessage = (part: WrappedMessage, allowance: Allowance, depth: number): Iterable<Source> => {
  if (depth > maxDepth) return [tooDeep];
  if (part.otherwise !== undefined && isPlainText(part, allowance, depth))
    return [{ kind: 'skipped', what: part.otherwise }];
  if (part.kind === 'message') return sourcesInValue(part.value, allowance, depth);
  // EventBridge Pipes may have decoded it.
  if (/^\s*[{[]/.test(part.data)) return sourcesInText(part.data, allowance, depth);
  return sourcesInBytes(fromBase64(part.data), allowance, depth);
};

const tooDeep: Source = { kind: 'malformed', reason: `a message is wrapped more than ${maxDepth} times` };

const sourcesInValue = function* (value: unknown, allowance: Allowance, depth: number): Generator<Source> {
  if (typeof value === 'string') return yield* sourcesInText(value, allowance, depth);
  const parts = partsOf(value, allowance, depth) ?? recordsIn(value);
  if (parts.length === 0) return yield notUnderstood(value, allowance);
  if (parts.every(({ kind }) => kind === 'skipped')) allowance.countFruitless();
  yield* summed(sourcesInParts(parts, allowance, depth));
};

const sourcesInParts = function* (
  parts: readonly Part[],
  allowance: Allowance,
  depth: number,
): Generator<Source> {
  for (const part of parts) yield* sourcesIn(part, allowance, depth + 1);
};

const sourcesInText = function* (text: string, allowance: Allowance, depth: number): Generator<Source> {
  const what = controlText(text);
  if (what !== undefined) return yield { kind: 'skipped', what };
  const pieces = { good: 0, broken: 0 };
  yield* summed(sourcesInDocuments(text, pieces, allowance, depth));
  const { good, broken } = pieces;
  const bytes = good === 0 ? bytesInText(text) : undefined;
  if (bytes !== undefined) yield* sourcesInBytes(bytes, allowance, depth + 1);
  else if (good === 0) yield notUnderstood(text, allowance);
  else if (broken > 0)
    yield {
      kind: 'malformed',
      reason: `expected JSON, got ${broken} pieces of text that are none between ${good} that are`,
    };
};

const sourcesInDocuments = function* (
  text: string,
  pieces: { good: number; broken: number },
  allowance: Allowance,
  depth: number,
): Generator<Source> {
  for (const document of documentsIn(text, allowance.parse)) {
    if (document instanceof SyntaxError) pieces.broken += 1;
    else {
      pieces.good += 1;
      yield* sourcesIn({ kind: 'message', value: document }, allowance, depth + 1);
    }
  }
};

/** Names the first that are malformed, and counts the others: a message may have a hundred thousand. */
const summed = function* (sources: Iterable<Source>): Generator<Source> {
  let named = 0;
  let others = 0;
  let last: Malformed | undefined;
  for (const source of sources) {
    if (source.kind !== 'malformed' || named < maxReasons) yield source;
    else {
      last = source;
      others += source.times ?? 1;
    }
    if (source.kind === 'malformed') named += 1;
  }
  if (last !== undefined) yield { ...last, times: others };
};

type Malformed = Extract<Source, { kind: 'malformed' }>;

/** What brings nothing counts, so that there is an end to it. */
const notUnderstood = (value: unknown, allowance: Allowance): Source => {
  allowance.countFruitless();
  return {
    kind: 'malformed',
    reason: `expected a message that names log files, got ${describeMessage(value)}`,
  };
};

/** Whether it is text in which nothing can be read. */
const isPlainText = (part: WrappedMessage, allowance: Allowance, depth: number): boolean =>
  part.kind === 'message' &&
  typeof part.value === 'string' &&
  !/^\s*[{[]/.test(part.value) &&
  !hasMessageInBase64(part.value) &&
  !isKnown(part.value, allowance, depth);

const placed = (source: Source, { place, uri }: WrappedMessage): Source => {
  if (source.kind === 'records' && uri !== undefined) return { ...source, uri };
  if (source.kind === 'malformed' && place !== undefined && !manyPlaces.test(source.reason))
    return { ...source, reason: `${place}: ${source.reason}` };
  return source;
};

/** Lists in lists have a place at each level: the innermost are enough. */
const manyPlaces = /^(entry \d+: ){3}/;
