import { TattletailError } from '../errors.ts';
import { inflated } from '../gzip.ts';
import { type JsonValue, parseJson } from '../json.ts';

/** A message holds more than it may. */
export class TooLargeError extends TattletailError {
  override readonly name = 'TooLargeError';
}

export interface Amount {
  /** Of what gzip inflates to. A thousandth of them is enough gzip. */
  readonly bytes: number;
  /** Of JSON. Each takes memory, and two or three bytes are enough for one. */
  readonly values: number;
}

/** Counts what is unpacked. `inflate` and `parse` throw TooLargeError beyond the limit. */
export type Allowance = ReturnType<typeof createAllowance>;

/** How much may be unpacked in all, and how many values before others are released. */
export const createAllowance = (limit: Amount, valuesAtATime = limit.values) => {
  const spent = { bytes: 0, values: 0 };
  let held = 0;

  const spend = (values: number): void => {
    if (spent.values + values > limit.values) throw tooLarge(`${limit.values} values`);
    spent.values += values;
  };

  return {
    spent: (): Amount => ({ ...spent }),

    /** How many values were parsed and not released. */
    heldValues: (): number => held,

    /** What was parsed is no longer needed. */
    release: (): void => {
      held = 0;
    },

    /** Counts a message that brings nothing, which takes as long to report as many values take to parse. */
    countFruitless: (): void => spend(costOfFruitless),

    /** Inflates one layer of gzip. Throws zlib's errors too. */
    inflate: (gzip: Uint8Array): Uint8Array => {
      const bytes = inflatedUpTo(gzip, limit.bytes - spent.bytes);
      if (bytes === undefined) throw tooLarge(`${limit.bytes} bytes`);
      spent.bytes += bytes.length;
      return bytes;
    },

    /** Parses one document, which has so many values. Throws SyntaxError. */
    parse: (document: string, values: number): JsonValue => {
      spend(values);
      if (held + values > valuesAtATime) throw tooLarge(`${valuesAtATime} values in one piece`);
      try {
        const value = parseJson(document);
        held += values;
        return value;
      } catch (error) {
        spend(costOfError);
        throw error;
      }
    },
  };
};

const tooLarge = (what: string): TooLargeError =>
  new TooLargeError(`holds more than ${what}, which is more than any message has`);

/** In values, which takes as long to parse as an error takes to make. */
const costOfError = 64;
const costOfFruitless = 40;

const inflatedUpTo = (gzip: Uint8Array, maxBytes: number): Uint8Array | undefined => {
  if (maxBytes <= 0) return undefined;
  try {
    return inflated(gzip, maxBytes);
  } catch (error) {
    const isTooLarge =
      error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    if (isTooLarge) return undefined;
    throw error;
  }
};

export const lesser = (a: Amount, b: Amount): Amount => ({
  bytes: Math.min(a.bytes, b.bytes),
  values: Math.min(a.values, b.values),
});

export const without = (a: Amount, b: Amount): Amount => ({
  bytes: a.bytes - b.bytes,
  values: a.values - b.values,
});
