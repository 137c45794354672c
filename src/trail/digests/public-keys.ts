import { createPublicKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';

/** A key of CloudTrail's, for the digests of one region. */
export interface PublicKey {
  readonly fingerprint: string;
  /** In base64. */
  readonly value: string;
  /** When CloudTrail signs with it. In milliseconds. */
  readonly from: number;
  readonly until: number;
}

/** The keys in what `aws cloudtrail list-public-keys` prints. Throws ZodError. */
export const publicKeysIn = (json: unknown): readonly PublicKey[] => {
  const { PublicKeyList, publicKeyList } = listSchema.parse(json);
  return PublicKeyList ?? publicKeyList ?? [];
};

/**
 * A time is in seconds, as a number or its text, or in ISO 8601, as the AWS CLI's `cli_timestamp_format` has it. The user
 * guide's sample has the list in lower case.
 */
const timeSchema = z.union([z.number(), z.string()]).transform((time, context) => {
  const isSeconds = typeof time === 'number' || /^\d+(\.\d+)?$/.test(time);
  const milliseconds = isSeconds ? Number(time) * 1000 : Date.parse(time);
  if (Number.isNaN(milliseconds)) context.addIssue({ code: 'custom', message: 'must be a time' });
  return milliseconds;
});

const keySchema = z
  .object({
    Value: z.base64(),
    Fingerprint: z.string(),
    ValidityStartTime: timeSchema,
    ValidityEndTime: timeSchema,
  })
  .transform(
    ({ Value, Fingerprint, ValidityStartTime, ValidityEndTime }): PublicKey => ({
      fingerprint: Fingerprint.toLowerCase(),
      value: Value,
      from: ValidityStartTime,
      until: ValidityEndTime,
    }),
  );

const listSchema = z
  .object({ PublicKeyList: z.array(keySchema).optional(), publicKeyList: z.array(keySchema).optional() })
  .refine(({ PublicKeyList, publicKeyList }) => (PublicKeyList ?? publicKeyList) !== undefined, {
    message: 'expected a PublicKeyList',
  });

/**
 * Throws if it is no key. The user guide says that it is PKCS #1, and that this may change: one of its own samples is an
 * X.509 SubjectPublicKeyInfo. In that, a sequence comes first instead of the modulus.
 */
export const keyObjectOf = ({ value }: PublicKey): KeyObject => {
  const der = Buffer.from(value, 'base64');
  const [, length = 0] = der;
  const first = der[length > 0x80 ? 2 + (length & 0x7f) : 2];
  return createPublicKey({ key: der, format: 'der', type: first === 0x30 ? 'spki' : 'pkcs1' });
};
