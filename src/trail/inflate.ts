import { createGunzip, gunzipSync } from 'node:zlib';

/** The bytes, inflated if they are gzip. Undefined when that is more than `most`, or when the gzip is broken. */
export const inflateWhole = (bytes: Uint8Array, most: number): Uint8Array | undefined => {
  if (!isGzip(bytes)) return bytes.length > most ? undefined : bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch {
    return undefined;
  }
};

/** The same in chunks, as far as the gzip is good. Throws RangeError beyond `most`, and what zlib throws. */
export const inflateInChunks = async function* (bytes: Uint8Array, most: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of isGzip(bytes) ? gunzip(bytes) : [bytes]) {
    total += chunk.length;
    if (total > most)
      throw new RangeError(`more than ${most} bytes of JSON, which is more than any log file has`);
    yield chunk;
  }
};

/** RFC 1952. Headers and suffixes of objects lie, their first two bytes do not. */
const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const gunzip = (bytes: Uint8Array): AsyncIterable<Uint8Array> => {
  const stream = createGunzip({ chunkSize: 2 ** 18 });
  stream.end(bytes);
  return stream;
};
