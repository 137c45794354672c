import { type DeliveryFailure, LedgerError } from '../../errors.ts';

/**
 * What is noted of an alert for a destination, where every invocation sees it. `sending` holds until its
 * lease is over; `refused` means that it certainly was not told, `unknown` that nobody can know.
 */
export interface Claim {
  readonly state: 'sending' | 'delivered' | 'refused' | 'unknown';
  /** Who wrote it. No two attempts have the same. */
  readonly owner: string;
  /** When the lease is over, in milliseconds since the epoch. */
  readonly until: number;
  /** Whether an earlier attempt may have told the alert. Once true, it stays true. */
  readonly repeat: boolean;
}

/** A claim as it was found, and what the ledger calls this version of it. */
export interface Found {
  readonly claim: Claim;
  readonly version: string;
}

/** What is to be done next, and what is replied. */
export type Step =
  /** The version; undefined when there is a claim already. */
  | { readonly do: 'create'; readonly claim: Claim }
  /** Found; undefined when there is none. */
  | { readonly do: 'read' }
  /** The new version; undefined when it is not the version any more that was to be replaced. */
  | { readonly do: 'replace'; readonly claim: Claim; readonly version: string }
  /** Whether the lease of a claim that somebody else holds is certainly over. */
  | { readonly do: 'look at lease'; readonly found: Found }
  /** Nothing, after a while. */
  | { readonly do: 'wait' }
  /** Its outcome. The alert says so when the claim says that it may be a repeat. */
  | { readonly do: 'send'; readonly held: Found }
  /** Its outcome. The alert says that nobody knows whether it is a repeat, since the ledger could not be asked. */
  | { readonly do: 'send unclaimed'; readonly error: LedgerError };

/** How the telling of an event ended; of a failure, what its DeliveryError says. */
export type Outcome = 'accepted' | DeliveryFailure['outcome'];

/** `before`: somebody else had delivered it. */
export type Ending = 'accepted' | 'before' | 'failed';

/**
 * Delivers an alert to a destination so that it is never lost, and never told twice without saying so: of all its
 * messages at most one has no note. That one is the first, unless somebody was paused beyond a lease, or told it
 * without a claim and could not note that before somebody else claimed it. It does nothing itself: whoever runs it
 * carries out the steps and replies, or throws LedgerError into it where the ledger cannot be asked, be it `once`
 * with a real ledger, or a test that tries every order of steps, crashes and lost answers.
 */
export const deliverOnce = function* (
  owner: string,
  leaseEnd: () => number,
): Generator<Step, Ending, unknown> {
  const held = yield* orLedgerError(claimFor(owner, leaseEnd));
  if (held instanceof LedgerError) return yield* deliverUnclaimed(owner, held);
  if (held === undefined) return 'before';
  const outcome = yield* ask<Outcome>({ do: 'send', held });
  const claim: Claim = { ...held.claim, state: stateAfter(outcome, held.claim) };
  // When this fails, the lease runs out, and whoever comes next says that it may be a repeat.
  yield* orLedgerError(ask<string | undefined>({ do: 'replace', claim, version: held.version }));
  return endingAfter(outcome);
};

const deliverUnclaimed = function* (owner: string, error: LedgerError): Generator<Step, Ending, unknown> {
  const outcome = yield* ask<Outcome>({ do: 'send unclaimed', error });
  if (outcome !== 'refused') yield* orLedgerError(noteUnclaimed(owner, outcome));
  return endingAfter(outcome);
};

/** Whoever comes next need not tell again what was told without a claim, or at least says that it may be a repeat. */
const noteUnclaimed = function* (
  owner: string,
  outcome: Exclude<Outcome, 'refused'>,
): Generator<Step, void, unknown> {
  const claim: Claim = {
    state: outcome === 'accepted' ? 'delivered' : 'unknown',
    owner,
    until: 0,
    repeat: true,
  };
  const created = yield* ask<string | undefined>({ do: 'create', claim });
  if (created !== undefined) return;
  const found = yield* ask<Found | undefined>({ do: 'read' });
  if (found === undefined || found.claim.state === 'delivered') return;
  // Somebody else is telling it, and notes what becomes of that. A claim of our own is one whose answer was lost.
  if (found.claim.state === 'sending' && found.claim.owner !== owner) return;
  yield* ask<string | undefined>({ do: 'replace', claim, version: found.version });
};

/** Undefined when somebody else has delivered it. */
const claimFor = function* (
  owner: string,
  leaseEnd: () => number,
): Generator<Step, Found | undefined, unknown> {
  for (;;) {
    const first: Claim = { state: 'sending', owner, until: leaseEnd(), repeat: false };
    const created = yield* ask<string | undefined>({ do: 'create', claim: first });
    if (created !== undefined) return { claim: first, version: created };
    const found = yield* ask<Found | undefined>({ do: 'read' });
    if (found === undefined) continue;
    // Our own write, whose answer was lost: the request was repeated, and met itself.
    if (found.claim.owner === owner) return found;
    if (found.claim.state === 'delivered') return undefined;
    if (found.claim.state === 'sending' && !(yield* ask<boolean>({ do: 'look at lease', found }))) {
      yield* ask<undefined>({ do: 'wait' });
      continue;
    }
    const repeat = found.claim.repeat || found.claim.state !== 'refused';
    const taken: Claim = { state: 'sending', owner, until: leaseEnd(), repeat };
    const version = yield* ask<string | undefined>({ do: 'replace', claim: taken, version: found.version });
    if (version !== undefined) return { claim: taken, version };
  }
};

/** What may have been told once stays unknown, whatever a later attempt is answered. */
const stateAfter = (outcome: Outcome, { repeat }: Claim): Claim['state'] => {
  if (outcome === 'accepted') return 'delivered';
  return outcome === 'unknown' || repeat ? 'unknown' : 'refused';
};

const endingAfter = (outcome: Outcome): Ending => (outcome === 'accepted' ? 'accepted' : 'failed');

const orLedgerError = function* <Reply>(
  steps: Generator<Step, Reply, unknown>,
): Generator<Step, Reply | LedgerError, unknown> {
  try {
    return yield* steps;
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
};

const ask = function* <Reply>(step: Step): Generator<Step, Reply, unknown> {
  // Whoever runs the steps replies as `Step` says.
  return (yield step) as Reply;
};
