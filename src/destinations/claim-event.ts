import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { EventRef } from '../alerts/alert.ts';
import { LedgerError } from '../errors.ts';
import { type Claim, deliverOnce, type Outcome, type Step } from './claim.ts';
import type { Ledger } from './ledger.ts';

/** An event that is to be told, and whether it is ours to tell. */
export type EventClaim = { readonly event: EventRef; readonly id: string } & (
  | { readonly status: 'held'; readonly claim: Claim; readonly settle: (outcome: Outcome) => Promise<void> }
  /** Somebody else has told it. */
  | { readonly status: 'told' }
  /** Somebody else is telling it. */
  | { readonly status: 'busy' }
  /** The ledger could not be asked. */
  | { readonly status: 'unclaimed'; readonly error: LedgerError }
);

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
  try {
    const next = await advance(steps, steps.next(), (step) => perform(step, signal));
    if (next.done === true || next.value.do !== 'send') return { event, id, status: 'told' };
    const { claim } = next.value.held;
    const settle = async (outcome: Outcome): Promise<void> => {
      // The claim is settled even when the time is up: what was told must not be told again.
      const settling = AbortSignal.timeout(settleMs);
      await advance(steps, steps.next(outcome), (step) => perform(step, settling)).catch(() => undefined);
    };
    return { event, id, status: 'held', claim, settle };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Busy) return { event, id, status: 'busy' };
    return {
      event,
      id,
      status: 'unclaimed',
      error: error instanceof LedgerError ? error : new LedgerError(key, error),
    };
  }
};

const settleMs = 3_000;

class Busy extends Error {}

type Steps = ReturnType<typeof deliverOnce>;

/** Carries out steps up to the one that sends, or to the end. */
const advance = async (
  steps: Steps,
  first: ReturnType<Steps['next']>,
  perform: (step: Step) => Promise<unknown>,
): Promise<ReturnType<Steps['next']>> => {
  let next = first;
  while (next.done !== true && next.value.do !== 'send') next = steps.next(await perform(next.value));
  return next;
};

const performer =
  (ledger: Ledger, key: string, patientUntil: number) =>
  async (step: Step, signal: AbortSignal): Promise<unknown> => {
    switch (step.do) {
      case 'create':
        return ledger.create(key, JSON.stringify(step.claim), signal);
      case 'read': {
        const found = await ledger.read(key, signal);
        return found === undefined ? undefined : { claim: claimIn(found.text), version: found.version };
      }
      case 'replace':
        return ledger.replace(key, JSON.stringify(step.claim), step.version, signal);
      case 'look at lease':
        return Date.now() > step.found.claim.until + marginMs;
      case 'wait':
        if (Date.now() > patientUntil) throw new Busy();
        return sleep(pollMs, undefined, { signal });
      case 'send':
        return undefined;
    }
  };

const pollMs = 500;

const claimIn = (text: string): Claim => claimSchema.parse(JSON.parse(text));

const claimSchema = z.object({
  state: z.enum(['sending', 'delivered', 'refused', 'unknown']),
  owner: z.string(),
  until: z.number(),
  repeat: z.boolean(),
});
