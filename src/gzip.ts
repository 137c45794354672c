import { gunzipSync, type ZlibOptions } from 'node:zlib';

/** By the first two bytes (RFC 1952): an object's headers and its key may be wrong. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The bytes, inflated if they are gzip. Throws zlib's errors, among them one if they are more than `maxBytes`. */
export const inflated = (bytes: Uint8Array, maxBytes: number): Uint8Array => {
  if (!isGzip(bytes)) return bytes;
  const parts: Uint8Array[] = [];
  let left = maxBytes;
  for (let rest = bytes; rest.length > 0; ) {
    if (!isGzip(rest)) throw new Error('other data follows the gzip');
    const gzip = gunzipFirst(rest, { maxOutputLength: Math.max(1, left) });
    parts.push(gzip.inflated);
    left -= gzip.inflated.length;
    rest = gzip.rest;
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
};

/**
 * Inflates gzip up to where Node stops: at its end, or at a zero byte behind one of its members. What follows, without
 * padding, is the rest. Throws zlib's errors.
 */
export const gunzipFirst = (
  bytes: Uint8Array,
  options: ZlibOptions,
): { readonly inflated: Uint8Array; readonly rest: Uint8Array } => {
  // With `info`, zlib gives the engine too (Node.js, "zlib: Class: Options").
  const { buffer, engine } = gunzipSync(bytes, { ...options, info: true }) as unknown as {
    readonly buffer: Buffer;
    readonly engine: { readonly bytesWritten: number };
  };
  return { inflated: buffer, rest: withoutPadding(bytes.subarray(engine.bytesWritten)) };
};

/** What comes behind zero bytes. */
export const withoutPadding = (bytes: Uint8Array): Uint8Array => {
  const start = bytes.findIndex((byte) => byte !== 0);
  return bytes.subarray(start === -1 ? bytes.length : start);
};
