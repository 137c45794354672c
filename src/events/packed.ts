import { messageOf } from '../errors.ts';
import { inflated } from '../gzip.ts';
import { readText } from './message.ts';
import type { Source } from './shapes.ts';

/** Reads a message in base64, gzipped or not. */
export const readPacked = (base64: string): readonly Source[] => {
  try {
    return readText(Buffer.from(inflated(Buffer.from(base64, 'base64'), maxBytes)).toString());
  } catch (error) {
    return [{ kind: 'malformed', reason: `expected base64 of a message: ${messageOf(error)}` }];
  }
};

/** Lambda's payload is 6 MB, and gzip makes a tenth of log events. */
const maxBytes = 128 * 1024 * 1024;
