import * as z from 'zod';
import { DeliveryError, type DeliveryFailure } from '../../errors.ts';
import { type JsonObject, jsonIn } from '../../json.ts';
import { answerFailure, post, type WebhookAnswer } from '../webhook.ts';
import type { Access } from './access.ts';

/** A message as Slack knows it. */
export interface Posted {
  /** The channel's ID, also where its name was given. */
  readonly channel: string;
  /** What identifies the message in it. */
  readonly ts: string;
}

/** The word by which Slack refused a message; undefined if the answer is not from Slack. */
export interface Refused {
  readonly error: string | undefined;
  readonly answer: WebhookAnswer;
}

/**
 * Posts a message (Slack, "chat.postMessage method"), whose answers mostly have status 200. Throws DeliveryError when no
 * answer comes.
 */
export const postMessage = async (
  fetch: typeof globalThis.fetch,
  { token, api_url = 'https://slack.com/api' }: Access,
  message: JsonObject,
  signal: AbortSignal,
): Promise<Posted | Refused> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' };
  const body = JSON.stringify(message);
  const answer = await post(fetch, `${api_url}/chat.postMessage`, { body, headers }, signal);
  const { data } = answerSchema.safeParse(jsonIn(answer.body));
  if (answer.status === 200 && data?.ok === true) return { channel: data.channel, ts: data.ts };
  return { error: data?.ok === false ? data.error : undefined, answer };
};

/** Errors are words like `not_in_channel`; the body may also be a proxy's and hold anything. */
const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), channel: z.string().max(50), ts: z.string().max(50) }),
  z.object({ ok: z.literal(false), error: z.string().regex(/^\w{1,50}$/) }),
]);

/** Whether it is the content of the message that Slack refused. */
export const isAboutContent = ({ error, answer }: Refused): boolean =>
  answer.status === 413 || (error !== undefined && contentErrors.has(error));

const contentErrors: ReadonlySet<string> = new Set([
  'attachment_payload_limit_exceeded',
  'invalid_arguments',
  'invalid_attachments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_json',
  'json_not_object',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'too_many_attachments',
]);

export const failureOf = ({ error, answer }: Refused): DeliveryError => {
  if (error === undefined || answer.status !== 200)
    return answerFailure('Slack', answer, error ?? 'not an answer from Slack');
  return new DeliveryError(`Slack answered ${error}`, classify(error), {
    isSecretDead: deadToken.has(error),
  });
};

const deadToken: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

const classify = (error: string): DeliveryFailure => {
  if (brokenOnTheWay.has(error)) return { outcome: 'unknown', retryable: true };
  return { outcome: 'refused', retryable: passing.has(error) };
};

/** "It's possible some aspect of the operation succeeded before the error was raised" (Slack, "chat.postMessage method"). */
const brokenOnTheWay: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
]);

const passing: ReadonlySet<string> = new Set([
  'accesslimited',
  'external_channel_migrating',
  'message_limit_exceeded',
  'rate_limited',
  'ratelimited',
  'team_added_to_org',
]);
