import type { OperationalProblem } from '../alerts/alert.ts';
import type { AwsClients } from '../aws/clients.ts';
import type { ObjectRef } from '../aws/object-ref.ts';
import { createPublicKeys, PublicKeysError } from '../aws/public-keys.ts';
import { s3DigestStore } from '../aws/s3-digests.ts';
import type { Config } from '../config/schema.ts';
import type { Log } from '../log.ts';
import { verifyDelivered } from '../trail/digests/delivered.ts';
import { digestKey } from '../trail/digests/digest-key.ts';
import { problemsOfDigest, unverifiable } from './integrity.ts';

/** Gives the problems that a digest shows, and the log files that it lists and that are to be inspected again. */
export type VerifyDigest = (
  ref: ObjectRef,
  config: Config,
  signal: AbortSignal,
) => Promise<{ readonly problems: readonly OperationalProblem[]; readonly logFiles: readonly ObjectRef[] }>;

/**
 * Verifies digests where the config wants it. What they list is inspected again only if a ledger keeps it from being sent
 * again.
 */
export const digestVerifier = (
  aws: Pick<AwsClients, 's3' | 'cloudtrail'>,
  warn: Log['warn'],
): VerifyDigest => {
  const publicKeys = createPublicKeys(aws.cloudtrail);
  return async ({ bucket, key }, config, signal) => {
    const named = digestKey(key);
    if (!config.trail.verifyDigests || named === undefined) return { problems: [], logFiles: [] };
    try {
      const options = { store: s3DigestStore(aws.s3, bucket), signal, warn };
      const delivered = await verifyDelivered(named, {
        ...options,
        publicKeys: (region, since) => publicKeys(region, since, signal),
      });
      const hasLedger = config.delivery.ledger !== undefined;
      return { problems: problemsOfDigest(delivered), logFiles: hasLedger ? delivered.logFiles : [] };
    } catch (error) {
      if (!(error instanceof PublicKeysError)) throw error;
      return { problems: [unverifiable(named.region, error.message)], logFiles: [] };
    }
  };
};
