import { type Alert, type EventRef, eventsOf, ruleOfEvent, withEvents } from '../alerts/alert.ts';
import type { Send } from '../destinations/destination.ts';
import { DeliveryError, type LedgerError } from '../errors.ts';
import {
  type ClaimOne,
  claimWithin,
  isOurs,
  type OurClaim,
  settleAll,
  tagFor,
  withinLeases,
} from './claims.ts';
import type { Deliver } from './deliver.ts';
import { notSent, outOfTime } from './failure.ts';
import { claimId } from './ledger/claim.ts';
import type { Ledger } from './ledger/ledger.ts';
import { claimEvent, type EventClaim, leaseMs, marginMs } from './ledger/runner.ts';

export interface DeduplicationOptions {
  readonly ledger: Ledger;
  /** When the ledger gives no answer: send with a note, or fail and leave it to the next invocation. */
  readonly onLedgerError: 'send' | 'fail';
  /** Takes why something is sent without a claim. */
  readonly warn: (message: string) => void;
  /** Takes why the ledger cannot be used, whatever becomes of the alert. */
  readonly onUnavailable?: ((error: LedgerError) => void) | undefined;
}

/**
 * Sends the events of an alert that have not been delivered to this destination yet. Many events are claimed and sent in
 * parts: however slow the ledger is, each invocation delivers some of them and leaves the rest to the next.
 */
export const withDeduplication =
  (destinationId: string, send: Send, options: DeduplicationOptions): Deliver<'delivered' | 'deduplicated'> =>
  async (alert, signal, instead) => {
    const events = eventsOf(alert);
    const claim = claimer(alert, destinationId, options, signal);
    // What was delivered before takes time too, so the next invocation must not always begin with the same events.
    let left = events.length === 1 ? events : shuffled(events);
    const claims: EventClaim[] = [];
    for (let part = 0; left.length > 0; part += 1) {
      const attempt = sendPart(claims.some(isOurs) ? restOf(alert) : alert, left, {
        claim,
        send,
        options,
        signal,
        instead,
        claimingMs: claimingMs(part),
      });
      const claimed = await attempt.catch(afterSending(claims.filter(isOurs).length));
      left = left.slice(claimed.length);
      claims.push(...claimed);
    }
    const leased = claims.filter(({ status }) => status === 'leased').length;
    if (leased > 0) {
      const what = events.length === 1 ? 'it' : `${leased} of its events`;
      throw notSent(`another invocation is delivering ${what}`);
    }
    return claims.some(isOurs) ? 'delivered' : 'deduplicated';
  };

const claimer = (
  alert: Alert,
  destinationId: string,
  { ledger }: DeduplicationOptions,
  signal: AbortSignal,
): ClaimOne => {
  const patienceMs = eventsOf(alert).length === 1 ? leaseMs + marginMs : roundupPatienceMs;
  const patientUntil = Date.now() + patienceMs;
  return (event) =>
    claimEvent(event, claimId(ruleOfEvent(alert, event).id, destinationId, event), ledger, {
      patienceMs: patientUntil - Date.now(),
      signal,
    });
};

/** For all events of a roundup together: waiting for one of them uses up the leases of the others. */
const roundupPatienceMs = 5_000;

const shuffled = (events: readonly EventRef[]): readonly EventRef[] =>
  events
    .map((event) => ({ event, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ event }) => event);

/** A part that comes after others says so. */
const restOf = (alert: Alert): Alert => (alert.kind === 'roundup' ? { ...alert, isRest: true } : alert);

/** The first part is sent soon, as the invocation may end soon. The longest is claimed well within a lease. */
const claimingMs = (part: number): number => Math.min(8_000, 1_000 * 2 ** part);

const afterSending =
  (sent: number) =>
  (error: unknown): never => {
    if (sent === 0 || !(error instanceof DeliveryError)) throw error;
    throw new DeliveryError(`only ${sent} of its events were delivered: ${error.message}`, error.failure, {
      cause: error,
    });
  };

interface Part {
  readonly claim: ClaimOne;
  readonly send: Send;
  readonly options: DeduplicationOptions;
  readonly signal: AbortSignal;
  /** Why it does not come where it should, if so. */
  readonly instead: string | undefined;
  /** How long to claim more events before what was claimed is sent, in milliseconds. */
  readonly claimingMs: number;
}

/** Claims events from the beginning of the list, and sends those that are ours. Gives the claims. */
const sendPart = async (
  alert: Alert,
  events: readonly EventRef[],
  { claim, send, options, signal, instead, claimingMs: ms }: Part,
): Promise<readonly EventClaim[]> => {
  if (signal.aborted) throw notSent(outOfTime);
  const settled = await claimWithin(ms, events, claim);
  const claims = settled.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  const ours = claims.filter(isOurs);
  const unclaimed = claims.find((one) => one.status === 'unclaimed');
  if (unclaimed !== undefined) options.onUnavailable?.(unclaimed.error);
  if (claims.length < settled.length || (unclaimed !== undefined && options.onLedgerError === 'fail')) {
    await settleAll(ours, 'refused', signal);
    throw notSent(
      unclaimed === undefined ? outOfTime : `the ledger is unavailable: ${unclaimed.error.message}`,
    );
  }
  if (unclaimed !== undefined) options.warn(`Sent as a possible duplicate: ${unclaimed.error.message}`);
  const part = withEvents(alert, new Set(ours.map(({ event }) => event)));
  if (part !== undefined) await sendAndSettle(part, ours, { send, options, signal, instead });
  return claims;
};

const sendAndSettle = async (
  alert: Alert,
  claims: readonly OurClaim[],
  { send, options: { ledger }, signal, instead }: Pick<Part, 'send' | 'options' | 'signal' | 'instead'>,
): Promise<void> => {
  const withinLease = withinLeases(claims, ledger, signal);
  try {
    if (withinLease.aborted) throw notSent(outOfTime);
    const tag = tagFor(claims);
    await send(alert, instead === undefined ? tag : { ...tag, instead }, withinLease);
  } catch (error) {
    await settleAll(claims, error instanceof DeliveryError ? error.failure.outcome : 'unknown', signal);
    throw error;
  }
  await settleAll(claims, 'accepted', signal);
};
