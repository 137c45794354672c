import { quote, type Scan, scanValues, stringEnd } from './scan-values.ts';

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** The most that is kept at once. CloudTrail's records have at most 256 KB; a larger value is an attack. */
const maxBytes = 2 ** 24;

export type JsonCursor = ReturnType<typeof createJsonCursor>;

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Moves over JSON that comes in chunks, without parsing it. Its methods throw SyntaxError if the JSON is anything
 * else.
 */
export const createJsonCursor = (chunks: Chunks) => {
  const source = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  const store = createStore();
  let bytes: Uint8Array = new Uint8Array();
  let position = 0;
  let mark = 0;
  /** How many bytes after the mark are complete values. */
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

  /** Loads so many bytes after the position, if there are so many. */
  const lookAhead = async (count: number): Promise<void> => {
    let hasMore = true;
    while (hasMore && bytes.length - position < count) hasMore = await more();
  };

  /** Loads more bytes until `found`. */
  const moveUntil = async (found: () => boolean): Promise<void> => {
    while (!found()) {
      if (!(await more())) throw new SyntaxError('the JSON ends too early');
    }
  };

  /** The next byte that is not white space. Undefined at the end. */
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

    /** Moves over a byte order mark, if there is one. */
    takeByteOrderMark: async (): Promise<void> => {
      await lookAhead(byteOrderMark.length);
      if (byteOrderMark.every((byte, index) => bytes[position + index] === byte))
        position += byteOrderMark.length;
    },

    /** Moves over a string and returns it. */
    takeString: async (): Promise<string> => {
      await take(quote);
      mark = position - 1;
      await moveUntil(() => {
        position = stringEnd(bytes, position);
        return position < bytes.length;
      });
      position += 1;
      return JSON.parse(Buffer.from(bytes.subarray(mark, position)).toString()) as string; // it has quotes
    },

    /** Moves over `null`, which may stand in place of what was `expected`. */
    takeNull: async (expected: string): Promise<void> => {
      const found = await peek();
      mark = position;
      await lookAhead(4);
      position = mark + 4;
      if (Buffer.from(bytes.subarray(mark, position)).toString() !== 'null')
        throw unexpected(found, expected);
    },

    /**
     * Moves over values with commas between them, to the first comma after `enough` bytes from the mark, or to the
     * closing bracket. Returns that byte.
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

    /** Sets the mark here: the bytes before are dropped. */
    setMark: (): void => {
      mark = position;
      whole = 0;
    },

    /** The bytes from the mark to here. They are only valid until the cursor moves. */
    sinceMark: (): Uint8Array => bytes.subarray(mark, position),

    /** Those of them that are complete values, when the last one breaks off. */
    wholeSinceMark: (): Uint8Array => bytes.subarray(mark, mark + whole),
  };
};

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const unexpected = (found: number | undefined, expected: string): SyntaxError =>
  new SyntaxError(`expected ${expected}, got ${found === undefined ? 'the end' : described(found)}`);

/** Binary data begins with bytes that cannot be shown as characters. */
const described = (byte: number): string =>
  byte < 0x20 || byte > 0x7e ? `the byte 0x${byte.toString(16)}` : JSON.stringify(String.fromCharCode(byte));

/** Joins bytes in the same memory every time: what it returns is only valid until the next call. */
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
