import { isUtf8 } from 'node:buffer';
import { ConfigError } from '../errors.ts';
import { inflated } from '../gzip.ts';

export const maxConfigBytes = 10 * 1024 * 1024;

/** The text in a config's bytes. Throws ConfigError when a line of it is not UTF-8. */
export const textIn = (uri: string, bytes: Uint8Array): string => {
  // The original's SDK inflates a config that was stored with Content-Encoding: gzip; Node's does not.
  const plain = inflated(bytes, maxConfigBytes);
  const line = isUtf8(plain) ? undefined : lineInAnotherEncoding(plain);
  if (line === undefined) return new TextDecoder().decode(plain);
  const got = /^(\xff\xfe|\xfe\xff)/.test(latin1(plain)) ? 'UTF-16' : 'another encoding';
  throw new ConfigError(uri, [{ where: 'TOML', line, message: `must be UTF-8, got ${got}` }]);
};

/** Counted from 1. The original takes any bytes, which do no harm in a comment. */
const lineInAnotherEncoding = (bytes: Uint8Array): number | undefined => {
  const index = latin1(bytes)
    .split('\n')
    .findIndex((line) => !isUtf8(Buffer.from(line.replace(comment, '$1'), 'latin1')));
  return index === -1 ? undefined : index + 1;
};

/** Behind a `#` that is in no string. */
const comment = /^((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"'#])*)#.*$/;

/** A character for each byte. */
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
