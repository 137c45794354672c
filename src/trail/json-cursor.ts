export const openBrace = 0x7b;
export const closeBrace = 0x7d;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
export const comma = 0x2c;
export const colon = 0x3a;
const quote = 0x22;
const backslash = 0x5c;
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** What is kept at once. CloudTrail's records have at most 256 KB; a bomb is a value that has no end. */
const mostBytes = 2 ** 24;

export type JsonCursor = ReturnType<typeof createJsonCursor>;

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Goes over JSON that comes in chunks, without parsing it. Its methods throw SyntaxError where the JSON is
 * not what they go over.
 */
export const createJsonCursor = (chunks: Chunks) => {
  const source = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  let bytes: Uint8Array = new Uint8Array();
  let position = 0;
  let mark = 0;

  const more = async (): Promise<boolean> => {
    const next = await source.next();
    if (next.done === true) return false;
    if (bytes.length - mark > mostBytes)
      throw new RangeError(
        `more than ${mostBytes} bytes of JSON in one piece, which is more than any record has`,
      );
    bytes = Buffer.concat([bytes.subarray(mark), next.value]);
    position -= mark;
    mark = 0;
    return true;
  };

  /** Moves on until `found` says so, with more bytes whenever there are none left. */
  const moveUntil = async (found: () => boolean): Promise<void> => {
    while (!found()) {
      if (!(await more())) throw new SyntaxError('the JSON ends too early');
    }
  };

  const isAtQuote = (): boolean => {
    while (position < bytes.length && bytes[position] !== quote)
      position += bytes[position] === backslash ? 2 : 1;
    return position < bytes.length;
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
      while (bytes.length - position < byteOrderMark.length && (await more()));
      if (byteOrderMark.every((byte, index) => bytes[position + index] === byte))
        position += byteOrderMark.length;
    },

    /** Goes over a string, and gives it. */
    takeString: async (): Promise<string> => {
      await take(quote);
      mark = position - 1;
      await moveUntil(isAtQuote);
      position += 1;
      return JSON.parse(Buffer.from(bytes.subarray(mark, position)).toString()) as string; // quotes around it
    },

    /** Goes over `null`, where something else was `expected`. */
    takeNull: async (expected: string): Promise<void> => {
      const found = await peek();
      mark = position;
      while (bytes.length - mark < 4 && (await more()));
      position = mark + 4;
      if (Buffer.from(bytes.subarray(mark, position)).toString() !== 'null')
        throw unexpected(found, expected);
    },

    /**
     * Goes over the rest of a value, whatever it is, to the comma or bracket behind it, and gives that. Of
     * the value only the strings and the nesting of brackets are looked at.
     */
    takeValue: async (): Promise<number> => {
      let nesting = 0;
      let inString = false;
      await moveUntil(() => {
        while (position < bytes.length) {
          if (inString) {
            if (!isAtQuote()) return false;
            inString = false;
            position += 1;
            continue;
          }
          const byte = bytes[position] ?? 0;
          if (byte === quote) inString = true;
          else if (byte === openBrace || byte === openBracket) nesting += 1;
          else if (nesting === 0 && (byte === comma || byte === closeBrace || byte === closeBracket))
            return true;
          else if (byte === closeBrace || byte === closeBracket) nesting -= 1;
          position += 1;
        }
        return false;
      });
      return bytes[position] ?? 0;
    },

    /** Forgets what lies before. */
    setMark: (): void => {
      mark = position;
    },

    /** The bytes since the mark. They are only good until the cursor moves. */
    sinceMark: (): Uint8Array => bytes.subarray(mark, position),
  };
};

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const unexpected = (found: number | undefined, expected: string): SyntaxError =>
  new SyntaxError(
    `expected ${expected}, got ${found === undefined ? 'the end' : JSON.stringify(String.fromCharCode(found))}`,
  );
