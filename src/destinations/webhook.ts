import { DeliveryError, type DeliveryFailure } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { networkFailure } from './failure.ts';

export interface WebhookAnswer {
  readonly status: number;
  /** Trimmed. */
  readonly body: string;
  readonly retryAfter: string | null;
}

/**
 * Posts JSON to a webhook. Throws DeliveryError when no answer comes within 10 seconds. A redirect is an answer: the
 * alert must not be carried to another place.
 */
export const postJson = async (
  fetch: typeof globalThis.fetch,
  url: string,
  body: JsonObject,
  signal: AbortSignal,
): Promise<WebhookAnswer> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
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

/**
 * What an answer that does not confirm the message means for the alert. `reason` comes from the answer's body and gets
 * into logs: the body may be a proxy's page and hold anything.
 */
export const answerFailure = (
  service: string,
  { status, retryAfter }: WebhookAnswer,
  reason: string,
): DeliveryError =>
  new DeliveryError(`${service} answered ${status}: ${reason}`, classify(status, retryAfter));

/** A 2xx that does not confirm the message may be a proxy's login page; what happened to the message is not known. */
const classify = (status: number, retryAfter: string | null): DeliveryFailure => {
  if (status === 429) return { outcome: 'refused', retryable: true, retryAfterMs: milliseconds(retryAfter) };
  if (status < 300 || status >= 500) return { outcome: 'unknown', retryable: true };
  return { outcome: 'refused', retryable: false };
};

/** Retry-After in whole seconds, as Slack gives it (Slack, "Rate limits"). */
const milliseconds = (seconds: string | null): number | undefined =>
  seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : undefined;
