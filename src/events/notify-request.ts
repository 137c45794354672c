import { isJsonObject, nonEmptyString } from '../json.ts';

/** What asks for a sample alert. */
export interface NotifyRequest {
  /** The id of a destination; undefined if the event names none. */
  readonly destination: string | undefined;
}

/**
 * `{"tattletail": "notify", "destination": "…"}`. Only who may invoke the function can ask: in queues and log files, others
 * may write, so nothing is looked for there.
 */
export const notifyRequestIn = (event: unknown): NotifyRequest | undefined =>
  isJsonObject(event) && event.tattletail === 'notify'
    ? { destination: nonEmptyString(event.destination) }
    : undefined;
