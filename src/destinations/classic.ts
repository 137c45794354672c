import { type Alert, isWholeRecord } from '../alerts/alert.ts';
import type { JsonObject } from '../json.ts';
import { goJson } from './go-json.ts';

/** `layout = "classic"`: the original's messages, for people whose tools match on them. */
export const classicSlackMessage = (alert: Alert): JsonObject => ({
  username: 'Cloudtrail Tattletail',
  icon_emoji: 'red_circle',
  attachments: [
    {
      color: 'danger',
      title: 'Cloudtrail Tattletail Event',
      text: goJson(alert.record, '  '),
      fields: [
        { title: 'Alert Name', value: alert.rule.name, short: true },
        { title: 'Description', value: alert.rule.description, short: true },
        ...(isWholeRecord(alert) ? [] : [{ title: 'Match', value: goJson(alert.match, '  '), short: false }]),
      ],
      blocks: null,
    },
  ],
});

export const classicMailSubject = 'Cloudtrail Tattletail event';

export const classicMailText = (alert: Alert): string => {
  const { name, description } = alert.rule;
  const event = goJson(alert.record, '  ');
  const match = isWholeRecord(alert) ? '' : `match: ${goJson(alert.match, '  ')}\n`;
  return `Alert: ${name}\n\n${description}\n\n\nevent:\n${event}\n${match}`;
};
