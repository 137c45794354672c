import { createDisplay } from '../alerts/display.ts';
import { noDestination } from '../config/no-destination.ts';
import type { Config } from '../config/schema.ts';
import { deliveryErrorOf } from '../delivery/failure.ts';
import type { DestinationTools } from '../destinations/destination.ts';
import type { NotifyRequest } from '../events/notify-request.ts';
import { withoutSecrets } from '../redact.ts';
import { adviceFor } from './advice.ts';

import { sampleAlert, sampleTag } from './sample.ts';

/** What a sample alert came to. It holds no secret: a URL in place of an id is left out. */
type NotifyAnswer = {
  readonly destination: string;
  readonly message: string;
} & (
  | { readonly outcome: 'accepted' | 'no such destination' }
  | { readonly outcome: 'refused' | 'unknown'; readonly advice: string }
);

/**
 * Sends a sample alert to a destination, once and whatever the ledger knows. Never throws: an alert that fails is tried
 * again by Lambda, but whoever tries a destination wants to know what came back.
 */
export const notify = async (
  { destination: id = '' }: NotifyRequest,
  config: Pick<Config, 'destinations' | 'accounts' | 'display'>,
  tools: Omit<DestinationTools, 'display'>,
  signal: AbortSignal,
): Promise<NotifyAnswer> => {
  const named = config.destinations.find((one) => one.id === id);
  const destination = withoutSecrets(id);
  if (named === undefined) {
    return { destination, outcome: 'no such destination', message: noDestination(id, config) };
  }
  const now = new Date();
  try {
    const send = named.createSend({ ...tools, display: createDisplay(config) });
    await send(sampleAlert(id, now), sampleTag(id, now), signal);
    return { destination, outcome: 'accepted', message: `accepted by the destination (${named.type})` };
  } catch (error) {
    const { message, failure } = deliveryErrorOf(error);
    return { destination, outcome: failure.outcome, message, advice: adviceFor(message, failure) };
  }
};
