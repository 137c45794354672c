import { sesError } from '../ses/errors.ts';
import { type SesServer, startSes } from '../ses-server.ts';
import type { StartTestDestination } from './test-destination.ts';

export const startSesDestination: StartTestDestination<SesServer> = async () => {
  const from_email = 'tattletail@example.com';
  const server = await startSes({ identities: [from_email], configurationSets: ['alerts'] });
  return {
    id: 'mail',
    server,
    settings: { to_emails: ['security@example.com'], from_email },
    secrets: [],
    messages: () => server.sent.map(({ at, subject, text }) => ({ at, text: `${subject}\n${text}` })),
    throttled: sesError('TooManyRequestsException'),
    refused: sesError('MessageRejected'),
  };
};
