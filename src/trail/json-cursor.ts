import { openBrace, quote, type Scan, scanValue, scanValues, stringEnd } from './scan-values.ts';

/** The most that is kept and parsed at once. CloudTrail's records have at most 256 KB; a larger value is an attack. */
const maxPieceBytes = 2 ** 22;

export type JsonCursor = ReturnType<typeof createJsonCursor>;

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Moves over JSON that comes in chunks, without parsing it. Its methods throw SyntaxError if the JSON is anything
 * else, and RangeError if more than `maxPieceBytes` would have to be kept. Where the chunks fail, the JSON ends:
 * `failure` has the error.
 */
export const createJsonCursor = (chunks: Chunks) => {
  const source = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  const store = createStore();
  let bytes: Uint8Array = new Uint8Array();
  let position = 0;
  let mark = 0;
  /** How many bytes after the mark are complete values. */
  let whole = 0;
  /** How many bytes came before `bytes`. */
  let dropped = 0;
  let failure: { readonly error: unknown } | undefined;

  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    try {
      return await source.next();
    } catch (error) {
      failure = { error };
      return { done: true, value: undefined };
    }
  };

  const more = async (): Promise<boolean> => {
    const { done, value } = await next();
    if (done === true) return false;
    if (bytes.length - mark > maxPieceBytes)
      throw new RangeError(
        `more than ${maxPieceBytes} bytes of JSON in one piece, which is more than any record has`,
      );
    bytes = store.join(bytes.subarray(mark), value);
    position -= mark;
    dropped += mark;
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

  /** Moves over white space, and gives the next byte. Undefined at the end. */
  const peek = async (): Promise<number | undefined> => {
    for (;;) {
      while (isSpace(bytes[position])) position += 1;
      if (position < bytes.length) return bytes[position];
      if (!(await more())) return undefined;
    }
  };

  /** Drops what comes before such a byte, or everything. */
  const dropTo = async (byte: number): Promise<void> => {
    do {
      const found = bytes.indexOf(byte, position);
      position = found === -1 ? bytes.length : found;
      mark = position;
      if (found !== -1) return;
    } while (await more());
  };

  const take = async (byte: number, expected = String.fromCharCode(byte)): Promise<void> => {
    const found = await peek();
    if (found !== byte) throw unexpected(found, expected);
    position += 1;
  };

  return {
    peek,
    take,

    /** The next bytes, as many as are there and at most `count`, without moving. */
    head: async (count: number): Promise<Uint8Array> => {
      await lookAhead(count);
      return bytes.slice(position, position + count);
    },

    /** Moves to the next document: over white space and whatever people put between documents. */
    toDocument: async (): Promise<number | undefined> => {
      for (;;) {
        const byte = await peek();
        if (byte === undefined) return undefined;
        await lookAhead(byteOrderMark.length);
        if (byteOrderMark.every((markByte, at) => bytes[position + at] === markByte))
          position += byteOrderMark.length;
        else if (separators.has(byte)) position += 1;
        else return byte;
      }
    },

    /** Moves to the next object, over text. */
    toBrace: async (): Promise<number | undefined> => {
      await dropTo(openBrace);
      return bytes[position];
    },

    /** Moves to the next line. */
    toNextLine: async (): Promise<void> => {
      await dropTo(newline);
      position += 1;
    },

    /**
     * Sets the mark, and moves over a value that begins with a bracket or a quote. If it does not end within
     * `maxPieceBytes` it does not move, and returns why.
     */
    takeWhole: async (): Promise<'whole' | 'cut off' | 'large'> => {
      mark = position;
      const scan = { nesting: 0, inString: false, isWhole: false };
      for (;;) {
        position = scanValue(bytes, position, scan);
        if (scan.isWhole) return 'whole';
        const isLarge = bytes.length - mark > maxPieceBytes;
        if (isLarge || !(await more())) {
          position = mark;
          return isLarge ? 'large' : 'cut off';
        }
      }
    },

    /** The same within a line. */
    takeInLine: async (): Promise<'whole' | 'cut off'> => {
      mark = position;
      await moveUntil(() => {
        const found = bytes.indexOf(newline, position);
        position = found === -1 ? bytes.length : found;
        return found !== -1;
      }).catch(() => undefined);
      const line = bytes.subarray(mark, position);
      const scan = { nesting: 0, inString: false, isWhole: false };
      const end = scanValue(line, 0, scan);
      position = scan.isWhole ? mark + end : mark;
      return scan.isWhole ? 'whole' : 'cut off';
    },

    /** Moves over a value that begins with a bracket, however large. */
    skipValue: async (): Promise<void> => {
      const scan = { nesting: 0, inString: false, isWhole: false };
      await moveUntil(() => {
        position = scanValue(bytes, position, scan);
        mark = Math.min(position, bytes.length);
        return scan.isWhole;
      });
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

    /** Moves so many bytes behind the mark. */
    moveBehindMark: (count: number): void => {
      position = mark + count;
    },

    /** The bytes from the mark to here. They are only valid until the cursor moves. */
    sinceMark: (): Uint8Array => bytes.subarray(mark, position),

    /** Those of them that are complete values, when the last one breaks off. */
    wholeSinceMark: (): Uint8Array => bytes.subarray(mark, mark + whole),

    /** All bytes from the mark that are there. They are only valid until the cursor moves. */
    loadedSinceMark: (): Uint8Array => bytes.subarray(mark),

    /** How many bytes are complete values or lie before them. */
    wholeBytes: (): number => dropped + mark + whole,

    failure: () => failure,
  };
};

const newline = 0x0a;

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09;

/** A comma, and a record separator (RFC 7464). */
const separators: ReadonlySet<number> = new Set([0x2c, 0x1e]);

const byteOrderMark = [0xef, 0xbb, 0xbf];

export const unexpected = (found: number | undefined, expected: string): SyntaxError =>
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
