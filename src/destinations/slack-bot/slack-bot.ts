import type { Alert } from '../../alerts/alert.ts';
import type { Display } from '../../alerts/display.ts';
import type { Tag } from '../../alerts/tag.ts';
import type { JsonObject } from '../../json.ts';
import { defineDestination } from '../destination.ts';
import { accessSettings } from './access.ts';
import { channelFor, channelSettings } from './channels.ts';
import { failureOf, isAboutContent, type Posted, postMessage, type Refused } from './chat.ts';
import { createThreads, threadSettings } from './threads.ts';
import { topicOf } from './topic.ts';

/** Posts as the bot of a Slack app, which may do so in many channels (Slack, "chat.postMessage method"). */
export const slackBot = defineDestination({
  type: 'slack',
  settings: { ...accessSettings, ...channelSettings, ...threadSettings },
  urls: ['api_url'],
  secrets: ['token'],
  // "1 message per second to a specific channel", with short bursts (Slack, "Rate limits").
  rateLimit: { burst: 5, perSecond: 1 },
  createSend: (settings, { fetch, display, notes }) => {
    const { thread_minutes: minutes } = settings;
    const postInThread =
      minutes === undefined || notes === undefined ? undefined : createThreads(notes, minutes);
    return async (alert, tag, signal) => {
      const channel = channelFor(alert, settings, display);
      const post = (place: JsonObject): Promise<Posted> =>
        postAlert(alert, tag, display, (message) =>
          postMessage(fetch, settings, { ...message, channel, ...place }, signal),
        );
      const topic = topicOf(alert, channel);
      if (postInThread === undefined || topic === undefined) await post({});
      else await postInThread(topic, post, signal);
    };
  },
});

/** Once more as plain text if it is the content that Slack refuses. Throws DeliveryError. */
const postAlert = async (
  alert: Alert,
  tag: Tag,
  display: Display,
  post: (message: JsonObject) => Promise<Posted | Refused>,
): Promise<Posted> => {
  const { slackMessage } = await import('../slack/message.ts');
  const first = await post(slackMessage(alert, tag, display));
  if ('ts' in first) return first;
  if (!isAboutContent(first)) throw failureOf(first);
  const { plainSlackMessage } = await import('../slack/plain-message.ts');
  const second = await post(plainSlackMessage(alert, tag, display));
  if ('ts' in second) return second;
  throw failureOf(second);
};
