import type { Alert } from '../alerts/alert.ts';
import type { Tag } from '../alerts/tag.ts';
import type { JsonObject } from '../json.ts';
import { goJson } from './go-json.ts';
import { isWholeRecord, originalOf } from './original.ts';

/** `layout = "classic"`: the original's messages, for people whose tools match on them. A note is added to a title. */
export const classicSlackMessage = (alert: Alert, tag: Tag): JsonObject => {
  const original = originalOf(alert);
  return {
    username: 'Cloudtrail Tattletail',
    icon_emoji: 'red_circle',
    attachments: [
      {
        color: 'danger',
        title: noted('Cloudtrail Tattletail Event', tag),
        text: goJson(original.record, '  '),
        fields: [
          { title: 'Alert Name', value: original.name, short: true },
          { title: 'Description', value: original.description, short: true },
          ...(isWholeRecord(original)
            ? []
            : [{ title: 'Match', value: goJson(original.match, '  '), short: false }]),
        ],
        blocks: null,
      },
    ],
  };
};

export const classicMailSubject = (tag: Tag): string => noted('Cloudtrail Tattletail event', tag);

export const classicMailText = (alert: Alert): string => {
  const original = originalOf(alert);
  const event = goJson(original.record, '  ');
  const match = isWholeRecord(original) ? '' : `match: ${goJson(original.match, '  ')}\n`;
  return `Alert: ${original.name}\n\n${original.description}\n\n\nevent:\n${event}\n${match}`;
};

const noted = (title: string, { note }: Tag): string => (note === undefined ? title : `${title} (${note})`);
