import type { JsonObject } from '../../json.ts';
import { defineDestination } from '../destination.ts';
import { accessSettings } from './access.ts';
import { channelFor, channelSettings } from './channels.ts';
import { failureOf, isAboutContent, postMessage } from './chat.ts';

/** Posts as the bot of a Slack app, which may do so in many channels (Slack, "chat.postMessage method"). */
export const slackBot = defineDestination({
  type: 'slack',
  settings: { ...accessSettings, ...channelSettings },
  urls: ['api_url'],
  // "1 message per second to a specific channel", with short bursts (Slack, "Rate limits").
  rateLimit: { burst: 5, perSecond: 1 },
  createSend:
    (settings, { fetch, display }) =>
    async (alert, tag, signal) => {
      const { slackMessage } = await import('../slack/message.ts');
      const post = (message: JsonObject) => postMessage(fetch, settings, message, signal);
      const place = { channel: channelFor(alert, settings, display) };
      const first = await post({ ...slackMessage(alert, tag, display), ...place });
      if ('ts' in first) return;
      if (!isAboutContent(first)) throw failureOf(first);
      const { plainSlackMessage } = await import('../slack/plain-message.ts');
      const second = await post({ ...plainSlackMessage(alert, tag, display), ...place });
      if (!('ts' in second)) throw failureOf(second);
    },
});
