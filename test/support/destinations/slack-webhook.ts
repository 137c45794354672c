import { slackError } from '../slack/errors.ts';
import { activeIn } from '../slack/signals.ts';
import { type SlackServer, startSlack } from '../slack-server.ts';
import type { StartTestDestination } from './test-destination.ts';

export const startSlackDestination: StartTestDestination<SlackServer> = async () => {
  const server = await startSlack({ rate: 'unlimited' });
  return {
    id: 'slack',
    server,
    settings: { webhook_url: server.webhookUrl },
    secrets: [new URL(server.webhookUrl).pathname],
    messages: () => server.posted.map(({ at, payload }) => ({ at, text: JSON.stringify(payload) })),
    active: () => server.posted.flatMap(activeIn),
    keepsTexts: ({ layout }) => layout === 'classic',
    throttled: slackError('rate_limited'),
    refused: slackError('no_service'),
  };
};
