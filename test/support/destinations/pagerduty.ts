import { type PagerDutyServer, pagerDutyError, startPagerDuty } from '../pagerduty-server.ts';
import type { StartTestDestination } from './test-destination.ts';

export const startPagerDutyDestination: StartTestDestination<PagerDutyServer> = async () => {
  const server = await startPagerDuty();
  return {
    id: 'pager',
    server,
    settings: { routing_key: server.routingKey },
    optionalSettings: { url: server.eventsUrl },
    secrets: [server.routingKey],
    messages: () => server.triggered.map(({ at, event }) => ({ at, text: JSON.stringify(event.payload) })),
    // PagerDuty shows plain text.
    active: () => [],
    keepsTexts: () => true,
    throttled: { status: 429, body: '' },
    refused: pagerDutyError(400, 'invalid event', ['Invalid routing key e93facc04764012d7bfb002500d5d1a6']),
  };
};
