import { startEventBridgeDestination } from './eventbridge.ts';
import { startPagerDutyDestination } from './pagerduty.ts';
import { startSesDestination } from './ses.ts';
import { startSlackBotDestination } from './slack.ts';
import { startSlackDestination } from './slack-webhook.ts';
import { startSnsDestination } from './sns.ts';
import { startTeamsDestination } from './teams-webhook.ts';
import { startWebhookDestination } from './webhook.ts';

/**
 * A test server for every type in `src/destinations/registry.ts`. The contract test fails for a type that is missing
 * here: write its file beside these, as `StartTestDestination` wants it, and add a line.
 */
export const testDestinations = {
  slack_webhook: startSlackDestination,
  ses: startSesDestination,
  sns: startSnsDestination,
  teams_webhook: startTeamsDestination,
  webhook: startWebhookDestination,
  pagerduty: startPagerDutyDestination,
  eventbridge: startEventBridgeDestination,
  slack: startSlackBotDestination,
} as const;
