import { throwFailures } from '../answers.ts';
import { readMessage } from '../message.ts';
import type { Envelope } from '../shapes.ts';

/** No envelope: S3 and EventBridge invoke Lambda with the message itself. */
export const bareMessage: Envelope = (event) => {
  const sources = readMessage(event);
  return sources === undefined ? undefined : { items: [{ id: 'event', sources }], answer: throwFailures };
};
