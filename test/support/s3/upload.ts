import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Answer } from '../answer.ts';
import type { Request } from '../loopback.ts';
import { s3Error } from './errors.ts';

export type Upload =
  | { readonly kind: 'body'; readonly body: Buffer; readonly crc32?: string }
  | { readonly kind: 'refused'; readonly answer: Answer };

/**
 * The bytes that a PUT is about: as they came, or taken out of `aws-chunked` with its trailing checksums.
 * Every checksum that came along is verified. Amazon S3 API Reference, "Authenticating Requests: Using the
 * Authorization Header" and S3-UG "Checking object integrity".
 */
export const readUpload = (request: Request): Upload => {
  const { headers } = request;
  const chunked = (headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
  const announced = headers[chunked ? 'x-amz-decoded-content-length' : 'content-length'];
  if (announced === undefined) return refused(s3Error('MissingContentLength'));

  const content = chunked ? readChunks(request.body) : { body: request.body, trailers: {}, sizes: [] };
  if (content === undefined) return refused(s3Error('IncompleteBody'));
  const { body, trailers, sizes } = content;
  if (sizes.slice(0, -1).some((size) => size < 8192)) return refused(s3Error('InvalidChunkSizeError'));
  if (body.length !== Number(announced)) return refused(s3Error('IncompleteBody'));

  const promised = headers['x-amz-trailer'];
  if (promised !== undefined && trailers[promised] === undefined)
    return refused(s3Error('MalformedTrailerError'));
  const checksums = checksumsOf({ ...headers, ...trailers });
  if (headers['x-amz-sdk-checksum-algorithm'] !== undefined && Object.keys(checksums).length === 0)
    return refused(
      s3Error('InvalidRequest', 'x-amz-sdk-checksum-algorithm specified, but no checksum came.'),
    );
  for (const [name, claimed] of Object.entries(checksums)) {
    const actual = algorithms[name]?.(body);
    if (actual === undefined)
      return refused(s3Error('NotImplemented', `This fake does not compute ${name}.`));
    if (actual !== claimed) return refused(s3Error('BadDigest'));
  }
  const crc = checksums['x-amz-checksum-crc32'];
  return { kind: 'body', body, ...(crc !== undefined && { crc32: crc }) };
};

const refused = (answer: Answer): Upload => ({ kind: 'refused', answer });

interface Chunks {
  readonly body: Buffer;
  readonly trailers: Readonly<Record<string, string>>;
  readonly sizes: readonly number[];
}

/** `SIZE[;chunk-signature=…]\r\n` DATA `\r\n`, …, `0\r\n`, trailers `name:value\r\n`, `\r\n`. */
const readChunks = (raw: Buffer): Chunks | undefined => {
  const chunks: Buffer[] = [];
  let position = 0;
  const line = (): string | undefined => {
    const end = raw.indexOf('\r\n', position);
    if (end < 0) return undefined;
    const text = raw.toString('latin1', position, end);
    position = end + 2;
    return text;
  };
  for (;;) {
    const size = /^([0-9a-f]+)(;chunk-signature=[0-9a-f]{64})?$/i.exec(line() ?? '')?.[1];
    if (size === undefined) return undefined;
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    chunks.push(raw.subarray(position, position + length));
    position += length;
    if (line() !== '') return undefined;
  }
  const trailers: Record<string, string> = {};
  for (let text = line(); text !== ''; text = line()) {
    const colon = text?.indexOf(':') ?? 0;
    if (text === undefined || colon < 1) return undefined;
    trailers[text.slice(0, colon).toLowerCase()] = text.slice(colon + 1).trim();
  }
  return { body: Buffer.concat(chunks), trailers, sizes: chunks.map(({ length }) => length) };
};

const checksumsOf = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value !== undefined && (checksumHeader.test(name) || name === 'content-md5') ? [[name, value]] : [],
    ),
  );

const checksumHeader = /^x-amz-checksum-(?!algorithm$|type$|mode$)/;

const digest = (algorithm: string) => (body: Buffer) => createHash(algorithm).update(body).digest('base64');

const algorithms: Readonly<Record<string, (body: Buffer) => string>> = {
  'x-amz-checksum-crc32': (body) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes.toString('base64');
  },
  'x-amz-checksum-sha1': digest('sha1'),
  'x-amz-checksum-sha256': digest('sha256'),
  'content-md5': digest('md5'),
};
