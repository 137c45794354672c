import { Webhook } from 'standardwebhooks';
import type { Answer } from './answer.ts';
import { readJson } from './json-body.ts';
import { type Loopback, type Request, startLoopback } from './loopback.ts';

interface Received {
  readonly at: number;
  /** The body. */
  readonly text: string;
  readonly headers: Request['headers'];
}

export interface WebhookReceiver extends Loopback {
  readonly webhookUrl: string;
  /** By which it knows the sender. */
  readonly secrets: readonly string[];
  readonly received: readonly Received[];
}

const path = '/hooks/7d8f0c1e';

/** A receiver as Standard Webhooks wants it, with the reference library. It takes a quarter of a megabyte, of JSON only. */
export const startWebhookReceiver = async (): Promise<WebhookReceiver> => {
  const secrets = [`whsec_${Buffer.alloc(32, 'a secret').toString('base64')}`];
  const received: Received[] = [];
  const handle = ({ method, target, headers, body, at }: Request): Answer => {
    if (target !== path) return { status: 404 };
    if (method !== 'POST') return { status: 405 };
    if (headers['content-type'] !== 'application/json') return { status: 415 };
    if (body.length > 262_144) return { status: 413 };
    if (readJson(body) === undefined) return { status: 400 };
    if (!secrets.some((secret) => isSignedBy(secret, body, headers))) return { status: 401 };
    received.push({ at, text: body.toString(), headers });
    return { status: 204 };
  };
  const loopback = await startLoopback(handle);
  return { ...loopback, webhookUrl: `${loopback.url}${path}`, secrets, received };
};

const isSignedBy = (secret: string, body: Buffer, headers: Request['headers']): boolean => {
  try {
    new Webhook(secret).verify(body, { ...headers } as Record<string, string>); // it looks at three of them only
    return true;
  } catch {
    return false;
  }
};
