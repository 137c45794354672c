import * as z from 'zod';
import { isJsonObject, jsonIn } from '../../json.ts';
import { allowedHosts } from '../allowed-hosts.ts';
import { defineDestination } from '../destination.ts';
import { secret } from '../secrets/reference.ts';
import { answerFailure, post, type WebhookAnswer } from '../webhook.ts';
import { webhookUrl } from '../webhook-url.ts';

const routingKey = z
  .string()
  .regex(/^[A-Za-z0-9]{32}$/, { error: 'must be the 32 letters and digits of an integration key' });

/** Triggers an alert of a service (PagerDuty, "Events API v2"). */
export const pagerduty = defineDestination({
  type: 'pagerduty',
  settings: {
    routing_key: secret(routingKey).describe('The integration key of the service, which is a secret.'),
    region: z.enum(['us', 'eu']).default('us').describe('Where the PagerDuty account is.'),
    url: secret(webhookUrl).optional().describe('Another URL that takes these events, such as a proxy.'),
    allowed_hosts: allowedHosts,
  },
  urls: ['url'],
  secrets: ['routing_key', 'url'],
  hosts: { own: ['events.pagerduty.com', 'events.eu.pagerduty.com'], pins: 'every URL' },
  // 120 events a minute for each integration (PagerDuty's community, "Monitoring API rate limiting").
  rateLimit: { burst: 20, perSecond: 1.5 },
  createSend:
    ({ routing_key, region, url = urls[region] }, { fetch, display }) =>
    async (alert, tag, signal) => {
      const { pagerDutyEvent } = await import('./event.ts');
      const body = pagerDutyEvent(alert, tag, { display, routingKey: routing_key });
      const answer = await post(fetch, url, { body }, signal);
      if (!isAccepted(answer)) throw answerFailure('PagerDuty', answer, reasonIn(answer), [400, 403]);
    },
});

const urls = {
  us: 'https://events.pagerduty.com/v2/enqueue',
  eu: 'https://events.eu.pagerduty.com/v2/enqueue',
} as const;

const isAccepted = (answer: WebhookAnswer): boolean =>
  answer.status === 202 && statusIn(answer) === 'success';

/** The body's `errors` may repeat what was sent, so they are not shown: its `status` is a few words. */
const reasonIn = (answer: WebhookAnswer): string => statusIn(answer) ?? 'not an answer from PagerDuty';

const statusIn = ({ body }: WebhookAnswer): string | undefined => {
  const answer = jsonIn(body);
  const status = isJsonObject(answer) ? answer.status : undefined;
  return typeof status === 'string' && /^[A-Za-z ]{1,40}$/.test(status) ? status : undefined;
};
