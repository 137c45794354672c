import { type EventBridgeServer, putEventsAnswer, startEventBridge } from '../eventbridge-server.ts';
import type { StartTestDestination } from './test-destination.ts';

export const bus = 'arn:aws:events:eu-central-1:111122223333:event-bus/security';

export const startEventBridgeDestination: StartTestDestination<EventBridgeServer> = async () => {
  const server = await startEventBridge([bus]);
  return {
    id: 'bus',
    server,
    settings: { event_bus_arn: bus },
    secrets: [],
    messages: () => server.put.map(({ at, Detail }) => ({ at, text: Detail })),
    active: () => [],
    keepsTexts: () => true,
    throttled: putEventsAnswer([{ ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }]),
    refused: putEventsAnswer([{ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }]),
  };
};
