import { isJsonObject } from '../json.ts';

/**
 * Whether a schedule asks who is silent: `{"tattletail": "heartbeat"}`, or what a rule of EventBridge sends by itself
 * (EventBridge User Guide, "Creating a rule that runs on a schedule"). As with `notify`, only at the top of an event.
 */
export const isHeartbeatRequest = (event: unknown): boolean =>
  isJsonObject(event) &&
  (event.tattletail === 'heartbeat' ||
    (event.source === 'aws.events' && event['detail-type'] === 'Scheduled Event'));
