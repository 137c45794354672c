import type { Alert } from '../../alerts/alert.ts';
import type { Content } from '../../alerts/content.ts';
import type { Display } from '../../alerts/display.ts';
import type { Fact } from '../../alerts/facts-about.ts';
import { failureInBrief } from '../../alerts/failure-content.ts';
import { noteOf, shortId, type Tag } from '../../alerts/tag.ts';
import { shortWhoIn } from '../../alerts/who.ts';
import { listText } from './facts.ts';
import { escaped, inlineCode } from './texts.ts';

/** `HIGH · Access key created` */
export const headline = ({ severity, title }: Content): string =>
  severity === undefined ? title : `${severity.toUpperCase()} · ${title}`;

/** Shown in notifications, and by clients that cannot show blocks. */
export const notificationText = (alert: Alert, content: Content, tag: Tag, display?: Display): string => {
  const note = noteOf(tag);
  const who = 'record' in alert ? shortWhoIn(alert.record, display) : undefined;
  return [
    escaped(headline(content), 300),
    ...(note === undefined ? [] : [escaped(note, 300)]),
    ...(alert.kind === 'failure'
      ? [inlineCode(failureInBrief(content), 300)]
      : content.facts
          .filter(([label]) => notified.has(label))
          .map(([label, fact]) => notifiedFact([label, label === 'Who' ? (who ?? fact) : fact]))),
    shortId(tag),
  ].join(' · ');
};

const notified: ReadonlySet<string> = new Set(['Burst', 'What', 'Outcome', 'Who', 'Target']);

const notifiedFact = (fact: Fact): string => inlineCode(listText(fact, 300), 300);
