import pLimit from 'p-limit';
import { type Alert, eventsOf, withoutEvents } from '../alerts/alert.ts';
import { sha256 } from '../alerts/event-key.ts';
import { possibleRepeat, type Tag } from '../alerts/tag.ts';
import type { Deliver, Send } from '../destinations/destination.ts';
import { notNow, timeIsUp } from '../destinations/failure.ts';
import { DeliveryError } from '../errors.ts';
import { withGrace } from './grace.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Outcome } from './ledger/protocol.ts';
import { claimEvent, type EventClaim, leaseMs, marginMs, settleMs } from './ledger/runner.ts';

export interface OnceOptions {
  readonly ledger: Ledger;
  /** When nobody knows whether an alert was told before: tell it and say so, or leave it to the next invocation. */
  readonly onLedgerError: 'send' | 'fail';
}

/** Tells a destination, named by its id, the events of an alert that nobody has told it before. */
export const once =
  (destination: string, send: Send, options: OnceOptions): Deliver =>
  async (alert, signal) => {
    const claims = await claimEvents(alert, destination, options, signal);
    const ours = claims.filter(isOurs);
    const notOurs = claims.filter((claim) => !isOurs(claim));
    const rest = withoutEvents(alert, new Set(notOurs.map(({ event }) => event.key)));
    if (rest !== undefined) await tell(send, rest, ours, signal);
    const busy = claims.filter(({ status }) => status === 'busy').length;
    if (busy > 0)
      throw notNow(`another invocation is telling ${busy === 1 ? 'it' : `${busy} of its events`}`);
    return rest === undefined ? 'before' : 'delivered';
  };

/** A claim on an event that is ours to tell. */
type OurClaim = Extract<EventClaim, { readonly status: 'held' | 'unclaimed' }>;

const isOurs = (claim: EventClaim): claim is OurClaim =>
  claim.status === 'held' || claim.status === 'unclaimed';

/** Claims every event, or none. */
const claimEvents = async (
  alert: Alert,
  destination: string,
  { ledger, onLedgerError }: OnceOptions,
  signal: AbortSignal,
): Promise<readonly EventClaim[]> => {
  const limit = pLimit(claimsAtATime);
  const events = eventsOf(alert);
  const patienceMs = events.length === 1 ? leaseMs + marginMs : roundupPatienceMs;
  const settled = await Promise.allSettled(
    events.map((event) => {
      const id = sha256(JSON.stringify([1, alert.rule.id, destination, event.key]));
      return limit(() => claimEvent(event, id, ledger, { patienceMs, signal }));
    }),
  );
  const claims = settled.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  const unclaimed = claims.find((claim) => claim.status === 'unclaimed');
  if (claims.length === events.length && (unclaimed === undefined || onLedgerError === 'send')) return claims;
  await settleAll(claims.filter(isOurs), 'refused', signal);
  throw notNow(unclaimed === undefined ? timeIsUp : `the ledger cannot be asked: ${unclaimed.error.message}`);
};

const claimsAtATime = 32;

/** Waiting for one event of a roundup uses up the leases of the others. In milliseconds. */
const roundupPatienceMs = 5_000;

const tell = async (
  send: Send,
  alert: Alert,
  claims: readonly OurClaim[],
  signal: AbortSignal,
): Promise<void> => {
  const withinLease = withinLeases(claims, signal);
  try {
    if (withinLease.aborted) throw notNow(timeIsUp);
    await send(alert, tagFor(claims), withinLease);
  } catch (error) {
    await settleAll(claims, error instanceof DeliveryError ? error.failure.outcome : 'unknown', signal);
    throw error;
  }
  await settleAll(claims, 'accepted', signal);
};

/** Somebody else takes over when a lease is over, so nothing may be sent any more shortly before. */
const withinLeases = (claims: readonly OurClaim[], signal: AbortSignal): AbortSignal => {
  const ends = claims.flatMap((claim) => (claim.status === 'held' ? claim.claim.until : []));
  if (ends.length === 0) return signal;
  const left = Math.min(...ends) - marginMs - Date.now();
  return left > 0 ? AbortSignal.any([signal, AbortSignal.timeout(left)]) : AbortSignal.abort();
};

/** The id of one event is that of the alert; many have one together, and others another. */
const tagFor = (claims: readonly OurClaim[]): Tag => {
  const ids = claims.map(({ id }) => id);
  const tag: Tag = { id: ids.length === 1 ? String(ids[0]) : sha256(ids.join()), note: undefined };
  if (claims.some((claim) => claim.status === 'held' && claim.claim.repeat)) return possibleRepeat(tag);
  if (claims.some(({ status }) => status === 'unclaimed')) {
    return { ...tag, note: 'possible repeat: the ledger could not be asked whether it was told before' };
  }
  return tag;
};

/** Also when the time is up, since what was told must not be told again; but not until Lambda kills us. */
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
