import type { Alert } from '../../alerts/alert.ts';
import { printableJson } from '../../alerts/printable.ts';
import type { Tag } from '../../alerts/tag.ts';
import { isWholeRecord, originalOf, withNote } from '../original/content.ts';
import { goJson } from '../original/go-json.ts';
import type { Mail } from './mail.ts';

/** `layout = "classic"`: the original's mail, for tools that read it. */
export const classicMail = (alert: Alert, tag: Tag): Mail => {
  const original = originalOf(alert);
  const event = printableJson(goJson(original.record, '  '));
  const match = isWholeRecord(original) ? '' : `match: ${printableJson(goJson(original.match, '  '))}\n`;
  const burst = original.burst === undefined ? '' : `burst: ${printableJson(goJson(original.burst, '  '))}\n`;
  return {
    subject: withNote('Cloudtrail Tattletail event', tag),
    text: `Alert: ${original.name}\n\n${original.description}\n\n\nevent:\n${event}\n${match}${burst}`,
    html: undefined,
  };
};
