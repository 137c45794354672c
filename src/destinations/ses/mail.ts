import type { Alert } from '../../alerts/alert.ts';
import type { Display } from '../../alerts/display.ts';
import type { Tag } from '../../alerts/tag.ts';
import { textFor } from '../../alerts/text.ts';
import { subjectFor } from '../subject.ts';
import { htmlFor } from './html.ts';

export interface Mail {
  readonly subject: string;
  readonly text: string;
  /** The same for people; undefined in the classic layout. */
  readonly html: string | undefined;
}

/** The rule and what happened in the subject, everything in the text, what matters in the HTML. */
export const standardMail = (alert: Alert, tag: Tag, display?: Display): Mail => ({
  subject: subjectFor(alert, tag, display, 200),
  text: textFor(alert, tag, display),
  html: htmlFor(alert, tag, display),
});
