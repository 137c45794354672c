import { randomUUID } from 'node:crypto';
import { deleteObject } from '../aws/live/bucket.ts';
import type { LiveClients } from '../aws/live/clients.ts';
import { isDenied, PermissionError } from '../aws/live/permission.ts';
import { uriOf } from '../aws/object-ref.ts';
import type { S3Prefix } from '../aws/s3-list.ts';
import { s3Ledger } from '../delivery/ledger/s3.ts';
import { withStoreCheck } from '../delivery/ledger/store-check.ts';
import { LedgerError, messageOf } from '../errors.ts';

export interface StoreTrial {
  /** Why claims cannot be kept there, if they cannot. */
  readonly refusal: string | undefined;
  /** The object that was written, and why it is still there, if it is. */
  readonly leftover: { readonly uri: string; readonly reason: string } | undefined;
}

/** Writes an object below the ledger's prefix as claims are written, once more, and deletes it. */
export const tryStore = async (s3: LiveClients['s3'], { bucket, prefix }: S3Prefix): Promise<StoreTrial> => {
  const ledger = withStoreCheck(s3Ledger(async () => s3, { bucket, prefix }));
  const { signal } = new AbortController();
  const key = `doctor-${randomUUID()}`;
  const refusal = await refusalOf(async () => {
    await ledger.ready(signal);
    await ledger.create(key, '{}', signal);
  });
  const ref = { bucket, key: prefix + key };
  try {
    await deleteObject(s3, ref);
    return { refusal, leftover: undefined };
  } catch (error) {
    return { refusal, leftover: { uri: uriOf(ref), reason: messageOf(error) } };
  }
};

/** S3 asks for s3:GetObject, too, where an ETag is compared, and answers 403 in place of 404 without s3:ListBucket. */
const refusalOf = async (write: () => Promise<void>): Promise<string | undefined> => {
  try {
    await write();
    return undefined;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    if (isDenied(error.cause)) throw new PermissionError('s3:PutObject', error.cause);
    return messageOf(error);
  }
};
