import { messageOf } from '../errors.ts';
import { isGzip } from '../gzip.ts';
import type { JsonValue } from '../json.ts';
import { documentsIn } from '../json-documents.ts';
import { contentsOfDocument } from '../trail/shapes/contents.ts';
import { aggregatedRecords } from './aggregated-records.ts';
import { type Allowance, TooLargeError } from './allowance.ts';
import { bytesInText } from './bytes-in-text.ts';
import { controlText } from './control-text.ts';
import { describeMessage } from './describe-message.ts';
import { maxDepth, partsOf } from './known-messages.ts';
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
  else yield* sourcesInText(new TextDecoder().decode(bytes), allowance, depth);
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
  if (part.kind === 'message') return sourcesInValue(part.value, allowance, depth);
  // EventBridge Pipes may have decoded it.
  if (/^\s*[{[]/.test(part.data)) return sourcesInText(part.data, allowance, depth);
  return sourcesInBytes(Buffer.from(part.data, 'base64'), allowance, depth);
};

const tooDeep: Source = { kind: 'malformed', reason: `a message is wrapped more than ${maxDepth} times` };

const sourcesInValue = function* (value: unknown, allowance: Allowance, depth: number): Generator<Source> {
  if (typeof value === 'string') return yield* sourcesInText(value, allowance, depth);
  const parts = partsOf(value, allowance, depth);
  if (parts === undefined) yield recordsInDocument(value) ?? notUnderstood(value);
  else for (const part of parts) yield* sourcesIn(part, allowance, depth + 1);
};

/** What a log file may hold besides, such as `{"log":"…"}` of a log shipper. */
const recordsInDocument = (value: unknown): Source | undefined => {
  // What a message holds was parsed from JSON.
  const contents = contentsOfDocument(value as JsonValue);
  const records = contents.flatMap((content) => (content.kind === 'record' ? [content.record] : []));
  return records.length === 0 || records.length < contents.length
    ? undefined
    : { kind: 'records', uri: 'message', records };
};

const sourcesInText = function* (text: string, allowance: Allowance, depth: number): Generator<Source> {
  const what = controlText(text);
  if (what !== undefined) return yield { kind: 'skipped', what };
  let good = 0;
  let broken = 0;
  for (const document of documentsIn(text, allowance.parse)) {
    if (document instanceof SyntaxError) broken += 1;
    else {
      good += 1;
      yield* sourcesIn({ kind: 'message', value: document }, allowance, depth + 1);
    }
  }
  const bytes = good === 0 ? bytesInText(text) : undefined;
  if (bytes !== undefined) yield* sourcesInBytes(bytes, allowance, depth + 1);
  else if (good === 0) yield notUnderstood(text);
  else if (broken > 0)
    yield {
      kind: 'malformed',
      reason: `expected JSON, got ${broken} pieces of text that are none between ${good} that are`,
    };
};

const notUnderstood = (value: unknown): Source => ({
  kind: 'malformed',
  reason: `expected a message that names log files, got ${describeMessage(value)}`,
});

const placed = (source: Source, { place, uri }: WrappedMessage): Source => {
  if (source.kind === 'records' && uri !== undefined) return { ...source, uri };
  if (source.kind === 'malformed' && place !== undefined)
    return { kind: 'malformed', reason: `${place}: ${source.reason}` };
  return source;
};
