import * as z from 'zod';
import { sha256 } from '../../src/alerts/event-key.ts';
import type { S3Server } from '../support/s3-server.ts';
import { senderOf } from './kills.ts';
import { type ExpectedAlert, eventKeyOf } from './traffic.ts';

/** The requests to S3 about the claim of an alert, in the order of their arrival. */
export type LedgerLog = (alert: ExpectedAlert) => readonly LedgerRequest[];

export interface LedgerRequest {
  readonly at: number;
  /** The name of the process. */
  readonly sender: string;
  readonly kind: 'read' | 'write';
  /** What was to be written. Missing when the request never arrived in full. */
  readonly claim: WrittenClaim | undefined;
  /** Whether it was written, which the sender may not know. */
  readonly isWritten: boolean;
}

export const ledgerLogOf = ({ requests, writes }: Pick<S3Server, 'requests' | 'writes'>): LedgerLog => {
  const written = new Set(writes.map(({ key, at }) => `${at} ${key}`));
  const byClaim = Map.groupBy(
    requests.filter(({ target }) => target.startsWith('/state/')),
    ({ target }) => /[0-9a-f]{64}/.exec(target)?.[0],
  );
  return (alert) =>
    (byClaim.get(claimIdOf(alert)) ?? []).map((request) => ({
      at: request.at,
      sender: senderOf(request.headers['user-agent']),
      kind: request.method === 'GET' ? 'read' : 'write',
      claim: request.body === undefined ? undefined : claimIn(String(request.body)),
      isWritten: written.has(`${request.at} ${/^\/state\/([^?]*)/.exec(request.target)?.[1]}`),
    }));
};

export const claimIdOf = (alert: ExpectedAlert): string =>
  sha256(JSON.stringify([1, alert.rule, alert.destination, eventKeyOf(alert)]));

type WrittenClaim = z.infer<typeof claimSchema>;

const claimSchema = z.object({
  state: z.enum(['sending', 'delivered', 'refused', 'unknown']),
  owner: z.string(),
  until: z.number(),
  mayBeDuplicate: z.boolean(),
});

/** A request to read has no body. */
const claimIn = (text: string): WrittenClaim | undefined =>
  text === '' ? undefined : claimSchema.parse(JSON.parse(text));
