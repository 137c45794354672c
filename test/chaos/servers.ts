import { topic } from '../support/destinations/sns.ts';
import { startS3 } from '../support/s3-server.ts';
import { startSes } from '../support/ses-server.ts';
import { startSlack } from '../support/slack-server.ts';
import { startSns } from '../support/sns-server.ts';
import type { FastClock } from './clock.ts';
import { bucket } from './traffic.ts';

export type Servers = Awaited<ReturnType<typeof startServers>>;

/** Everything that the function talks to. */
export const startServers = async (clock: FastClock) => {
  const options = { clock: clock.now };
  const [s3, ses, slack, sns] = await Promise.all([
    startS3({ ...options, buckets: [bucket, { name: 'state', denyUnconditionalPuts: true }] }),
    startSes({ ...options, identities: ['tattletail@example.com'] }),
    startSlack({ ...options, rate: 'unlimited' }),
    startSns({ ...options, topics: [topic] }),
  ]);
  return {
    s3,
    ses,
    slack,
    sns,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([s3, ses, slack, sns].map((server) => server.close()));
    },
  };
};
