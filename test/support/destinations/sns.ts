import { snsError } from '../sns/errors.ts';
import { type SnsServer, startSns } from '../sns-server.ts';
import type { StartTestDestination } from './test-destination.ts';

export const topic = 'arn:aws:sns:eu-central-1:111122223333:alerts';

export const startSnsDestination: StartTestDestination<SnsServer> = async () => {
  const server = await startSns({ topics: [topic, { arn: `${topic}.fifo` }] });
  return {
    id: 'topic',
    server,
    settings: { sns_arn: topic },
    variants: [{ format: 'chatbot', attributes: true, subject: true }],
    secrets: [],
    messages: () => server.published.map(({ at, message }) => ({ at, text: message })),
    throttled: snsError('Throttled'),
    refused: snsError('AuthorizationError'),
  };
};
