import { quote, type Scan, scanValues, stringEnd } from './scan-values.ts';

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** What is kept at once. CloudTrail's records have at most 256 KB; a bomb is a value that has no end. */
const maxBytes = 2 ** 24;

export type JsonCursor = ReturnType<typeof createJsonCursor>;

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Goes over JSON that comes in chunks, without parsing it. Its methods throw SyntaxError where the JSON is
 * not what they go over.
 */
export const createJsonCursor = (chunks: Chunks) => {
  const source = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  const store = createStore();
  let bytes: Uint8Array = new Uint8Array();
  let position = 0;
  let mark = 0;
  /** How many bytes since the mark are whole values. */
  let whole = 0;

  const more = async (): Promise<boolean> => {
    const next = await source.next();
    if (next.done === true) return false;
    if (bytes.length - mark > maxBytes)
      throw new RangeError(
        `more than ${maxBytes} bytes of JSON in one piece, which is more than any record has`,
      );
    bytes = store.join(bytes.subarray(mark), next.value);
    position -= mark;
    mark = 0;
    return true;
  };

  /** Has so many bytes at hand behind the position, if there are so many. */
  const lookAhead = async (count: number): Promise<void> => {
    let hasMore = true;
    while (hasMore && bytes.length - position < count) hasMore = await more();
  };

  /** Moves on until `found` says so, with more bytes whenever there are none left. */
  const moveUntil = async (found: () => boolean): Promise<void> => {
    while (!found()) {
      if (!(await more())) throw new SyntaxError('the JSON ends too early');
    }
  };

  /** The next byte that is not white space; undefined at the end. */
  const peek = async (): Promise<number | undefined> => {
    for (;;) {
      while (isSpace(bytes[position])) position += 1;
      if (position < bytes.length) return bytes[position];
      if (!(await more())) return undefined;
    }
  };

  const take = async (byte: number, expected = String.fromCharCode(byte)): Promise<void> => {
    const found = await peek();
    if (found !== byte) throw unexpected(found, expected);
    position += 1;
  };

  return {
    peek,
    take,

    /** Goes over a byte order mark, if there is one. */
    takeByteOrderMark: async (): Promise<void> => {
      await lookAhead(byteOrderMark.length);
      if (byteOrderMark.every((byte, index) => bytes[position + index] === byte))
        position += byteOrderMark.length;
    },

    /** Goes over a string, and gives it. */
    takeString: async (): Promise<string> => {
      await take(quote);
      mark = position - 1;
      await moveUntil(() => {
        position = stringEnd(bytes, position);
        return position < bytes.length;
      });
      position += 1;
      return JSON.parse(Buffer.from(bytes.subarray(mark, position)).toString()) as string; // quotes around it
    },

    /** Goes over `null`, where something else was `expected`. */
    takeNull: async (expected: string): Promise<void> => {
      const found = await peek();
      mark = position;
      await lookAhead(4);
      position = mark + 4;
      if (Buffer.from(bytes.subarray(mark, position)).toString() !== 'null')
        throw unexpected(found, expected);
    },

    /**
     * Goes over values with commas between them, to the comma behind so many bytes since the mark or to the bracket
     * that ends them, and gives that byte.
     */
    takeValues: async (enough: number): Promise<number> => {
      const scan: Scan = { nesting: 0, inString: false, comma: undefined };
      await moveUntil(() => {
        position = scanValues(bytes, position, mark + enough, scan);
        if (scan.comma !== undefined) whole = scan.comma - mark;
        scan.comma = undefined;
        return position < bytes.length;
      });
      return bytes[position] ?? 0;
    },

    /** Forgets what lies before. */
    setMark: (): void => {
      mark = position;
      whole = 0;
    },

    /** The bytes since the mark. They are only good until the cursor moves. */
    sinceMark: (): Uint8Array => bytes.subarray(mark, position),

    /** Those of them that are whole values, when a value is broken off. */
    wholeSinceMark: (): Uint8Array => bytes.subarray(mark, mark + whole),
  };
};

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const unexpected = (found: number | undefined, expected: string): SyntaxError =>
  new SyntaxError(`expected ${expected}, got ${found === undefined ? 'the end' : described(found)}`);

/** A byte that is no character to be shown: something that is no text at all begins with one. */
const described = (byte: number): string =>
  byte < 0x20 || byte > 0x7e ? `the byte 0x${byte.toString(16)}` : JSON.stringify(String.fromCharCode(byte));

/** Joins bytes again and again in the same memory: what it gives is only good until the next time. */
const createStore = () => {
  let memory = new Uint8Array();
  return {
    join: (some: Uint8Array, others: Uint8Array): Uint8Array => {
      const length = some.length + others.length;
      const target = memory.length < length ? new Uint8Array(2 * length) : memory;
      target.set(some);
      target.set(others, some.length);
      memory = target;
      return target.subarray(0, length);
    },
  };
};
