import { once } from 'node:events';
import { Readable } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import { isGzip } from '../gzip.ts';

/** The bytes, inflated if they are gzip. Undefined if that is more than `maxBytes` or the gzip is broken. */
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
 * The size of the chunk to inflate into. Gzip ends with the uncompressed length of its last member (RFC 1952). Mostly
 * it has one member, so that one chunk takes all instead of hundreds. If the length is wrong, the chunk is too small
 * or too large.
 */
const lengthIn = (bytes: Uint8Array): number =>
  Math.max(2 ** 14, new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4).getUint32(0, true));

/** The same in chunks, up to where the gzip is broken. Throws RangeError beyond `maxBytes`, and zlib's errors. */
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
