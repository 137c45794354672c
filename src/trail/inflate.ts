import { once } from 'node:events';
import { Readable } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import { isGzip } from '../gzip.ts';

/** The bytes, inflated if they are gzip. Undefined when that is more than `maxBytes`, or when the gzip is broken. */
export const inflateWhole = (bytes: Uint8Array, maxBytes: number): Uint8Array | undefined => {
  if (!isGzip(bytes)) return bytes.length > maxBytes ? undefined : bytes;
  try {
    return gunzipSync(bytes, {
      maxOutputLength: maxBytes,
      chunkSize: Math.min(maxBytes, lengthIn(bytes) + 1),
    });
  } catch {
    return undefined;
  }
};

/**
 * How large a chunk to inflate into. Gzip ends with the length of what its last member holds (RFC 1952), and mostly
 * there is one: then all comes in one chunk instead of hundreds. Where that is not true, the chunk is only too small
 * or too large.
 */
const lengthIn = (bytes: Uint8Array): number =>
  Math.max(2 ** 16, new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4).getUint32(0, true));

/** The same in chunks, as far as the gzip is good. Throws RangeError beyond `maxBytes`, and what zlib throws. */
export const inflateInChunks = async function* (
  bytes: Uint8Array,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of isGzip(bytes) ? gunzip(bytes) : [bytes]) {
    total += chunk.length;
    if (total > maxBytes)
      throw new RangeError(`more than ${maxBytes} bytes of JSON, which is more than any log file has`);
    yield chunk;
  }
};

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
};

const chunkSize = 2 ** 20;

/**
 * What zlib has inflated besides what it has `given` when it fails: it keeps the chunk to itself in which it fails. So
 * the bytes after those that are `good` for certain go in one by one.
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
    // A chunk of output is made of fewer bytes of input, unless somebody has built the gzip to need more.
    for (let at = good; at < Math.min(bytes.length, good + chunkSize); at += 1)
      yield bytes.subarray(at, at + 1);
  };
  Readable.from(steps()).pipe(stream);
  await once(stream, 'end').catch(() => undefined);
  return Buffer.concat(rest);
};
