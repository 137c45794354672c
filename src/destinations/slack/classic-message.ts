import type { Alert } from '../../alerts/alert.ts';
import { printableJson } from '../../alerts/printable.ts';
import type { Tag } from '../../alerts/tag.ts';
import type { JsonObject } from '../../json.ts';
import { isWholeRecord, originalOf, withNote } from '../original/content.ts';
import { goJson } from '../original/go-json.ts';

/** `layout = "classic"`: the original's message, for tools that read it. */
export const classicSlackMessage = (alert: Alert, tag: Tag): JsonObject => {
  const original = originalOf(alert);
  return {
    username: 'Cloudtrail Tattletail',
    icon_emoji: 'red_circle',
    attachments: [
      {
        color: 'danger',
        title: withNote('Cloudtrail Tattletail Event', tag),
        text: printableJson(goJson(original.record, '  ')),
        fields: [
          { title: 'Alert Name', value: original.name, short: true },
          { title: 'Description', value: original.description, short: true },
          ...(isWholeRecord(original)
            ? []
            : [{ title: 'Match', value: printableJson(goJson(original.match, '  ')), short: false }]),
          ...(original.burst === undefined
            ? []
            : [{ title: 'Burst', value: printableJson(goJson(original.burst, '  ')), short: false }]),
        ],
        blocks: null,
      },
    ],
  };
};
