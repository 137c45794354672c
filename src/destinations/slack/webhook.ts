import * as z from 'zod';
import { DeliveryError, type DeliveryFailure } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { classicSlackMessage } from '../classic.ts';
import { defineDestination } from '../destination.ts';
import { networkFailure } from '../failure.ts';
import { layout } from '../layout.ts';
import { plainSlackMessage, slackMessage } from './message.ts';

/** Posts to an incoming webhook (Slack, "Sending messages using incoming webhooks"). The URL is a secret. */
export const slackWebhook = defineDestination(
  'slack_webhook',
  {
    webhook_url: z.string().superRefine((text, context) => {
      const fault = faultOf(text);
      if (fault !== undefined) context.addIssue(fault);
    }),
    layout,
  },
  ({ webhook_url, layout }, { fetch }) =>
    async (alert, tag, signal) => {
      const message = layout === 'classic' ? classicSlackMessage(alert, tag) : slackMessage(alert, tag);
      const answer = await post(fetch, webhook_url, message, signal);
      if (isOk(answer)) return;
      if (!complainsOfMessage(answer)) throw refusal(answer);
      const second = await post(fetch, webhook_url, plainSlackMessage(alert, tag), signal);
      if (!isOk(second)) throw refusal(second);
    },
  // "1 per second. Short bursts >1 allowed" (Slack, "Rate limits"), and nothing says how short.
  { burst: 5, perSecond: 1 },
);

const isOk = ({ status, body }: Answer): boolean => status === 200 && body === 'ok';

/**
 * Whether it may be the message that Slack does not take, and not the webhook or the channel: not every complaint of a
 * message is documented, like those of its length.
 */
const complainsOfMessage = ({ status, body }: Answer): boolean =>
  status === 413 || (status === 400 && body !== 'user_not_found');

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | null;
}

/** A redirect is an answer, not a place to carry the alert to. */
const post = async (
  fetch: typeof globalThis.fetch,
  url: string,
  message: JsonObject,
  signal: AbortSignal,
): Promise<Answer> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    return {
      status: response.status,
      body: (await response.text()).trim(),
      retryAfter: response.headers.get('retry-after'),
    };
  } catch (error) {
    throw networkFailure(error);
  }
};

const timeoutMs = 10_000;

/** Slack's reasons are short words like `no_service`; anything else is not from Slack, and may hold anything. */
const refusal = ({ status, body, retryAfter }: Answer): DeliveryError => {
  const reason = /^\w{1,50}$/.test(body) ? body : 'not an answer from Slack';
  return new DeliveryError(`Slack answered ${status}: ${reason}`, failureOf(status, retryAfter));
};

/** A proxy's login page comes with 200: only the body tells success. Without it nobody knows what became of ours. */
const failureOf = (status: number, retryAfter: string | null): DeliveryFailure => {
  if (status === 429) return { outcome: 'refused', retryable: true, retryAfterMs: milliseconds(retryAfter) };
  if (status < 300 || status >= 500) return { outcome: 'unknown', retryable: true };
  return { outcome: 'refused', retryable: false };
};

/** Slack gives whole seconds (Slack, "Rate limits"). */
const milliseconds = (seconds: string | null): number | undefined =>
  seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : undefined;

/** What is wrong with a URL, without repeating it: it is a secret. */
const faultOf = (text: string): string | undefined => {
  if (/[\s\p{Cc}]/u.test(text)) return 'must have no white space or control characters in it';
  if (/^["'`<]/.test(text)) return 'must have no quotes or brackets around it';
  const url = URL.parse(text);
  if (url === null && /^https:/i.test(text)) return 'must be a whole URL: https://HOST/PATH';
  if (url === null || !isHttpsOrLocal(url)) return 'must be a URL that begins with https://';
  if (url.username + url.password !== '')
    return 'must have no user name or password in it: fetch sends nothing then';
  return undefined;
};

/** Plain http is let through to this machine only, to try things out. */
const isHttpsOrLocal = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname));
