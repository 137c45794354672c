import { once } from 'node:events';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { gunzipFirst, isGzip, withoutPadding } from '../gzip.ts';

/**
 * The bytes, inflated if they are gzip, even gzip in gzip. Undefined if that is more than `maxBytes` or the gzip is
 * broken.
 */
export const inflateWhole = (bytes: Uint8Array, maxBytes: number): Uint8Array | undefined => {
  let inflated = bytes;
  try {
    for (let layer = 0; layer < maxLayers && isGzip(inflated); layer += 1) {
      const options = { maxOutputLength: maxBytes, chunkSize: Math.min(maxBytes, lengthIn(inflated) + 1) };
      const gzip = gunzipFirst(inflated, options);
      if (gzip.rest.length > 0) return undefined;
      inflated = gzip.inflated;
    }
  } catch {
    return undefined;
  }
  return inflated.length > maxBytes || isGzip(inflated) ? undefined : inflated;
};

/** A log file that is compressed when it is copied, and once more when that is archived. */
const maxLayers = 3;

/**
 * The size of the chunk to inflate into. Gzip ends with the uncompressed length of its last member (RFC 1952). Mostly
 * it has one member, so that one chunk takes all instead of hundreds. If the length is wrong, the chunk is too small
 * or too large.
 */
const lengthIn = (bytes: Uint8Array): number =>
  bytes.length < 4
    ? 0
    : Math.max(2 ** 14, new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4).getUint32(0, true));

/** The same in chunks, up to where the gzip is broken. Throws RangeError beyond `maxBytes`, and zlib's errors. */
export const inflateInChunks = async function* (
  bytes: Uint8Array,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of inflateLayers(bytes, maxLayers)) {
    total += chunk.length;
    if (total > maxBytes)
      throw new RangeError(`more than ${maxBytes} bytes of JSON, which is more than any log file has`);
    yield chunk;
  }
};

const inflateLayers = async function* (bytes: Uint8Array, layers: number): AsyncGenerator<Uint8Array> {
  if (!isGzip(bytes)) return yield* inChunks(bytes);
  if (layers === 0) throw new RangeError(`gzip in gzip more than ${maxLayers} times`);
  const chunks = gunzip(bytes);
  const head = await headOf(chunks);
  if (!isGzip(head)) {
    yield head;
    return yield* chunks;
  }
  const { inner, error } = await collect(head, chunks);
  yield* inflateLayers(inner, layers - 1);
  if (error !== undefined) throw error;
};

const inChunks = function* (bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
};

/** At least as many bytes as show whether it is gzip, unless there are fewer. */
const headOf = async (chunks: AsyncGenerator<Uint8Array>): Promise<Uint8Array> => {
  let head: Uint8Array = new Uint8Array();
  while (head.length < 2) {
    const { done, value } = await chunks.next();
    if (done === true) return head;
    head = Buffer.concat([head, value]);
  }
  return head;
};

/** Gzip that was in gzip, up to where the outer one is broken. */
const collect = async (
  head: Uint8Array,
  chunks: AsyncGenerator<Uint8Array>,
): Promise<{ readonly inner: Uint8Array; readonly error?: unknown }> => {
  const collected = [head];
  let length = head.length;
  try {
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > maxInnerBytes) throw new RangeError(`more than ${maxInnerBytes} bytes of gzip in gzip`);
      collected.push(chunk);
    }
    return { inner: Buffer.concat(collected) };
  } catch (error) {
    return { inner: Buffer.concat(collected), error };
  }
};

/** CloudTrail's log files are at most 50 MB of gzip (CloudTrail User Guide, "Quotas"). */
const maxInnerBytes = 2 ** 26;

const gunzip = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ chunkSize });
  stream.end(bytes);
  let given = 0;
  try {
    for await (const chunk of stream) {
      given += chunk.length;
      yield chunk;
    }
  } catch (error) {
    yield await restOf(bytes, { good: stream.bytesWritten, given });
    throw error;
  }
  if (withoutPadding(bytes.subarray(stream.bytesWritten)).length > 0)
    throw new Error('the gzip data is corrupt: other data follows it');
};

const chunkSize = 2 ** 20;

/**
 * What can be inflated beyond the `given` bytes. When zlib fails, it drops the chunk that it was filling. So
 * everything is inflated again, and after the `good` bytes of input, which are certain not to fail, byte by byte.
 */
const restOf = async (
  bytes: Uint8Array,
  { good, given }: { readonly good: number; readonly given: number },
): Promise<Uint8Array> => {
  const stream = createGunzip({ chunkSize });
  const rest: Uint8Array[] = [];
  let total = 0;
  stream.on('data', (chunk: Uint8Array) => {
    total += chunk.length;
    if (total > given) rest.push(chunk.subarray(Math.max(0, chunk.length - (total - given))));
  });
  const steps = function* () {
    yield bytes.subarray(0, good);
    // A chunk of output comes from fewer bytes of input, unless the gzip was crafted to need more.
    for (let at = good; at < Math.min(bytes.length, good + chunkSize); at += 1)
      yield bytes.subarray(at, at + 1);
  };
  Readable.from(steps()).pipe(stream);
  await once(stream, 'end').catch(() => undefined);
  return Buffer.concat(rest);
};
