import { isGzip } from '../gzip.ts';
import { textIn } from '../trail/encoding.ts';

/**
 * The message that a text holds in base64: queues and topics carry text only, so gzip and UTF-16 come like this.
 * Undefined for all other text.
 */
export const bytesInText = (text: string): Uint8Array | undefined => {
  if (!/^[A-Za-z0-9+/=\s]+$/.test(text)) return undefined;
  const bytes = fromBase64(text);
  return isGzip(bytes) || isMessage(bytes.subarray(0, 200)) ? bytes : undefined;
};

/** Decodes all of a text: there may be several messages, each with its own padding, at which Node stops. */
export const fromBase64 = (text: string): Buffer => {
  if (!/=\s*[^=\s]/.test(text)) return Buffer.from(text, 'base64');
  const bytes = Buffer.alloc(text.length);
  let length = 0;
  for (const [padded] of text.matchAll(/[^=]+=*/g)) length += bytes.write(padded, length, 'base64');
  return bytes.subarray(0, length);
};

const isMessage = (head: Uint8Array): boolean => {
  try {
    const begin = textIn(head);
    // The word "example" is base64 of a brace, too, but not of one with a quote behind it.
    return /^\s*(\{\s*["}]|\[\s*[[{"\]\w-])/.test(begin) || controlText(begin) !== undefined;
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
  { begin: 'AWS Budget Notification', what: 'a notice of another service' },
  { begin: 'An AWS Backup job was', what: 'a notice of another service' },
] as const;
