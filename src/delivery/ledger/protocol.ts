import { type DeliveryFailure, LedgerError } from '../../errors.ts';
import type { Claim } from './claim.ts';

/** A claim as it was read, and what the ledger calls this version of it. */
export interface Found {
  readonly claim: Claim;
  readonly version: string;
}

/** Who wants to deliver what. */
export interface Claimant {
  /** Every attempt to deliver has another one. */
  readonly owner: string;
  /** Of the event: see EventRef. */
  readonly content: string;
}

/** How an attempt to send ended. */
export type Outcome = 'accepted' | DeliveryFailure['outcome'];

/** Every kind of step: what it asks of the runner, and what the runner replies. */
interface StepKinds {
  /** Writes the first claim. Replies its version; undefined when there is a claim already. */
  readonly create: { readonly request: { readonly claim: Claim }; readonly reply: string | undefined };
  /** Replies undefined when there is no claim. */
  readonly read: { readonly request: object; readonly reply: Found | undefined };
  /** Writes over this version. Replies the new one; undefined when another version is there by now. */
  readonly replace: {
    readonly request: { readonly claim: Claim; readonly version: string };
    readonly reply: string | undefined;
  };
  /** Replies whether the lease of a claim that another invocation holds has certainly ended. */
  readonly 'check lease': { readonly request: { readonly found: Found }; readonly reply: boolean };
  /** Replies after a while. */
  readonly wait: { readonly request: object; readonly reply: undefined };
  /** Sends the alert under our claim, with a note when the claim says that it may be a duplicate. */
  readonly send: { readonly request: { readonly ours: Found }; readonly reply: Outcome };
  /** Sends the alert without a claim, with a note that says so. */
  readonly 'send unclaimed': { readonly request: { readonly error: LedgerError }; readonly reply: Outcome };
}

type Kind = keyof StepKinds;

export type Step<K extends Kind = Kind> = {
  readonly [Each in K]: { readonly do: Each } & StepKinds[Each]['request'];
}[K];

export type Reply<K extends Kind = Kind> = StepKinds[K]['reply'];

/** Steps that a runner carries out one after the other, and what they come to. */
export type Steps<Result> = Generator<Step, Result, Reply>;

/**
 * At-least-once delivery of one event to one destination, with deduplication: it is never lost, and never sent twice
 * without a note. At most one of its messages has no note. That one is the first, unless a process was paused beyond
 * its lease, or sent it without a claim and could not record that before another invocation claimed it.
 *
 * Ends without a `send` when another invocation has delivered the event, and with `other content` when the claim is for
 * another event with the same key, which must not keep this one from being delivered. It does no I/O: a runner carries
 * out each step and replies, or throws LedgerError into it when the ledger gives no answer. `runner.ts` does so with a
 * real ledger, the tests with every order of steps, crashes and lost answers.
 */
export const claimProtocol = function* (
  claimant: Claimant,
  leaseEnd: () => number,
): Steps<'other content' | undefined> {
  const ours = yield* orLedgerError(claimFor(claimant, leaseEnd));
  if (ours instanceof LedgerError) return yield* sendUnclaimed(claimant, ours);
  if (ours === undefined || ours === 'other content') return ours;
  const outcome = yield* ask({ do: 'send', ours });
  const claim: Claim = { ...ours.claim, state: stateAfter(outcome, ours.claim) };
  // If this fails, the lease runs out, and the next invocation sends the event again as a possible duplicate.
  yield* orLedgerError(ask({ do: 'replace', claim, version: ours.version }));
  return undefined;
};

/** Undefined when another invocation has delivered the event. */
const claimFor = function* (
  { owner, content }: Claimant,
  leaseEnd: () => number,
): Steps<Found | 'other content' | undefined> {
  for (;;) {
    const first: Claim = { state: 'sending', content, owner, until: leaseEnd(), mayBeDuplicate: false };
    const created = yield* ask({ do: 'create', claim: first });
    if (created !== undefined) return { claim: first, version: created };
    const found = yield* ask({ do: 'read' });
    if (found === undefined) continue;
    if (found.claim.content !== content) return 'other content';
    // Our own write: its answer was lost, and the repeated request found the claim already there.
    if (found.claim.owner === owner) return found;
    if (found.claim.state === 'delivered') return undefined;
    if (found.claim.state === 'sending' && !(yield* ask({ do: 'check lease', found }))) {
      yield* ask({ do: 'wait' });
      continue;
    }
    const mayBeDuplicate = found.claim.mayBeDuplicate || found.claim.state !== 'refused';
    const taken: Claim = { state: 'sending', content, owner, until: leaseEnd(), mayBeDuplicate };
    const version = yield* ask({ do: 'replace', claim: taken, version: found.version });
    if (version !== undefined) return { claim: taken, version };
  }
};

const sendUnclaimed = function* (claimant: Claimant, error: LedgerError): Steps<undefined> {
  const outcome = yield* ask({ do: 'send unclaimed', error });
  if (outcome !== 'refused') yield* orLedgerError(recordUnclaimed(claimant, outcome));
  return undefined;
};

/** Keeps the next invocation from sending again what was accepted, or has it add a note. */
const recordUnclaimed = function* (
  { owner, content }: Claimant,
  outcome: Exclude<Outcome, 'refused'>,
): Steps<void> {
  const claim: Claim = {
    state: outcome === 'accepted' ? 'delivered' : 'unknown',
    content,
    owner,
    until: 0,
    mayBeDuplicate: true,
  };
  const created = yield* ask({ do: 'create', claim });
  if (created !== undefined) return;
  const found = yield* ask({ do: 'read' });
  if (found === undefined || found.claim.state === 'delivered' || found.claim.content !== content) return;
  // Another invocation is sending it and records how that ends. A claim of our own is one whose answer was lost.
  if (found.claim.state === 'sending' && found.claim.owner !== owner) return;
  yield* ask({ do: 'replace', claim, version: found.version });
};

/** What may have arrived once stays unknown, whatever a later attempt is answered. */
const stateAfter = (outcome: Outcome, { mayBeDuplicate }: Claim): Claim['state'] => {
  if (outcome === 'accepted') return 'delivered';
  return outcome === 'unknown' || mayBeDuplicate ? 'unknown' : 'refused';
};

const orLedgerError = function* <Result>(steps: Steps<Result>): Steps<Result | LedgerError> {
  try {
    return yield* steps;
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
};

const ask = function* <S extends Step>(step: S): Steps<Reply<S['do']>> {
  // A generator has one type for all replies; a runner gives each step the reply of its own kind.
  return (yield step) as Reply<S['do']>;
};
