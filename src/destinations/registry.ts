import type { DestinationType } from './destination.ts';
import { eventbridge } from './eventbridge/eventbridge.ts';
import { jsonWebhook } from './json-webhook/json-webhook.ts';
import { pagerduty } from './pagerduty/pagerduty.ts';
import { ses } from './ses/ses.ts';
import { slackWebhook } from './slack/slack.ts';
import { slackBot } from './slack-bot/slack-bot.ts';
import { sns } from './sns/sns.ts';
import { teamsWebhook } from './teams/teams.ts';

/**
 * Every type of destination. To add one, write its file with `defineDestination` and add it here: the config then knows
 * its keys, and the contract test checks what every destination promises. What writes its messages is imported when one
 * is sent: most cold starts have no alert.
 */
export const destinationTypes: readonly DestinationType[] = [
  slackWebhook,
  slackBot,
  ses,
  sns,
  teamsWebhook,
  jsonWebhook,
  pagerduty,
  eventbridge,
];
