import { constants, verify } from 'node:crypto';
import type { Digest } from './digest.ts';
import { keyObjectOf, type PublicKey } from './public-keys.ts';

/** What CloudTrail signs (CloudTrail User Guide, "Custom implementations of CloudTrail log file integrity validation"). */
const signingString = ({ end, place, hash, previous }: Digest): string =>
  [end, `${place.bucket}/${place.key}`, hash, previous?.signature ?? 'null'].join('\n');

export type SignatureStatus = 'valid' | 'invalid signature' | 'key unknown' | 'key expired';

/** Whether CloudTrail signed a digest: with one of these keys, at a time when the key was valid. */
export const checkSignature = (
  digest: Digest,
  signature: string,
  keys: readonly PublicKey[],
  signedAt = Date.parse(digest.end),
): SignatureStatus => {
  const ofFingerprint = keys.filter(({ fingerprint }) => fingerprint === digest.fingerprint);
  if (ofFingerprint.length === 0) return 'key unknown';
  const valid = ofFingerprint.filter(
    ({ from, until }) => from - dayMs <= signedAt && signedAt <= until + dayMs,
  );
  if (valid.length === 0) return 'key expired';
  if (digest.algorithm !== 'SHA256withRSA' || !/^([0-9a-f]{2})+$/i.test(signature))
    return 'invalid signature';
  return valid.some((key) => isSignedBy(digest, signature, key)) ? 'valid' : 'invalid signature';
};

/** A digest that is late is signed after the end of its hour. */
const dayMs = 24 * 60 * 60 * 1000;

const isSignedBy = (digest: Digest, signature: string, key: PublicKey): boolean => {
  try {
    const padding = constants.RSA_PKCS1_PADDING;
    const data = Buffer.from(signingString(digest));
    return verify('RSA-SHA256', data, { key: keyObjectOf(key), padding }, Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
};
