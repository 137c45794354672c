import { isUtf8 } from 'node:buffer';
import { ConfigError } from '../errors.ts';
import { inflated } from '../gzip.ts';

/** A thousand bytes for each of a thousand rules. */
export const maxConfigBytes = 1024 * 1024;

/** Tests of a thousand rules. Only the command line reads them. */
export const maxTestBytes = 16 * maxConfigBytes;

/** The text of a config. Throws ConfigError unless it is UTF-8 and not too large; comments may be anything. */
export const textIn = (uri: string, bytes: Uint8Array, maxBytes = maxConfigBytes): string => {
  const plain = plainBytes(uri, bytes, maxBytes);
  const line = isUtf8(plain) ? undefined : lineInAnotherEncoding(plain);
  // TOML 1.0 lets a reader choose the line ends of its texts, and @iarna/toml refuses those of Windows in comments.
  if (line === undefined) return new TextDecoder().decode(plain).replaceAll('\r\n', '\n');
  const got = /^(\xff\xfe|\xfe\xff)/.test(latin1(plain)) ? 'UTF-16' : 'another encoding';
  throw new ConfigError(uri, [{ where: 'TOML', line, message: `must be UTF-8, got ${got}` }]);
};

/** The original's SDK inflates an object with Content-Encoding: gzip. The SDK for JavaScript does not. */
const plainBytes = (uri: string, bytes: Uint8Array, maxBytes: number): Uint8Array => {
  try {
    const plain = inflated(bytes, maxBytes);
    if (plain.length <= maxBytes) return plain;
  } catch (error) {
    // What zlib throws for more bytes than it may give.
    if (!(error instanceof RangeError)) throw error;
  }
  throw new ConfigError(uri, [{ where: 'config', message: `is larger than ${maxBytes} bytes` }]);
};

/** Counted from 1. The original accepts any bytes; those in a comment do no harm. */
const lineInAnotherEncoding = (bytes: Uint8Array): number | undefined => {
  const index = latin1(bytes)
    .split('\n')
    .findIndex((line) => !isUtf8(Buffer.from(withoutComment(line), 'latin1')));
  return index === -1 ? undefined : index + 1;
};

/** Without what stands behind a `#` that is in no string. A string without an end goes on to the end of the line. */
const withoutComment = (line: string): string => line.slice(0, startOfComment(line));

const startOfComment = (line: string): number | undefined => {
  for (const { 0: token, index } of line.matchAll(/#|"(?:[^"\\]|\\.)*"?|'[^']*'?/g))
    if (token === '#') return index;
  return undefined;
};

/** One character for each byte. */
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
