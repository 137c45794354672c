import { isJsonObject, type JsonObject } from '../../src/json.ts';
import type { Answer } from './answer.ts';
import { readJson } from './json-body.ts';
import { type Clock, type Loopback, type Request, startLoopback } from './loopback.ts';
import { slackError, textAnswer } from './slack/errors.ts';
import { createLeakyBucket, type Rate } from './slack/leaky-bucket.ts';
import { ignoredFields, refusalOf } from './slack/payload.ts';
import type { Refusal } from './slack/refusal.ts';
import { type Signals, signalsOf } from './slack/signals.ts';

export interface SlackOptions {
  /** Paths of webhooks that exist. @default one */
  readonly webhooks?: readonly string[];
  /**
   * How many messages each webhook takes. docs.slack.dev/apis/web-api/rate-limits promises 1 a second and "short
   * bursts"; a leaky bucket of about 25 is what has been observed. @default that
   */
  readonly rate?: Rate | 'unlimited';
  readonly clock?: Clock;
}

interface Posted extends Signals {
  readonly at: number;
  /** The path of the webhook. */
  readonly webhook: string;
  readonly userAgent: string;
  readonly payload: JsonObject;
  /** Slack cuts `text` after 40,000 characters. */
  readonly truncated: boolean;
  /** Fields of the payload that Slack ignores. */
  readonly ignored: readonly string[];
}

interface Refused extends Refusal {
  readonly at: number;
  readonly webhook: string;
  readonly payload: unknown;
}

export interface SlackServer extends Loopback {
  /** The first webhook's URL. */
  readonly webhookUrl: string;
  /** What people in Slack would see, in order. */
  readonly posted: readonly Posted[];
  /** Messages that Slack refused for what is in them, and why. */
  readonly refused: readonly Refused[];
  /** When each message was posted, by webhook. */
  readonly timestamps: (webhook: string) => readonly number[];
}

/** Slack's incoming webhooks. */
export const startSlack = async ({
  webhooks = ['/services/T00000001/B00000001/XXXXXXXXXXXXXXXXXXXXXXXX'],
  rate = {},
  clock = Date.now,
}: SlackOptions = {}): Promise<SlackServer> => {
  const posted: Posted[] = [];
  const refused: Refused[] = [];
  const buckets = new Map(
    webhooks.map((webhook) => [webhook, rate === 'unlimited' ? () => 0 : createLeakyBucket(rate)]),
  );

  const handle = (request: Request): Answer => {
    const { target: webhook, at } = request;
    const waitFor = buckets.get(webhook);
    if (waitFor === undefined) return strangerTo(webhooks, webhook);
    const seconds = waitFor(at);
    if (seconds > 0) return textAnswer(429, 'rate_limited', { 'retry-after': String(seconds) });
    const payload = isJson(request) ? readJson(request.body) : undefined;
    const refusal = refusalOf(payload);
    if (refusal !== undefined || !isJsonObject(payload)) {
      const reason = refusal ?? { error: 'invalid_payload', why: 'not an object' };
      refused.push({ ...reason, at, webhook, payload });
      return slackError(reason.error);
    }
    const truncated = typeof payload.text === 'string' && payload.text.length > 40_000;
    posted.push({
      at,
      webhook,
      userAgent: request.headers['user-agent'] ?? '',
      payload,
      truncated,
      ignored: ignoredFields(payload),
      ...signalsOf(payload),
    });
    return textAnswer(200, 'ok');
  };

  const loopback = await startLoopback(handle, clock);
  return {
    ...loopback,
    webhookUrl: `${loopback.url}${webhooks[0]}`,
    posted,
    refused,
    timestamps: (webhook) => posted.filter((post) => post.webhook === webhook).map(({ at }) => at),
  };
};

/** An unknown team or service is no_service; a known one with another secret is invalid_token. */
const strangerTo = (webhooks: readonly string[], path: string): Answer => {
  const withoutToken = (webhook: string): string => webhook.slice(0, webhook.lastIndexOf('/'));
  const isOurs = webhooks.some((webhook) => withoutToken(webhook) === withoutToken(path));
  return slackError(isOurs ? 'invalid_token' : 'no_service');
};

const isJson = ({ method, headers }: Request): boolean =>
  method === 'POST' && /^application\/json *(; *charset="?utf-8"?)?$/i.test(headers['content-type'] ?? '');
