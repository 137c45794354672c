import type { AwsClients } from '../aws/clients.ts';
import { httpStatusOf } from '../aws/http-status.ts';
import { explained } from '../aws/problem.ts';
import { getObject } from '../aws/s3-object.ts';
import type { Config } from '../config/schema.ts';
import { claimKey, claimSchema } from '../delivery/ledger/claim.ts';
import { createServerClock } from '../delivery/ledger/server-clock.ts';
import { TattletailError } from '../errors.ts';
import type { FindClaim } from './deliveries.ts';

/** The claims in a ledger, and the clock that they are dated by. */
export interface CanaryLedger {
  readonly findClaim: FindClaim;
  /** By this machine's clock until S3 has answered. */
  readonly now: () => number;
}

type LedgerLocation = NonNullable<Config['delivery']['ledger']>;

/** Reads the ledger of a config, and never writes to it. What it throws says which permissions are needed. */
export const canaryLedger = (s3: AwsClients['s3'], { bucket, prefix }: LedgerLocation): CanaryLedger => {
  const clock = createServerClock();
  return {
    now: clock.now,
    findClaim: async (id, signal) => {
      const key = prefix + claimKey(id);
      try {
        const options = { maxBytes: 10_000, signal, onAnswer: clock.note };
        const { bytes, writtenAt } = await getObject(await s3(), { bucket, key }, options);
        const { state } = claimSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
        return { state, at: writtenAt ?? clock.now() };
      } catch (error) {
        if (httpStatusOf(error) === 404 && nameOf(error) !== 'NoSuchBucket') return undefined;
        throw new TattletailError(
          `the ledger cannot be read: s3://${bucket}/${key}: ${reasonFor({ bucket, prefix }, error)}`,
          { cause: error },
        );
      }
    },
  };
};

/** For an object that is not there, S3 answers 403 to whoever may not list the bucket. */
const reasonFor = ({ bucket, prefix }: LedgerLocation, error: unknown): string =>
  explained(
    error,
    `s3:GetObject on arn:aws:s3:::${bucket}/${prefix}v1/*, s3:ListBucket on arn:aws:s3:::${bucket}, and kms:Decrypt if it is encrypted with a KMS key`,
  );

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');
