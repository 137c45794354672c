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
    variants: [
      { layout: 'classic', from_name: 'Überwachung', reply_to: [from_email], configuration_set: 'alerts' },
    ],
    secrets: [],
    messages: () => server.sent.map(({ at, subject, text }) => ({ at, text: `${subject}\n${text}` })),
    throttled: sesError('TooManyRequestsException'),
    refused: sesError('MessageRejected'),
  };
};
