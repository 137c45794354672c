import { isGzip } from '../gzip.ts';
import { controlText } from './control-text.ts';

/**
 * The message that a text holds in base64: queues and topics carry text only, so gzip comes like this. Undefined for
 * all other text.
 */
export const bytesInText = (text: string): Uint8Array | undefined => {
  if (!/^[A-Za-z0-9+/=\s]+$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  const begin = bytes.toString('utf8', 0, 100);
  const isMessage = isGzip(bytes) || /^\s*[{[]/.test(begin) || controlText(begin) !== undefined;
  return isMessage ? bytes : undefined;
};
