import pLimit from 'p-limit';
import type { EventRef } from '../alerts/alert.ts';
import { sha256 } from '../alerts/event-key.ts';
import { possibleDuplicate, type Tag } from '../alerts/tag.ts';
import { withGrace } from './grace.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Outcome } from './ledger/protocol.ts';
import { type EventClaim, marginMs, settleMs } from './ledger/runner.ts';

export type ClaimOne = (event: EventRef) => Promise<EventClaim>;

/** A claim on an event that this invocation sends. */
export type OurClaim = Extract<EventClaim, { readonly status: 'claimed' | 'unclaimed' }>;

export const isOurs = (claim: EventClaim): claim is OurClaim =>
  claim.status === 'claimed' || claim.status === 'unclaimed';

/** Claims events from the beginning of the list, until the first of them that is ours has been claimed for so long. */
export const claimWithin = async (
  ms: number,
  events: readonly EventRef[],
  claim: ClaimOne,
): Promise<readonly PromiseSettledResult<EventClaim>[]> => {
  const claims: Promise<EventClaim>[] = [];
  let until = Number.POSITIVE_INFINITY;
  const claimInTurn = async (): Promise<void> => {
    for (let event = events[claims.length]; event !== undefined; event = events[claims.length]) {
      const claiming = claim(event);
      claims.push(claiming);
      // Whoever waits for the claims gets its error.
      const claimed = await claiming.catch(() => undefined);
      if (claimed !== undefined && isOurs(claimed)) until = Math.min(until, performance.now() + ms);
      if (performance.now() > until) return;
    }
  };
  await Promise.all(Array.from({ length: claimsAtATime }, claimInTurn));
  return Promise.allSettled(claims);
};

const claimsAtATime = 32;

/** Another invocation takes over when a lease ends, so nothing may be sent from shortly before that. */
export const withinLeases = (
  claims: readonly OurClaim[],
  ledger: Ledger,
  signal: AbortSignal,
): AbortSignal => {
  const ends = claims.flatMap((claim) => (claim.status === 'claimed' ? claim.claim.until : []));
  if (ends.length === 0) return signal;
  const left = Math.min(...ends) - marginMs - ledger.now();
  return left > 0 ? AbortSignal.any([signal, AbortSignal.timeout(left)]) : AbortSignal.abort();
};

/** An alert of one event has the id of its claim. A roundup has an id for exactly these events. */
export const tagFor = (claims: readonly OurClaim[]): Tag => {
  const ids = claims.map(({ id }) => id).toSorted();
  const id = ids.length === 1 ? String(ids[0]) : sha256(ids.join());
  const tag: Tag = { id, note: undefined, isOther: claims.some(({ isOther }) => isOther) };
  if (claims.some((claim) => claim.status === 'claimed' && claim.claim.mayBeDuplicate))
    return possibleDuplicate(tag);
  return claims.some(({ status }) => status === 'unclaimed')
    ? { ...tag, note: 'possible duplicate: the ledger was unavailable' }
    : tag;
};

/** Also when time has run out, so that what was sent is not sent again; but not until Lambda kills us. */
export const settleAll = async (
  claims: readonly OurClaim[],
  outcome: Outcome,
  signal: AbortSignal,
): Promise<void> => {
  const limit = pLimit(claimsAtATime);
  await withGrace(signal, settleMs, (late) =>
    Promise.all(claims.map(({ settle }) => limit(() => settle(outcome, late)))),
  );
};
