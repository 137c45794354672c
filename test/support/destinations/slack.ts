import { activeIn } from '../slack/signals.ts';
import { type SlackApi, slackApiError, startSlackApi } from '../slack/web-api.ts';
import type { StartTestDestination } from './test-destination.ts';

export const startSlackBotDestination: StartTestDestination<SlackApi> = async () => {
  const server = await startSlackApi({ rate: 'unlimited' });
  return {
    id: 'slack bot',
    server,
    settings: { token: server.token, channel: '#security' },
    variants: [{ thread_minutes: 60 }],
    optionalSettings: { api_url: server.apiUrl },
    secrets: [server.token],
    messages: () => server.posted.map(({ at, payload }) => ({ at, text: JSON.stringify(payload) })),
    active: () => server.posted.flatMap(activeIn),
    keepsTexts: ({ layout }) => layout === 'classic',
    throttled: slackApiError('ratelimited', { status: 429 }),
    refused: slackApiError('not_in_channel'),
  };
};
