import { startTeams, type TeamsServer } from '../teams-server.ts';
import type { StartTestDestination } from './test-destination.ts';

export const startTeamsDestination: StartTestDestination<TeamsServer> = async () => {
  const server = await startTeams();
  return {
    id: 'teams',
    server,
    settings: { webhook_url: server.webhookUrl },
    secrets: ['s3cr3t-signature', '/workflows/c0ffee'],
    messages: () => server.posted.map(({ at, message }) => ({ at, text: JSON.stringify(message) })),
    // The server refuses everything else.
    active: () => [],
    throttled: { status: 429, body: '' },
    refused: { status: 404, body: '' },
  };
};
