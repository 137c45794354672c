import type { Alert } from '../../alerts/alert.ts';
import { contentOf } from '../../alerts/content.ts';
import type { Display } from '../../alerts/display.ts';
import { oneLine } from '../../alerts/printable.ts';
import { noteOf, type Tag } from '../../alerts/tag.ts';
import { textFor } from '../../alerts/text.ts';

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** The rule, account and region in the subject, everything else in the text. */
export const standardMail = (alert: Alert, tag: Tag, display?: Display): Mail => {
  const { title, place } = contentOf(alert, display);
  const note = noteOf(tag);
  const subject = [
    ...(note === undefined ? [] : [`[${note}]`]),
    title,
    ...(place === '' ? [] : [`(${place})`]),
  ];
  return { subject: headerSafe(subject.join(' ')), text: textFor(alert, tag, display) };
};

/** Text from a record must not start another header, nor make the subject endless. */
const headerSafe = (text: string): string => oneLine(text).trim().slice(0, 200);
