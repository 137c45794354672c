import { hasSurrogateEscape, type JsonValue, parseJson, wellFormed } from '../json.ts';

/**
 * Throws SyntaxError if it is not JSON, or has more values than any log file of its size. Invalid UTF-8 and lone
 * surrogates become U+FFFD, as in the original.
 */
export const parseBytes = (bytes: Uint8Array): JsonValue => {
  if (bytes.length > uncountedBytes && isDense(bytes)) throw new SyntaxError('more values than records have');
  const text = utf8.decode(bytes);
  const value = parseJson(text);
  return hasSurrogateEscape(text) ? wellFormed(value) : value;
};

const utf8 = new TextDecoder();

/** Up to this size JSON fits into memory whatever is in it: `[` takes a hundred times its size. */
const uncountedBytes = 2 ** 20;

/**
 * Whether JSON has a value in less than eight bytes; log files have one in thirty. To look at every byte takes half as
 * long as to parse it, and regular steps could be prepared for, so it is a random sample.
 */
const isDense = (bytes: Uint8Array): boolean => {
  let found = 0;
  for (let sample = 0; sample < samples; sample += 1)
    if (beginsValue(bytes[Math.floor(Math.random() * bytes.length)])) found += 1;
  return found > samples / 8;
};

const samples = 2 ** 12;

/** An array or object has no more values than these. */
const beginsValue = (byte: number | undefined): boolean => byte === 0x2c || byte === 0x5b || byte === 0x7b;
