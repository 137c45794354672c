import type { DeliveryError } from '../../errors.ts';
import { allowedHosts } from '../allowed-hosts.ts';
import { defineDestination } from '../destination.ts';
import { layout } from '../original/layout.ts';
import { secret } from '../secrets/reference.ts';
import { answerFailure, postJson, type WebhookAnswer } from '../webhook.ts';
import { webhookUrl } from '../webhook-url.ts';
import { classicSlackMessage } from './classic-message.ts';

/** Posts to an incoming webhook (Slack, "Sending messages using incoming webhooks"). */
export const slackWebhook = defineDestination({
  type: 'slack_webhook',
  settings: {
    webhook_url: secret(webhookUrl).describe('The URL of the incoming webhook, which is a secret.'),
    allowed_hosts: allowedHosts,
    layout,
  },
  urls: ['webhook_url'],
  secrets: ['webhook_url'],
  // In the Go program, a URL in the config could be anywhere. It knew no references.
  hosts: { own: ['hooks.slack.com', 'hooks.slack-gov.com'], pins: 'references' },
  // "1 per second. Short bursts >1 allowed" (Slack, "Rate limits"), which does not say how short.
  rateLimit: { burst: 5, perSecond: 1 },
  createSend:
    ({ webhook_url, layout }, { fetch, display }) =>
    async (alert, tag, signal) => {
      const { slackMessage } = await import('./message.ts');
      const message =
        layout === 'classic' ? classicSlackMessage(alert, tag) : slackMessage(alert, tag, display);
      const answer = await postJson(fetch, webhook_url, message, signal);
      if (isOk(answer)) return;
      if (!mayRejectContent(answer)) throw failure(answer);
      const { plainSlackMessage } = await import('./plain-message.ts');
      const second = await postJson(fetch, webhook_url, plainSlackMessage(alert, tag, display), signal);
      if (!isOk(second)) throw failure(second);
    },
});

const isOk = ({ status, body }: WebhookAnswer): boolean => status === 200 && body === 'ok';

/**
 * Whether Slack may have rejected the content of the message, and not the webhook or the channel. Not every such error
 * is documented: those about length are not.
 */
const mayRejectContent = ({ status, body }: WebhookAnswer): boolean =>
  status === 413 || (status === 400 && body !== 'user_not_found');

/** Slack's reasons are single words like `no_service`; anything else is not from Slack. */
const failure = (answer: WebhookAnswer): DeliveryError =>
  answerFailure(
    'Slack',
    answer,
    /^\w{1,50}$/.test(answer.body) ? answer.body : 'not an answer from Slack',
    [403, 404, 410],
  );
