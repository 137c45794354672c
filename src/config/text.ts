import { isUtf8 } from 'node:buffer';
import { ConfigError } from '../errors.ts';
import { inflated } from '../gzip.ts';

export const maxConfigBytes = 10 * 1024 * 1024;

/** The text of a config. Throws ConfigError unless it is UTF-8; comments may be anything. */
export const textIn = (uri: string, bytes: Uint8Array): string => {
  // The original's SDK inflates an object with Content-Encoding: gzip. The SDK for JavaScript does not.
  const plain = inflated(bytes, maxConfigBytes);
  const line = isUtf8(plain) ? undefined : lineInAnotherEncoding(plain);
  if (line === undefined) return new TextDecoder().decode(plain);
  const got = /^(\xff\xfe|\xfe\xff)/.test(latin1(plain)) ? 'UTF-16' : 'another encoding';
  throw new ConfigError(uri, [{ where: 'TOML', line, message: `must be UTF-8, got ${got}` }]);
};

/** Counted from 1. The original accepts any bytes; those in a comment do no harm. */
const lineInAnotherEncoding = (bytes: Uint8Array): number | undefined => {
  const index = latin1(bytes)
    .split('\n')
    .findIndex((line) => !isUtf8(Buffer.from(line.replace(comment, '$1'), 'latin1')));
  return index === -1 ? undefined : index + 1;
};

/** Matches from a `#` that is in no string. */
const comment = /^((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"'#])*)#.*$/;

/** One character for each byte. */
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
