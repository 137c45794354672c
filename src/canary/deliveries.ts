import type { Claim } from '../delivery/ledger/claim.ts';
import type { Wait } from '../delivery/wait.ts';
import type { ExpectedDelivery } from './expected.ts';

/** What the ledger knows of a delivery. */
interface ClaimFound {
  readonly state: Claim['state'];
  /** When it was written, in milliseconds since the epoch, by the clock of the ledger. */
  readonly at: number;
}

/** Undefined when there is no such claim. */
export type FindClaim = (id: string, signal: AbortSignal) => Promise<ClaimFound | undefined>;

/** How a delivery stands. */
export type Standing = { readonly delivery: ExpectedDelivery } & (
  | { readonly state: 'delivered'; readonly at: number }
  /** The destination refused it for good, and its fallback has it. */
  | { readonly state: 'fallback' }
  | { readonly state: 'unclaimed' | Exclude<Claim['state'], 'delivered'> }
);

/**
 * Asks for the claims, again and again and ever more seldom, until every alert is delivered or the signal aborts. Each
 * delivery is passed on when it is done. Gives how those stand that are not, as they were last seen.
 */
export const watchDeliveries = async (
  deliveries: readonly ExpectedDelivery[],
  findClaim: FindClaim,
  { signal, wait, onDone }: Watch,
): Promise<readonly Standing[]> => {
  let left: readonly Standing[] = deliveries.map((delivery) => ({ delivery, state: 'unclaimed' }));
  for (let pauseMs = 1_000; left.length > 0 && !signal.aborted; pauseMs = Math.min(15_000, pauseMs * 1.3)) {
    const seen = await Promise.all(
      left.map(async (last) => {
        const standing = await standingOf(last.delivery, findClaim, signal).catch(unlessAborted(signal));
        return standing ?? last;
      }),
    );
    for (const standing of seen.filter(isDone)) await onDone(standing);
    left = seen.filter((standing) => !isDone(standing));
    if (left.length > 0) await wait(pauseMs, signal).catch(unlessAborted(signal));
  }
  return left;
};

interface Watch {
  readonly signal: AbortSignal;
  readonly wait: Wait;
  readonly onDone: (standing: Standing) => Promise<void>;
}

const isDone = ({ state }: Standing): boolean => state === 'delivered' || state === 'fallback';

/** The claim of a destination is delivered too if only its fallback took the alert. That one has a claim before. */
const standingOf = async (
  delivery: ExpectedDelivery,
  findClaim: FindClaim,
  signal: AbortSignal,
): Promise<Standing> => {
  const { id, fallback } = delivery;
  const claim = await findClaim(id, signal);
  if (claim === undefined) return { delivery, state: 'unclaimed' };
  if (claim.state !== 'delivered') return { delivery, state: claim.state };
  const byFallback = fallback && (await findClaim(fallback.id, signal));
  return byFallback === undefined
    ? { delivery, state: 'delivered', at: claim.at }
    : { delivery, state: 'fallback' };
};

const unlessAborted =
  (signal: AbortSignal) =>
  (error: unknown): undefined => {
    if (!signal.aborted) throw error;
  };
