import { randomUUID } from 'node:crypto';
import { deleteObject } from '../aws/live/bucket.ts';
import type { LiveClients } from '../aws/live/clients.ts';
import { isDenied, PermissionError } from '../aws/live/permission.ts';
import { uriOf } from '../aws/object-ref.ts';
import type { S3Prefix } from '../aws/s3-list.ts';
import type { Ledger } from '../delivery/ledger/ledger.ts';
import { s3Ledger } from '../delivery/ledger/s3.ts';
import { noVersion } from '../delivery/ledger/store-check.ts';
import { LedgerError, messageOf } from '../errors.ts';

export interface StoreTrial {
  /** Why claims cannot be kept there, if they cannot. */
  readonly refusal: string | undefined;
  /** The object that was written, and why it is still there, if it is. */
  readonly leftover: { readonly uri: string; readonly reason: string } | undefined;
}

/** Writes an object below the ledger's prefix as claims are written, twice more against its conditions, and deletes it. */
export const tryStore = async (s3: LiveClients['s3'], { bucket, prefix }: S3Prefix): Promise<StoreTrial> => {
  const key = `doctor-${randomUUID()}`;
  const refusal = await refusalOf(() =>
    ignoredCondition(
      s3Ledger(async () => s3, { bucket, prefix }),
      key,
    ),
  );
  const ref = { bucket, key: prefix + key };
  try {
    await deleteObject(s3, ref);
    return { refusal, leftover: undefined };
  } catch (error) {
    return { refusal, leftover: { uri: uriOf(ref), reason: messageOf(error) } };
  }
};

const ignoredCondition = async (
  { create, replace }: Ledger,
  key: string,
): Promise<'If-None-Match' | 'If-Match' | undefined> => {
  const { signal } = new AbortController();
  await create(key, '{}', signal);
  if ((await create(key, '{}', signal)) !== undefined) return 'If-None-Match';
  return (await replace(key, '{}', noVersion, signal)) === undefined ? undefined : 'If-Match';
};

const refusalOf = async (
  tryConditions: () => ReturnType<typeof ignoredCondition>,
): Promise<string | undefined> => {
  try {
    const condition = await tryConditions();
    return condition && `the store ignores ${condition}, so nobody can know what was delivered before`;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    if (isDenied(error.cause)) throw new PermissionError('s3:PutObject', error.cause);
    return messageOf(error);
  }
};
