import * as z from 'zod';
import { alertFormat, writers } from '../alert-format.ts';
import { allowedHosts } from '../allowed-hosts.ts';
import { defineDestination } from '../destination.ts';
import { secret } from '../secrets/reference.ts';
import { answerFailure, post } from '../webhook.ts';
import { webhookUrl } from '../webhook-url.ts';
import { customHeaders } from './custom-headers.ts';
import { signatureHeaders, signingSecret } from './signature.ts';

/** Posts an alert as JSON, signed as Standard Webhooks says (standardwebhooks.com, "Specification"). */
export const jsonWebhook = defineDestination({
  type: 'webhook',
  settings: {
    url: secret(webhookUrl).describe('The URL to post to, which may be a secret.'),
    allowed_hosts: allowedHosts,
    format: alertFormat,
    secrets: z
      .array(secret(signingSecret))
      .min(1)
      .max(5)
      .optional()
      .describe('Secrets to sign with, several while one replaces another.'),
    headers: customHeaders.optional().describe('More headers, whose values may be secrets.'),
  },
  urls: ['url'],
  secrets: ['url', 'secrets', 'headers'],
  hosts: { own: [], pins: 'nothing' },
  createSend:
    ({ url, format, secrets = [], headers = {} }, { fetch, display }) =>
    async (alert, tag, signal) => {
      const write = await writers[format]();
      const body = write(alert, tag, display, maxBytes);
      const seconds = Math.floor(Date.now() / 1000);
      const signature = signatureHeaders({ id: tag.id, seconds, body }, secrets);
      const answer = await post(fetch, url, { body, headers: { ...headers, ...signature } }, signal);
      if (answer.status >= 200 && answer.status < 300) return;
      throw answerFailure('the webhook', answer, await reasonOf(answer.status), [401, 403, 410]);
    },
});

/** Of the body. */
const maxBytes = 262_144;

/** What a body says is not repeated: it may be anything. 410 is how a receiver unsubscribes (Standard Webhooks). */
const reasonOf = async (status: number): Promise<string> => {
  if (status === 410) return 'Gone, so remove the destination';
  // With its first import, Node loads all of its HTTP clients, which takes a tenth of a cold start.
  const { STATUS_CODES } = await import('node:http');
  return STATUS_CODES[status] ?? 'no known status';
};
