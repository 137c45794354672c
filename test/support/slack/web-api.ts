import { isJsonObject, type JsonObject } from '../../../src/json.ts';
import type { Answer } from '../answer.ts';
import { readJson } from '../json-body.ts';
import { type Clock, type Loopback, type Request, startLoopback } from '../loopback.ts';
import { createLeakyBucket, type Rate } from './leaky-bucket.ts';
import { refusalOf } from './payload.ts';
import { type Signals, signalsOf } from './signals.ts';

interface Channel {
  readonly id: string;
  /** Without its #. */
  readonly name: string;
  /** Whether the app is in it. @default true */
  readonly isMember?: boolean;
  /** @default false */
  readonly isArchived?: boolean;
}

export interface SlackApiOptions {
  /** @default #security and #prod */
  readonly channels?: readonly Channel[];
  /** For each channel. docs.slack.dev/apis/web-api/rate-limits promises 1 a second. @default that */
  readonly rate?: Rate | 'unlimited';
  readonly clock?: Clock;
}

interface Posted extends Signals {
  readonly at: number;
  /** The ID of the channel. */
  readonly channel: string;
  readonly ts: string;
  /** That of the message that it replies to. */
  readonly threadTs: string | undefined;
  /** Whether a reply is also shown in the channel. */
  readonly isBroadcast: boolean;
  readonly payload: JsonObject;
}

export interface SlackApi extends Loopback {
  readonly apiUrl: string;
  readonly token: string;
  /** What people in Slack would see, in order. */
  readonly posted: readonly Posted[];
  /** Why messages were refused. */
  readonly refused: readonly string[];
  /** Deletes a message without replies. */
  readonly remove: (ts: string) => void;
}

/**
 * Slack's chat.postMessage (docs.slack.dev/reference/methods/chat.postMessage). Stricter than Slack, which takes fields
 * that it does not know, only warns of a missing charset, and posts replies to what is not there into the channel.
 */
export const startSlackApi = async ({
  channels = [
    { id: 'C00SECURITY', name: 'security' },
    { id: 'C0000000PROD', name: 'prod' },
  ],
  rate = {},
  clock = Date.now,
}: SlackApiOptions = {}): Promise<SlackApi> => {
  const token = `xoxb-${'1'.repeat(12)}-${'2'.repeat(13)}-${'Ab'.repeat(12)}`;
  const posted: Posted[] = [];
  const refused: string[] = [];
  const buckets = new Map(
    channels.map(({ id }) => [id, rate === 'unlimited' ? () => 0 : createLeakyBucket(rate)]),
  );

  const refuse = (error: string, why = error): Answer => {
    refused.push(why);
    return slackApiError(error);
  };

  const handle = (request: Request): Answer => {
    const { authorization } = request.headers;
    if (request.target !== '/api/chat.postMessage') return refuse('unknown_method');
    if (authorization === undefined) return refuse('not_authed');
    if (authorization !== `Bearer ${token}`) return refuse('invalid_auth');
    if (!isJson(request)) return refuse('invalid_post_type');
    const payload = readJson(request.body);
    return isJsonObject(payload) ? post(payload, request.at) : refuse('invalid_json');
  };

  const post = (payload: JsonObject, at: number): Answer => {
    const { channel, thread_ts, reply_broadcast, ...content } = payload;
    const found = channels.find(({ id, name }) => channel === id || channel === `#${name}`);
    if (found === undefined) return refuse('channel_not_found');
    if (found.isArchived === true) return refuse('is_archived');
    if (found.isMember === false) return refuse('not_in_channel');
    const unknown = Object.keys(content).filter((name) => !contentFields.has(name));
    if (unknown.length > 0) return refuse('invalid_arguments', unknown.join());
    const isReply = thread_ts !== undefined;
    const isFirst = (one: Posted) =>
      one.channel === found.id && one.ts === thread_ts && one.threadTs === undefined;
    if (isReply && !posted.some(isFirst)) return refuse('thread_not_found');
    if (reply_broadcast !== undefined && !(isReply && typeof reply_broadcast === 'boolean'))
      return refuse('invalid_arguments', 'reply_broadcast');
    const refusal = refusalOf(content);
    if (refusal !== undefined) return refuse(refusal.error, refusal.why);
    if (typeof content.text === 'string' && content.text.length > 40_000) return refuse('msg_too_long');
    const seconds = buckets.get(found.id)?.(at) ?? 0;
    if (seconds > 0) return slackApiError('ratelimited', { status: 429, retryAfter: seconds });
    const ts = `${Math.floor(at / 1000)}.${String(posted.length + 1).padStart(6, '0')}`;
    posted.push({
      at,
      channel: found.id,
      ts,
      threadTs: isReply ? String(thread_ts) : undefined,
      isBroadcast: reply_broadcast === true,
      payload: content,
      ...signalsOf(content),
    });
    return json(200, { ok: true, channel: found.id, ts, message: { type: 'message' } });
  };

  const loopback = await startLoopback(handle, clock);
  return {
    ...loopback,
    apiUrl: `${loopback.url}/api`,
    token,
    posted,
    refused,
    remove: (ts) =>
      void posted.splice(
        posted.findIndex((one) => one.ts === ts),
        1,
      ),
  };
};

/** As chat.postMessage refuses a message: mostly with status 200. */
export const slackApiError = (
  error: string,
  { status = 200, retryAfter }: { readonly status?: number; readonly retryAfter?: number } = {},
): Answer => json(status, { ok: false, error }, retryAfter);

const json = (status: number, body: JsonObject, retryAfter?: number): Answer => ({
  status,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  },
  body: JSON.stringify(body),
});

const contentFields: ReadonlySet<string> = new Set([
  'text',
  'blocks',
  'attachments',
  'mrkdwn',
  'parse',
  'link_names',
  'unfurl_links',
  'unfurl_media',
]);

const isJson = ({ method, headers }: Request): boolean =>
  method === 'POST' && /^application\/json *; *charset="?utf-8"?$/i.test(headers['content-type'] ?? '');
