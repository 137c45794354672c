import { DeliveryError, type DeliveryFailure } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { networkFailure } from './failure.ts';

export interface WebhookAnswer {
  readonly status: number;
  /** Trimmed. */
  readonly body: string;
  readonly retryAfter: string | null;
}

/** Posts JSON to a webhook: see `post`. */
export const postJson = (
  fetch: typeof globalThis.fetch,
  url: string,
  body: JsonObject,
  signal: AbortSignal,
): Promise<WebhookAnswer> => post(fetch, url, { body: JSON.stringify(body) }, signal);

/**
 * Posts a text that is JSON. Throws DeliveryError when no answer comes within 10 seconds. A redirect is an answer: the
 * alert must not be carried to another place.
 */
export const post = async (
  fetch: typeof globalThis.fetch,
  url: string,
  { body, headers = {} }: Post,
  signal: AbortSignal,
): Promise<WebhookAnswer> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    return {
      status: response.status,
      body: (await response.text()).trim(),
      retryAfter: retryAfterIn(response.headers),
    };
  } catch (error) {
    throw networkFailure(error);
  }
};

interface Post {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const timeoutMs = 10_000;

/**
 * What an answer that does not confirm the message means for the alert. `reason` comes from the answer's body and gets
 * into logs: the body may be a proxy's page and hold anything. `dead`: the statuses that say that a secret is not valid.
 */
export const answerFailure = (
  service: string,
  { status, retryAfter }: WebhookAnswer,
  reason: string,
  dead: readonly number[] = [],
): DeliveryError =>
  new DeliveryError(`${service} answered ${status}: ${reason}`, classify(status, retryAfter), {
    isSecretDead: dead.includes(status),
  });

/** A 2xx that does not confirm the message may be a proxy's login page; what happened to the message is not known. */
const classify = (status: number, retryAfter: string | null): DeliveryFailure => {
  if (status === 429) return { outcome: 'refused', retryable: true, retryAfterMs: milliseconds(retryAfter) };
  if (status < 300 || status >= 500) return { outcome: 'unknown', retryable: true };
  return { outcome: 'refused', retryable: false };
};

/**
 * Seconds, or a date (RFC 9110, "Retry-After"): that is by the clock of the server, so it is compared with the date of
 * the answer.
 */
const retryAfterIn = (headers: Headers): string | null => {
  const value = headers.get('retry-after');
  const wait = Date.parse(value ?? '') - Date.parse(headers.get('date') ?? '');
  return value === null || !isHttpDate.test(value) || Number.isNaN(wait)
    ? value
    : String(Math.max(0, Math.ceil(wait / 1000)));
};

const isHttpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/** In whole seconds. */
const milliseconds = (seconds: string | null): number | undefined =>
  seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : undefined;
