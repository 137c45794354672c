/** RFC 1952. Headers and suffixes of objects lie, their first two bytes do not. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
