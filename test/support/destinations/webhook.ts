import { startWebhookReceiver, type WebhookReceiver } from '../webhook-server.ts';
import type { StartTestDestination } from './test-destination.ts';

export const startWebhookDestination: StartTestDestination<WebhookReceiver> = async () => {
  const server = await startWebhookReceiver();
  return {
    id: 'webhook',
    server,
    settings: { url: server.webhookUrl },
    optionalSettings: { secrets: server.secrets },
    confirmsByStatus: true,
    secrets: [new URL(server.webhookUrl).pathname, ...server.secrets],
    messages: () => server.received.map(({ at, text }) => ({ at, text })),
    active: () => [],
    keepsTexts: () => true,
    throttled: { status: 429, body: '' },
    refused: { status: 410, body: '' },
  };
};
