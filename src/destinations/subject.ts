import type { Alert } from '../alerts/alert.ts';
import { contentOf } from '../alerts/content.ts';
import type { Display } from '../alerts/display.ts';
import { failureInBrief } from '../alerts/failure-content.ts';
import { cutTo } from '../alerts/fitting.ts';
import { oneLine } from '../alerts/printable.ts';
import { noteOf, type Tag } from '../alerts/tag.ts';

/**
 * The alert in one line: `[HIGH] rule: what happened (account region)`, or what to mend in a rule that failed. Nothing
 * in it starts another header of a mail, and whatever is too long leaves room for the account and region.
 */
export const subjectFor = (alert: Alert, tag: Tag, display: Display | undefined, max: number): string => {
  const content = contentOf(alert, display);
  const { title, place, severity } = content;
  const sentence = alert.kind === 'failure' ? failureInBrief(content) : content.sentence;
  const note = noteOf(tag);
  const start = [
    ...(note === undefined ? [] : [`[${note}]`]),
    ...(severity === undefined ? [] : [`[${severity.toUpperCase()}]`]),
    sentence === undefined ? title : `${title}: ${sentence}`,
  ].join(' ');
  const end = place === '' ? '' : ` (${cutTo(oneLine(place), max / 2)})`;
  return `${cutTo(oneLine(start).trim(), max - end.length)}${end}`;
};
