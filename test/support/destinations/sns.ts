import { snsError } from '../sns/errors.ts';
import { type SnsServer, startSns } from '../sns-server.ts';
import type { StartTestDestination } from './test-destination.ts';

export const topic = 'arn:aws:sns:eu-central-1:111122223333:alerts';

/** In what Amazon Q Developer shows as the Markdown of Slack or Teams. */
const activeInNotification = (message: string): readonly string[] => {
  const { content } = JSON.parse(message);
  return content === undefined
    ? []
    : active.flatMap((pattern) => JSON.stringify(content).match(pattern) ?? []);
};

const active = [
  /<[^>]*>/g,
  /\[[^\]]*\]\([^)]*\)/g,
  /@(?:channel|here|everyone)/g,
  /https?:\/\/(?!us-east-1\.console\.aws\.amazon\.com\/cloudtrailv2\/)[^\s"]*/g,
];

export const startSnsDestination: StartTestDestination<SnsServer> = async () => {
  const server = await startSns({ topics: [topic, { arn: `${topic}.fifo` }] });
  return {
    id: 'topic',
    server,
    settings: { sns_arn: topic },
    variants: [{ format: 'chatbot', attributes: true, subject: true }],
    secrets: [],
    messages: () => server.published.map(({ at, message }) => ({ at, text: message })),
    active: () => server.published.flatMap(({ message }) => activeInNotification(message)),
    keepsTexts: ({ format }) => format !== 'chatbot',
    throttled: snsError('Throttled'),
    refused: snsError('AuthorizationError'),
  };
};
