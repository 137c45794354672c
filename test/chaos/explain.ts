import { settleMs } from '../../src/delivery/ledger/runner.ts';
import type { KillRecord } from './kills.ts';
import { timeoutMs } from './lambda-service.ts';
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
          (couldNotRecord(message, isDown) || wasKilled(kills, message, plain))),
    );
  };

const isFresh = (claim: LedgerRequest['claim']): boolean =>
  claim?.state === 'sending' && !claim.mayBeDuplicate;

/** Its sender tried to record that it was sent without a claim: the ledger did not accept that, or not in time. */
const triedToRecord = (requests: readonly LedgerRequest[], { at, sender }: Message): boolean =>
  requests.some(
    (request) =>
      request.at >= at &&
      request.at <= at + timeoutMs &&
      request.sender === sender &&
      request.kind === 'write' &&
      (request.claim === undefined || isOfUnclaimed(request.claim)),
  );

/** The claim that records an alert sent without one never had a lease. */
const isOfUnclaimed = ({ until, mayBeDuplicate }: NonNullable<LedgerRequest['claim']>): boolean =>
  until === 0 && mayBeDuplicate;

/** The ledger was down when it was sent, and for as long as its sender tries to record it: S3 may not see an attempt. */
const couldNotRecord = ({ at }: Message, isDown: IsDown): boolean => isDown(at) && isDown(at + settleMs);

/** In the invocation that sent it. The message of a killed process may still be on its way. */
const wasKilled = (kills: readonly KillRecord[], { at, sender }: Message, plain: Message): boolean =>
  kills.some(
    (kill) =>
      kill.name === sender && kill.at >= at - settleMs && kill.at <= Math.min(at + timeoutMs, plain.at),
  );
