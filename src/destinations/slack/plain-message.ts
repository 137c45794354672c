import type { Alert } from '../../alerts/alert.ts';
import { contentOf } from '../../alerts/content.ts';
import { creditOf } from '../../alerts/credit.ts';
import type { Display } from '../../alerts/display.ts';
import { noteOf, shortId, type Tag } from '../../alerts/tag.ts';
import { factWithin, indented, valueText } from '../../alerts/text.ts';
import type { JsonObject } from '../../json.ts';
import { headline } from './headline.ts';
import { code, escaped, textOnly } from './texts.ts';

/** For when Slack refuses the blocks: the same in a form that every client can show. */
export const plainSlackMessage = (alert: Alert, tag: Tag, display?: Display): JsonObject => {
  const content = contentOf(alert, display);
  const { sentence, facts, annotation, details } = content;
  const note = noteOf(tag);
  const credit = creditOf(alert.rule);
  const each = Math.min(300, Math.floor(2000 / facts.length));
  const lines = [
    ...(sentence === undefined ? [] : [sentence, '']),
    ...facts.map((fact) => `${fact[0].padEnd(8)}${factWithin(fact, each).slice(0, each)}`),
    ...(annotation === undefined ? [] : ['', valueText(annotation[1]).slice(0, 600)]),
    ...(alert.kind === 'match' || alert.kind === 'burst' || details === undefined
      ? []
      : ['', indented(details)]),
  ];
  return textOnly(
    [
      escaped(headline(content), 300),
      ...(note === undefined ? [] : [`_${escaped(note, 300)}_`]),
      code(lines.join('\n'), 3000),
      ...(credit === undefined ? [] : [escaped(credit, 1500)]),
      `Alert ${shortId(tag)}`,
    ].join('\n'),
  );
};
