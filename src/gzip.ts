import { gunzipSync } from 'node:zlib';

/** By the first two bytes (RFC 1952): an object's headers and its key may be wrong. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The bytes, inflated if they are gzip. Throws zlib's errors, among them one if they are more than `maxBytes`. */
export const inflated = (bytes: Uint8Array, maxBytes: number): Uint8Array =>
  isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: maxBytes }) : bytes;
