import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventRef } from '../../alerts/alert.ts';
import { LedgerError } from '../../errors.ts';
import { type Claim, claimIdOfOther, claimKey, claimSchema } from './claim.ts';
import type { Ledger } from './ledger.ts';
import { claimProtocol, type Found, type Outcome, type Reply, type Step, type Steps } from './protocol.ts';

/** An event that is to be delivered, and whether that is up to this invocation. */
export type EventClaim = {
  readonly event: EventRef;
  /** Of the alert, if it is about this event alone. */
  readonly id: string;
  /** Whether another record with the same event ID came first. */
  readonly isOther: boolean;
} & ClaimState;

type ClaimState =
  | { readonly status: 'claimed'; readonly claim: Claim; readonly settle: Settle }
  /** The ledger gave no answer. */
  | { readonly status: 'unclaimed'; readonly error: LedgerError; readonly settle: Settle }
  /** An earlier invocation has delivered it. */
  | { readonly status: 'delivered' }
  /** Another invocation holds its lease. */
  | { readonly status: 'leased' };

/** Records in the ledger how the attempt to send ended. Never rejects. */
type Settle = (outcome: Outcome, signal: AbortSignal) => Promise<void>;

/** Milliseconds. With `marginMs` less than the minute after which Lambda invokes again. */
export const leaseMs = 45_000;

/** For clocks that differ, and for the time between reading the clock and acting. In milliseconds. */
export const marginMs = 10_000;

/** How long to try to record an outcome. In milliseconds. */
export const settleMs = 3_000;

/**
 * Claims an event for a destination. Waits up to `patienceMs` while another invocation holds its lease. Rejects only
 * when the signal aborts.
 */
export const claimEvent = async (
  event: EventRef,
  id: string,
  ledger: Ledger,
  patience: Patience,
): Promise<EventClaim> => {
  const first = await claimUnder(event, id, ledger, patience);
  if (first !== 'other content') return { event, id, isOther: false, ...first };
  const otherId = claimIdOfOther(id, event);
  const other = await claimUnder(event, otherId, ledger, patience);
  return { event, id: otherId, isOther: true, ...(other === 'other content' ? notOurs(otherId) : other) };
};

/** Under a hash of the content, there is no claim for another content, unless somebody else writes to the ledger. */
const notOurs = (id: string): ClaimState => ({
  status: 'unclaimed',
  error: new LedgerError(claimKey(id), 'the claim is for something else'),
  settle: async () => undefined,
});

interface Patience {
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

const claimUnder = async (
  { content }: EventRef,
  id: string,
  ledger: Ledger,
  { patienceMs, signal }: Patience,
): Promise<ClaimState | 'other content'> => {
  // What fails here fails again with the claim.
  await ledger.ready(signal).catch(() => undefined);
  const perform = performer(ledger, claimKey(id), Date.now() + patienceMs);
  const steps = claimProtocol({ owner: randomUUID(), content: content() }, () => ledger.now() + leaseMs);
  const settle: Settle = async (outcome, late) => {
    const settling = AbortSignal.any([late, AbortSignal.timeout(settleMs)]);
    await advance(steps, steps.next(outcome), (step) => perform(step, settling)).catch(() => undefined);
  };
  try {
    const step = await advance(steps, steps.next(), (next) => perform(next, signal));
    if (step === 'other content') return step;
    if (step === undefined) return { status: 'delivered' };
    if (step.do === 'send') return { status: 'claimed', claim: step.ours.claim, settle };
    signal.throwIfAborted();
    return { status: 'unclaimed', error: step.error, settle };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof OutOfPatience) return { status: 'leased' };
    throw error;
  }
};

class OutOfPatience extends Error {
  override readonly name = 'OutOfPatience';
}

type SendStep = Step<'send' | 'send unclaimed'>;

type LedgerStepKind = Exclude<Step['do'], SendStep['do']>;

/** Carries out steps up to one that sends. Gives what the protocol came to when it ends before that. */
const advance = async <Result>(
  steps: Steps<Result>,
  first: IteratorResult<Step, Result>,
  perform: (step: Step<LedgerStepKind>) => Promise<Reply>,
): Promise<SendStep | Result> => {
  let next = first;
  while (next.done !== true) {
    const { value } = next;
    if (value.do === 'send' || value.do === 'send unclaimed') return value;
    next = await perform(value).then(
      (reply) => steps.next(reply),
      (error: unknown) => steps.throw(error),
    );
  }
  return next.value;
};

const performer = (ledger: Ledger, key: string, patientUntil: number) => {
  const perform: {
    readonly [K in LedgerStepKind]: (step: Step<K>, signal: AbortSignal) => Promise<Reply<K>>;
  } = {
    create: ({ claim }, signal) =>
      ledger.create(key, JSON.stringify(claim), signal).catch(throwLedgerError(key)),
    read: (_, signal) => ledger.read(key, signal).then(foundIn).catch(throwLedgerError(key)),
    replace: ({ claim, version }, signal) =>
      ledger.replace(key, JSON.stringify(claim), version, signal).catch(throwLedgerError(key)),
    'check lease': async ({ found }) => ledger.now() > found.claim.until + marginMs,
    wait: async (_, signal) => {
      if (Date.now() > patientUntil) throw new OutOfPatience();
      await sleep(pollMs, undefined, { signal });
    },
  };
  return <K extends LedgerStepKind>(step: Step<K>, signal: AbortSignal): Promise<Reply<K>> =>
    perform[step.do](step, signal);
};

const throwLedgerError =
  (key: string) =>
  (error: unknown): never => {
    throw error instanceof LedgerError ? error : new LedgerError(key, error);
  };

const pollMs = 500;

const foundIn = (found: Awaited<ReturnType<Ledger['read']>>): Found | undefined =>
  found === undefined
    ? undefined
    : { claim: claimSchema.parse(JSON.parse(found.text)), version: found.version };
