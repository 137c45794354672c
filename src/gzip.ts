import { gunzipSync } from 'node:zlib';

/** RFC 1952. Headers and suffixes of objects lie, their first two bytes do not. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The bytes, inflated if they are gzip. Throws what zlib throws, also when that is more than `maxBytes`. */
export const inflated = (bytes: Uint8Array, maxBytes: number): Uint8Array =>
  isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: maxBytes }) : bytes;
