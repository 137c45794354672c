import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { EventRef } from '../../alerts/alert.ts';
import { LedgerError } from '../../errors.ts';
import type { Ledger } from './ledger.ts';
import { type Claim, deliverOnce, type Found, type Outcome, type Step } from './protocol.ts';

/** An event that is to be told, and whether it is ours to tell. */
export type EventClaim = { readonly event: EventRef; readonly id: string } & (
  | { readonly status: 'held'; readonly claim: Claim; readonly settle: Settle }
  /** Somebody else has told it. */
  | { readonly status: 'told' }
  /** Somebody else is telling it. */
  | { readonly status: 'busy' }
  /** The ledger could not be asked. */
  | { readonly status: 'unclaimed'; readonly error: LedgerError; readonly settle: Settle }
);

/** Notes what became of it. Never rejects. */
type Settle = (outcome: Outcome, signal: AbortSignal) => Promise<void>;

/** Milliseconds. Shorter than the minute after which Lambda invokes again. */
export const leaseMs = 45_000;

/** For clocks that differ, and for the time between looking at one and acting. */
export const marginMs = 10_000;

/**
 * Claims an event for a destination, waiting up to `patienceMs` while somebody else holds it. Rejects only when
 * the signal aborts.
 */
export const claimEvent = async (
  event: EventRef,
  id: string,
  ledger: Ledger,
  { patienceMs, signal }: { readonly patienceMs: number; readonly signal: AbortSignal },
): Promise<EventClaim> => {
  const key = `v1/${event.day}/${id}`;
  const perform = performer(ledger, key, Date.now() + patienceMs);
  const steps = deliverOnce(randomUUID(), () => Date.now() + leaseMs);
  const settle: Settle = async (outcome, late) => {
    const settling = AbortSignal.any([late, AbortSignal.timeout(settleMs)]);
    await advance(steps, steps.next(outcome), (step) => perform(step, settling)).catch(() => undefined);
  };
  try {
    const step = await advance(steps, steps.next(), (next) => perform(next, signal));
    if (step === undefined) return { event, id, status: 'told' };
    if (step.do === 'send') return { event, id, status: 'held', claim: step.held.claim, settle };
    signal.throwIfAborted();
    return { event, id, status: 'unclaimed', error: step.error, settle };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Busy) return { event, id, status: 'busy' };
    throw error;
  }
};

/** For how long it is tried to note what became of an event. In milliseconds. */
export const settleMs = 3_000;

class Busy extends Error {
  override readonly name = 'Busy';
}

type Steps = ReturnType<typeof deliverOnce>;

/** Carries out steps up to one that sends, or to the end. */
const advance = async (
  steps: Steps,
  first: ReturnType<Steps['next']>,
  perform: (step: Exclude<Step, Sending>) => Promise<unknown>,
): Promise<Sending | undefined> => {
  let next = first;
  while (next.done !== true) {
    const { value } = next;
    if (value.do === 'send' || value.do === 'send unclaimed') return value;
    next = await perform(value).then(
      (reply) => steps.next(reply),
      (error: unknown) => steps.throw(error),
    );
  }
  return undefined;
};

type Sending = Extract<Step, { readonly do: 'send' | 'send unclaimed' }>;

const performer =
  (ledger: Ledger, key: string, patientUntil: number) =>
  async (step: Exclude<Step, Sending>, signal: AbortSignal): Promise<unknown> => {
    switch (step.do) {
      case 'create':
        return ledger.create(key, JSON.stringify(step.claim), signal).catch(ledgerError(key));
      case 'read':
        return ledger.read(key, signal).then(foundIn).catch(ledgerError(key));
      case 'replace':
        return ledger.replace(key, JSON.stringify(step.claim), step.version, signal).catch(ledgerError(key));
      case 'look at lease':
        return Date.now() > step.found.claim.until + marginMs;
      case 'wait':
        if (Date.now() > patientUntil) throw new Busy();
        return sleep(pollMs, undefined, { signal });
    }
  };

const ledgerError =
  (key: string) =>
  (error: unknown): never => {
    throw error instanceof LedgerError ? error : new LedgerError(key, error);
  };

const pollMs = 500;

const foundIn = (found: Awaited<ReturnType<Ledger['read']>>): Found | undefined =>
  found === undefined
    ? undefined
    : { claim: claimSchema.parse(JSON.parse(found.text)), version: found.version };

const claimSchema = z.object({
  state: z.enum(['sending', 'delivered', 'refused', 'unknown']),
  owner: z.string(),
  until: z.number(),
  repeat: z.boolean(),
});
