import { uriOf } from '../aws/object-ref.ts';
import type { Canary } from '../canary/canary.ts';
import type { Standing } from '../canary/deliveries.ts';
import type { ExpectedDelivery } from '../canary/expected.ts';
import { quoted, withoutSecrets } from '../redact.ts';
import { shellWord } from '../shell-word.ts';

/** The key and the record. */
export const shownCanary = ({ object, record }: Canary): string =>
  `${uriOf(object)}\n${JSON.stringify(record, null, 2)}\n`;

/** Which alerts should come. */
export const shownExpected = ({ expected: { rule, deliveries } }: Canary): string =>
  `Rule ${quoted(rule)} should alert ${deliveries.map(shown).join(', ')}.\n`;

/** `"Security channel" (alert 3f2a9c01)`, the number that the alert ends with. */
const shown = ({ destination, id }: Pick<ExpectedDelivery, 'destination' | 'id'>): string =>
  `${quoted(destination)} (alert ${id.slice(0, 8)})`;

/** A delivery that is done. `sentAt` is when the log file was written, in milliseconds since the epoch. */
export const shownDone = (standing: Standing, sentAt: number): string => {
  const { delivery, state } = standing;
  if (state === 'delivered')
    return `${shown(delivery)}: delivered after ${inSeconds(standing.at - sentAt)}\n`;
  const fallback = delivery.fallback === undefined ? '' : shown(delivery.fallback);
  return `${shown(delivery)}: refused, and its fallback has it: ${fallback}\n${tryIt(delivery)}\n`;
};

/** What became of a delivery that did not arrive in time, and what to do. */
export const shownMissing = ({ delivery, state }: Standing, waitMs: number): string =>
  `${shown(delivery)}: not delivered within ${inSeconds(waitMs)}: ${reasonFor(state, delivery)}\n`;

const reasonFor = (state: Standing['state'], delivery: ExpectedDelivery): string => {
  switch (state) {
    case 'sending':
      return 'the function was sending it. Its log says what keeps it';
    case 'refused':
      return `it was not accepted. ${tryIt(delivery)}`;
    case 'unknown':
      return `it may have arrived: look there. ${tryIt(delivery)}`;
    default:
      return 'the function has not begun to send it. Either nothing invoked it, or it cannot read the log file, or it has another config or ledger: tattletail doctor --live, and the log of the function';
  }
};

const tryIt = ({ destination }: ExpectedDelivery): string =>
  `To see what it answers: tattletail notify ${withoutSecrets(shellWord(destination))}`;

/** S3 dates objects to the second, so it is no more exact than that. */
const inSeconds = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};
