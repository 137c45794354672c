import { sesError } from '../ses/errors.ts';
import { type SesServer, startSes } from '../ses-server.ts';
import type { StartTestDestination } from './test-destination.ts';

/** Tags and attributes that may do more than set text, and characters that only change how others look. */
const activeInHtml = (html: string): readonly string[] =>
  [
    /<(?!(?:!doctype html>|\/?(?:html|head|meta|title|style|body|div|p|table|tr|td|th|h1|h2|span|b|strong|a|pre|wbr|br|code|ul|li)\b))[a-z!/][^>]*>/gi,
    /<[^>]*\s(?:on\w+|src|srcset|action|background)=[^>]*>/gi,
    /href="(?!https:\/\/us-east-1\.console\.aws\.amazon\.com\/cloudtrailv2\/)[^"]*"/g,
    /(?!\n)[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu,
  ].flatMap((pattern) => html.match(pattern) ?? []);

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
    active: () => server.sent.flatMap(({ html = '' }) => activeInHtml(html)),
    keepsTexts: ({ layout }) => layout === 'classic',
    throttled: sesError('TooManyRequestsException'),
    refused: sesError('MessageRejected'),
  };
};
