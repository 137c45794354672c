import { settleMs } from '../../src/delivery/ledger/runner.ts';
import type { KillRecord } from './kills.ts';
import type { LedgerLog, LedgerRequest } from './ledger-log.ts';
import type { Message } from './messages.ts';
import type { IsDown } from './outages.ts';
import type { ExpectedAlert } from './traffic.ts';

/**
 * Whether nobody could have known better, where the only message of an alert without a note came after one with a
 * note. The sender of each tells what it knew, so what counts is when it asked the ledger: S3's own log is asked, not
 * what the function says.
 */
export type Explain = (alert: ExpectedAlert, noted: readonly Message[], plain: Message) => boolean;

export const explainBy =
  (ledgerLog: LedgerLog, kills: readonly KillRecord[], isDown: IsDown): Explain =>
  (alert, noted, plain) => {
    const requests = ledgerLog(alert);
    // The claim with which the message without a note was told: nobody had told anything when it was written.
    const claimed = requests.findLast(
      ({ at, claim, isWritten }) => isWritten && isFresh(claim) && at <= plain.at,
    );
    if (claimed === undefined) return false;
    return noted.every(
      (message) =>
        claimed.at <= message.at ||
        wasToBeNoted(requests, message) ||
        (message.note === 'unasked' &&
          (couldNotBeNoted(message, isDown) || wasKilled(requests, kills, message, plain))),
    );
  };

const isFresh = (claim: LedgerRequest['claim']): boolean => claim?.state === 'sending' && !claim.repeat;

/** It was told without a claim, and its sender has tried to note that: the ledger did not take it, or not in time. */
const wasToBeNoted = (requests: readonly LedgerRequest[], message: Message): boolean => {
  const senders = sendersBefore(requests, message);
  return requests.some(
    ({ at, sender, kind, claim }) =>
      at >= message.at && kind === 'write' && senders.has(sender) && (claim === undefined || isNote(claim)),
  );
};

/** What is written of an alert that was told without a claim never had a lease. */
const isNote = ({ until, repeat }: NonNullable<LedgerRequest['claim']>): boolean => until === 0 && repeat;

/** The ledger was down when it was told, and for as long as its sender tries: a try may end before S3 has seen of it. */
const couldNotBeNoted = ({ at }: Message, isDown: IsDown): boolean => isDown(at) && isDown(at + settleMs);

const wasKilled = (
  requests: readonly LedgerRequest[],
  kills: readonly KillRecord[],
  message: Message,
  plain: Message,
): boolean =>
  kills.some(({ name, at }) => {
    const asked = sendersBefore(requests, message).get(name);
    return asked !== undefined && asked <= at && at <= plain.at;
  });

/** Who had asked the ledger when a message came, and when they did so last. */
const sendersBefore = (requests: readonly LedgerRequest[], message: Message): ReadonlyMap<string, number> =>
  new Map(requests.filter(({ at }) => at <= message.at).map(({ sender, at }) => [sender, at]));
