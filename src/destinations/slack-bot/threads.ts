import * as z from 'zod';
import { isAtLeast } from '../../alerts/severity.ts';
import { DeliveryError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { Notes } from '../notes.ts';
import type { Posted } from './chat.ts';
import { realWait, type Thread, threadNotes, type Wait } from './thread-notes.ts';
import type { Topic } from './topic.ts';
import { createTurns } from './turns.ts';

const aWeek = 7 * 24 * 60;

export const threadSettings = {
  thread_minutes: z
    .custom<number>((value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= aWeek, {
      error: `must be a whole number of minutes from 1 to ${aWeek}, which is a week`,
    })
    .meta({ type: 'integer', minimum: 1, maximum: aWeek })
    .optional()
    .describe('For how many minutes repeats of a rule and caller are replies to the first message.'),
};

/** Posts a message, with what says where it goes if not into its channel. Throws DeliveryError. */
type Post = (place: JsonObject) => Promise<Posted>;

/**
 * Posts messages about one topic into one thread, for so many minutes from its first. Where no thread is known for
 * certain, a message is the first of a thread, or stands alone. Throws what `post` throws.
 */
export const createThreads = (notes: Notes, minutes: number, wait: Wait = realWait) => {
  const threads = threadNotes(notes, minutes, wait);
  const inTurn = createTurns();

  const open = async (
    { key, severity, succeeded, address }: Topic,
    version: string,
    post: Post,
    signal: AbortSignal,
  ): Promise<void> => {
    const at = threads.now();
    try {
      const { channel, ts } = await post({});
      const addresses = address === undefined ? [] : [address];
      await threads.keep(key, { channel, ts, at, severity, succeeded, addresses }, version, signal);
    } catch (error) {
      await threads.giveUp(key, version, signal);
      throw error;
    }
  };

  return (topic: Topic, post: Post, signal: AbortSignal): Promise<void> =>
    inTurn(topic.key, async () => {
      let found = await threads.find(topic.key, signal);
      if (signal.aborted) throw outOfTime();
      if (found.kind === 'open') {
        const { thread, version } = found;
        if (await isPosted(post, replyIn(thread, topic))) {
          if (isNews(topic, thread)) await threads.keep(topic.key, withNews(thread, topic), version, signal);
          return;
        }
        found = await threads.takeOver(topic.key, version, signal);
      }
      if (found.kind === 'ours to open') await open(topic, found.version, post, signal);
      else await post({});
    });
};

/** A reply to what is news is shown in the channel too (Slack, "chat.postMessage method"). */
const replyIn = (thread: Thread, topic: Topic): JsonObject => ({
  channel: thread.channel,
  thread_ts: thread.ts,
  ...(isNews(topic, thread) && { reply_broadcast: true }),
});

/** Whoever may assume a role can name a session like that of somebody else, but calls from elsewhere. */
const isNews = ({ severity, succeeded, address }: Topic, thread: Thread): boolean =>
  !isAtLeast(thread.severity, severity) ||
  (succeeded && !thread.succeeded) ||
  (address !== undefined && !thread.addresses.includes(address));

const withNews = (thread: Thread, { severity, succeeded, address }: Topic): Thread => ({
  ...thread,
  addresses: [...new Set([...thread.addresses, ...(address === undefined ? [] : [address])])].slice(
    -maxAddresses,
  ),
  severity: isAtLeast(thread.severity, severity) ? thread.severity : severity,
  succeeded: thread.succeeded || succeeded,
});

const maxAddresses = 20;

/** Whether Slack took a reply. What it refuses for good, because the thread or its channel is gone, is posted without it. */
const isPosted = async (post: Post, place: JsonObject): Promise<boolean> => {
  try {
    await post(place);
    return true;
  } catch (error) {
    if (error instanceof DeliveryError && error.failure.outcome === 'refused' && !error.failure.retryable)
      return false;
    throw error;
  }
};

const outOfTime = (): DeliveryError =>
  new DeliveryError('time ran out before it was sent', { outcome: 'refused', retryable: true });
