import { createHash } from 'node:crypto';
import type { Request } from './loopback.ts';

/**
 * Why a request does not pass as signed with Signature Version 4, if it does not. Looks at the shape and at what the
 * signature covers, and checks the body's hash; it holds no secret, so the signature itself is not computed.
 * AWS General Reference, "Create a signed AWS API request": host and every x-amz-* header must be signed.
 */
export const signatureProblem = ({ headers, body }: Request, service: string): string | undefined => {
  const { authorization } = headers;
  if (authorization === undefined) return 'the request is not signed';
  const parts = signatureShape.exec(authorization);
  if (parts === null) return 'the Authorization header is malformed';
  const [, date = '', , scope, names = ''] = parts;
  if (scope !== service) return `the credential scope is for ${scope}, not for ${service}`;
  if (!headers['x-amz-date']?.startsWith(`${date}T`))
    return 'X-Amz-Date is not the date of the credential scope';
  const signed = new Set(names.split(';'));
  const unsigned = ['host', ...Object.keys(headers).filter(isAmazons)].filter((name) => !signed.has(name));
  if (unsigned.length > 0)
    return `there were headers present in the request which were not signed: ${unsigned}`;
  return hashProblem(headers['x-amz-content-sha256'], body);
};

/** The region that a signed request was made for. */
export const regionOf = ({ headers }: Request): string =>
  signatureShape.exec(headers.authorization ?? '')?.[2] ?? '';

const signatureShape =
  /^AWS4-HMAC-SHA256 Credential=[^/,\s]+\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=[0-9a-f]{64}$/;

const isAmazons = (name: string): boolean => name.startsWith('x-amz-');

/** S3 also takes words here (UNSIGNED-PAYLOAD, STREAMING-…): those say that the hash is elsewhere. */
const hashProblem = (claimed: string | undefined, body: Buffer): string | undefined => {
  if (claimed === undefined) return 'X-Amz-Content-Sha256 is missing';
  if (!/^[0-9a-f]{64}$/.test(claimed)) return undefined;
  const actual = createHash('sha256').update(body).digest('hex');
  return claimed === actual ? undefined : hashMismatch;
};

export const hashMismatch = "The provided 'x-amz-content-sha256' header does not match what was computed.";
