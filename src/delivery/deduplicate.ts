import pLimit from 'p-limit';
import { type Alert, eventsOf, withoutEvents } from '../alerts/alert.ts';
import { sha256 } from '../alerts/event-key.ts';
import { possibleDuplicate, type Tag } from '../alerts/tag.ts';
import type { Send } from '../destinations/destination.ts';
import { DeliveryError } from '../errors.ts';
import type { Deliver } from './deliver.ts';
import { notSent, outOfTime } from './failure.ts';
import { withGrace } from './grace.ts';
import { claimId } from './ledger/claim.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Outcome } from './ledger/protocol.ts';
import { claimEvent, type EventClaim, leaseMs, marginMs, settleMs } from './ledger/runner.ts';

export interface DeduplicationOptions {
  readonly ledger: Ledger;
  /** When the ledger gives no answer: send with a note, or fail and leave it to the next invocation. */
  readonly onLedgerError: 'send' | 'fail';
}

/** Sends the events of an alert that have not been delivered to this destination yet. */
export const withDeduplication =
  (destinationId: string, send: Send, options: DeduplicationOptions): Deliver =>
  async (alert, signal) => {
    const claims = await claimEvents(alert, destinationId, options, signal);
    const ours = claims.filter(isOurs);
    const notOurs = claims.filter((claim) => !isOurs(claim));
    const rest = withoutEvents(alert, new Set(notOurs.map(({ event }) => event.key)));
    if (rest !== undefined) await sendAndSettle(send, rest, ours, signal);
    const leased = claims.filter(({ status }) => status === 'leased').length;
    if (leased > 0)
      throw notSent(`another invocation is delivering ${leased === 1 ? 'it' : `${leased} of its events`}`);
    return rest === undefined ? 'deduplicated' : 'delivered';
  };

/** A claim on an event that this invocation sends. */
type OurClaim = Extract<EventClaim, { readonly status: 'claimed' | 'unclaimed' }>;

const isOurs = (claim: EventClaim): claim is OurClaim =>
  claim.status === 'claimed' || claim.status === 'unclaimed';

/** Claims every event, or none. */
const claimEvents = async (
  alert: Alert,
  destinationId: string,
  { ledger, onLedgerError }: DeduplicationOptions,
  signal: AbortSignal,
): Promise<readonly EventClaim[]> => {
  const limit = pLimit(claimsAtATime);
  const events = eventsOf(alert);
  const patienceMs = events.length === 1 ? leaseMs + marginMs : roundupPatienceMs;
  const settled = await Promise.allSettled(
    events.map((event) =>
      limit(() =>
        claimEvent(event, claimId(alert.rule.id, destinationId, event), ledger, { patienceMs, signal }),
      ),
    ),
  );
  const claims = settled.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  const unclaimed = claims.find((claim) => claim.status === 'unclaimed');
  if (claims.length === events.length && (unclaimed === undefined || onLedgerError === 'send')) return claims;
  await settleAll(claims.filter(isOurs), 'refused', signal);
  throw notSent(
    unclaimed === undefined ? outOfTime : `the ledger is unavailable: ${unclaimed.error.message}`,
  );
};

const claimsAtATime = 32;

/** Waiting for one event of a roundup uses up the leases of the others. In milliseconds. */
const roundupPatienceMs = 5_000;

const sendAndSettle = async (
  send: Send,
  alert: Alert,
  claims: readonly OurClaim[],
  signal: AbortSignal,
): Promise<void> => {
  const withinLease = withinLeases(claims, signal);
  try {
    if (withinLease.aborted) throw notSent(outOfTime);
    await send(alert, tagFor(claims), withinLease);
  } catch (error) {
    await settleAll(claims, error instanceof DeliveryError ? error.failure.outcome : 'unknown', signal);
    throw error;
  }
  await settleAll(claims, 'accepted', signal);
};

/** Another invocation takes over when a lease ends, so nothing may be sent from shortly before that. */
const withinLeases = (claims: readonly OurClaim[], signal: AbortSignal): AbortSignal => {
  const ends = claims.flatMap((claim) => (claim.status === 'claimed' ? claim.claim.until : []));
  if (ends.length === 0) return signal;
  const left = Math.min(...ends) - marginMs - Date.now();
  return left > 0 ? AbortSignal.any([signal, AbortSignal.timeout(left)]) : AbortSignal.abort();
};

/** An alert of one event has the id of its claim. A roundup has an id for exactly these events. */
const tagFor = (claims: readonly OurClaim[]): Tag => {
  const ids = claims.map(({ id }) => id);
  const tag: Tag = { id: ids.length === 1 ? String(ids[0]) : sha256(ids.join()), note: undefined };
  if (claims.some((claim) => claim.status === 'claimed' && claim.claim.mayBeDuplicate))
    return possibleDuplicate(tag);
  return claims.some(({ status }) => status === 'unclaimed')
    ? { ...tag, note: 'possible duplicate: the ledger was unavailable' }
    : tag;
};

/** Also when time has run out, so that what was sent is not sent again; but not until Lambda kills us. */
const settleAll = async (
  claims: readonly OurClaim[],
  outcome: Outcome,
  signal: AbortSignal,
): Promise<void> => {
  const limit = pLimit(claimsAtATime);
  await withGrace(signal, settleMs, (late) =>
    Promise.all(claims.map(({ settle }) => limit(() => settle(outcome, late)))),
  );
};
