import { isGzip } from '../gzip.ts';
import { textIn } from '../trail/encoding.ts';

/**
 * The message that a text holds in base64: queues and topics carry text only, so gzip and UTF-16 come like this.
 * Undefined for all other text.
 */
export const bytesInText = (text: string): Uint8Array | undefined => {
  if (!/^[A-Za-z0-9+/=\s]+$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return isGzip(bytes) || isMessage(bytes.subarray(0, 200)) ? bytes : undefined;
};

const isMessage = (head: Uint8Array): boolean => {
  try {
    const begin = textIn(head);
    return /^\s*[{[]/.test(begin) || controlText(begin) !== undefined;
  } catch {
    return false; // UTF-32
  }
};

/** What text says that is no JSON and names nothing. Undefined if it is another, or has a message in one of its lines. */
export const controlText = (text: string): string | undefined => {
  const control = controlTexts.find(({ begin }) => text.trimStart().startsWith(begin));
  return control === undefined || text.includes('{') || hasMessageInBase64(text) ? undefined : control.what;
};

/** Whether one of its words is a message in base64. */
export const hasMessageInBase64 = (text: string): boolean =>
  text.split(/\s/).some((word) => bytesInText(word) !== undefined);

const controlTexts = [
  // CloudTrail sends it when a trail gets a topic.
  { begin: 'CloudTrail validation message', what: 'a validation message of CloudTrail' },
  // CloudWatch Logs sends it when a log group gets a subscription.
  { begin: 'CWL CONTROL MESSAGE:', what: 'a control message of CloudWatch Logs' },
  // AWS Config Developer Guide, "Example Oversized Configuration Item Change Notification"
  { begin: 'View the Timeline for this Resource in AWS Config', what: 'a notice of another service' },
] as const;
