/** The whole text as UTF-8. Throws SyntaxError if it is in an encoding that is not read. */
export const inUtf8 = (bytes: Uint8Array): Uint8Array => {
  const encoding = encodingOf(bytes);
  return encoding === 'utf-8' ? bytes : Buffer.from(new TextDecoder(encoding).decode(bytes));
};

/** The same as a string. */
export const textIn = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes)).decode(bytes);

/** The same in chunks. */
export const chunksInUtf8 = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: Decoder | undefined;
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst) decoder = decoderFor(encodingOf(chunk));
    isFirst = false;
    yield decoder === undefined ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }));
  }
  // A character that is cut off becomes U+FFFD.
  if (decoder !== undefined) yield Buffer.from(decoder.decode());
};

const decoderFor = (encoding: Encoding): Decoder | undefined =>
  encoding === 'utf-8' ? undefined : new TextDecoder(encoding);

type Decoder = InstanceType<typeof TextDecoder>;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * By the byte order mark, as Windows PowerShell writes one, or by the zero bytes beside the first character of JSON
 * (RFC 4627, section 3). Throws SyntaxError for UTF-32.
 */
const encodingOf = (bytes: Uint8Array): Encoding => {
  const [a, b, c, d] = bytes;
  const isLittle = (a === 0xff && b === 0xfe) || (beginsJson(a) && b === 0);
  const isBig = (a === 0xfe && b === 0xff) || (a === 0 && beginsJson(b));
  if (
    (isLittle && c === 0 && d === 0) ||
    (a === 0 && b === 0 && ((c === 0xfe && d === 0xff) || (c === 0 && beginsJson(d))))
  )
    throw new SyntaxError('the text is UTF-32, expected UTF-8 or UTF-16');
  if (isLittle) return 'utf-16le';
  return isBig ? 'utf-16be' : 'utf-8';
};

const beginsJson = (byte: number | undefined): boolean => byte !== undefined && firstBytes.has(byte);

const firstBytes: ReadonlySet<number> = new Set(
  [...'{["\n\r\t '].map((character) => character.charCodeAt(0)),
);
