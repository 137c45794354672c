import { leaseMs, settleMs } from '../../src/delivery/ledger/runner.ts';
import type { KillRecord } from './kills.ts';
import type { LedgerLog, LedgerRequest } from './ledger-log.ts';
import type { Message } from './messages.ts';
import type { IsDown } from './outages.ts';
import type { ExpectedAlert } from './traffic.ts';

/**
 * For an alert whose only message without a note came after others with a note: true if its sender could not have known
 * of them. A sender knows what the ledger answered it, so S3's own log decides, not what the function says.
 */
export type Explain = (alert: ExpectedAlert, noted: readonly Message[], plain: Message) => boolean;

export const explainBy =
  (ledgerLog: LedgerLog, kills: readonly KillRecord[], isDown: IsDown): Explain =>
  (alert, noted, plain) => {
    const requests = ledgerLog(alert);
    // The claim under which the message without a note was sent: nothing had been sent when it was written.
    const claimed = requests.findLast(
      ({ at, claim, isWritten }) => isWritten && isFresh(claim) && at <= plain.at,
    );
    if (claimed === undefined) return false;
    return noted.every(
      (message) =>
        claimed.at <= message.at ||
        triedToRecord(requests, message) ||
        (message.note === 'unclaimed' &&
          (triedLate(requests, message) ||
            couldNotRecord(message, isDown) ||
            wasKilled(requests, kills, message, plain))),
    );
  };

const isFresh = (claim: LedgerRequest['claim']): boolean =>
  claim?.state === 'sending' && !claim.mayBeDuplicate;

/** It was sent without a claim, and its sender tried to record that: the ledger did not accept it, or not in time. */
const triedToRecord = (requests: readonly LedgerRequest[], message: Message): boolean => {
  const senders = sendersBefore(requests, message);
  return requests.some(
    ({ at, sender, kind, claim }) =>
      at >= message.at &&
      kind === 'write' &&
      senders.has(sender) &&
      (claim === undefined || isOfUnclaimed(claim)),
  );
};

/**
 * The same of a sender whose first request to the ledger arrived only after its message, as in an outage that ends: the
 * lease that it asked for shows that it did so before.
 */
const triedLate = (requests: readonly LedgerRequest[], message: Message): boolean => {
  const claims = requests.flatMap(({ at, claim }) => (claim === undefined ? [] : { at, ...claim }));
  const owners = new Set(
    claims
      .filter(({ state, until }) => state === 'sending' && until - leaseMs <= message.at)
      .map(({ owner }) => owner),
  );
  return claims.some((claim) => claim.at >= message.at && isOfUnclaimed(claim) && owners.has(claim.owner));
};

/** The claim that records an alert sent without one never had a lease. */
const isOfUnclaimed = ({ until, mayBeDuplicate }: NonNullable<LedgerRequest['claim']>): boolean =>
  until === 0 && mayBeDuplicate;

/** The ledger was down when it was sent, and for as long as its sender tries to record it: S3 may not see an attempt. */
const couldNotRecord = ({ at }: Message, isDown: IsDown): boolean => isDown(at) && isDown(at + settleMs);

const wasKilled = (
  requests: readonly LedgerRequest[],
  kills: readonly KillRecord[],
  message: Message,
  plain: Message,
): boolean =>
  kills.some(({ name, at }) => {
    const lastRequest = sendersBefore(requests, message).get(name);
    return lastRequest !== undefined && lastRequest <= at && at <= plain.at;
  });

/** Who had sent requests to the ledger before a message came, and when they did so last. */
const sendersBefore = (requests: readonly LedgerRequest[], message: Message): ReadonlyMap<string, number> =>
  new Map(requests.filter(({ at }) => at <= message.at).map(({ sender, at }) => [sender, at]));
