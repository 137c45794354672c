import { gunzipSync } from 'node:zlib';

/** By the first two bytes (RFC 1952): an object's headers and its key may be wrong. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Whether anything but padding follows the gzip. Node stops at a zero byte behind a member and drops what follows it,
 * such as another member.
 */
export const hasDataAfter = (bytes: Uint8Array, end: number): boolean =>
  bytes.subarray(end).some((byte) => byte !== 0);

/** The bytes, inflated if they are gzip. Throws zlib's errors, among them one if they are more than `maxBytes`. */
export const inflated = (bytes: Uint8Array, maxBytes: number): Uint8Array => {
  if (!isGzip(bytes)) return bytes;
  const parts: Uint8Array[] = [];
  let left = maxBytes;
  for (let rest = bytes; rest.length > 0; ) {
    if (!isGzip(rest)) throw new Error('other data follows the gzip');
    // With `info`, zlib gives the engine too (Node.js, "zlib: Class: Options").
    const { buffer, engine } = gunzipSync(rest, {
      maxOutputLength: Math.max(1, left),
      info: true,
    }) as unknown as Inflated;
    parts.push(buffer);
    left -= buffer.length;
    const padded = rest.subarray(engine.bytesWritten);
    const next = padded.findIndex((byte) => byte !== 0);
    rest = next === -1 ? padded.subarray(padded.length) : padded.subarray(next);
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
};

/** What zlib gives with `info`. */
export interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}
