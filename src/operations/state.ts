import type { OperationalProblem } from '../alerts/alert.ts';
import type { AwsClients } from '../aws/clients.ts';
import { listKeys } from '../aws/s3-keys.ts';
import type { Config } from '../config/schema.ts';
import { s3Ledger } from '../delivery/ledger/s3.ts';
import { messageOf } from '../errors.ts';
import type { HeartbeatTools } from './heartbeat.ts';
import { ledgerUnavailable } from './problems.ts';
import { createSeen } from './seen.ts';

type State = Omit<HeartbeatTools, 'now'>;

/** What accounts and regions used to write, beside the claims of a ledger in S3. Undefined without one. */
export const stateIn =
  (aws: Pick<AwsClients, 's3'>) =>
  ({ delivery: { ledger } }: Config): State | undefined => {
    if (ledger === undefined) return undefined;
    const { bucket, prefix } = ledger;
    return {
      ledger: s3Ledger(aws.s3, { bucket, prefix, maxBytes }),
      list: async (below, signal) => {
        const keys = await listKeys(await aws.s3(), { bucket, prefix: prefix + below }, signal);
        return keys.map((key) => key.slice(prefix.length));
      },
    };
  };

/** Of 20,000 accounts and regions, with the longest pause of each of 15 days. */
const maxBytes = 2 ** 24;

/** Remembers which log files were read, if anybody is to know when there are no more of them. */
export const noteSeenIn = (
  stateOf: (config: Config) => State | undefined,
  addProblem: (problem: OperationalProblem) => void,
) => {
  const seen = createSeen();
  return async (
    uris: readonly string[],
    { config }: { readonly config: Config },
    signal: AbortSignal,
  ): Promise<void> => {
    const { operations, metrics } = config;
    if (operations.destinations.length === 0 && !metrics.perRegion) return;
    seen.note(uris);
    const state = stateOf(config);
    if (state === undefined) return;
    await seen
      .save(state.ledger, signal)
      .catch((error: unknown) => addProblem(ledgerUnavailable(messageOf(error))));
  };
};
