import type { IAdaptiveCard, IFact, ITextRun } from '@microsoft/teams.cards';
import type { Alert } from '../../alerts/alert.ts';
import { type Content, contentOf } from '../../alerts/content.ts';
import { creditOf } from '../../alerts/credit.ts';
import type { Display } from '../../alerts/display.ts';
import { essentialsOf } from '../../alerts/essentials.ts';
import type { Fact } from '../../alerts/facts-about.ts';
import { failureInBrief } from '../../alerts/failure-content.ts';
import { cutTo } from '../../alerts/fitting.ts';
import { oneLine, printable } from '../../alerts/printable.ts';
import { countsAs } from '../../alerts/severity.ts';
import { noteOf, type Tag } from '../../alerts/tag.ts';
import { alertFact, factWithin, indented, valueText } from '../../alerts/text.ts';
import { escapedForTeams, withoutLinks } from './escape.ts';

/**
 * The JSON of a message with an Adaptive Card, in less than 28 KB (Teams, "Limits and specifications"): the severity and
 * the rule first, then what happened, the facts, what the rule gave, and the record.
 */
export const teamsMessage = (alert: Alert, tag: Tag, display?: Display): string => {
  const content = contentOf(alert, display);
  for (const sizes of [generous, frugal]) {
    const text = messageOf(cardFor(alert, tag, { content, sizes }));
    if (Buffer.byteLength(text) <= maxBytes) return text;
  }
  return messageOf(cardFor(alert, tag, { content, sizes: least }));
};

/** The limit is not said to be of bytes or of characters, so this is less. */
const maxBytes = 26_000;

/** Characters. */
interface Sizes {
  readonly text: number;
  readonly fact: number;
  readonly facts: number;
  readonly annotation: number;
  readonly details: number;
}

const generous: Sizes = { text: 1500, fact: 400, facts: 25, annotation: 2000, details: 8000 };
const frugal: Sizes = { text: 500, fact: 150, facts: 20, annotation: 500, details: 1000 };
/** Each of them may take six bytes in JSON. */
const least: Sizes = { text: 200, fact: 60, facts: 15, annotation: 200, details: 0 };

const messageOf = (card: IAdaptiveCard): string =>
  JSON.stringify({
    type: 'message',
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card },
    ],
  });

interface CardOptions {
  readonly content: Content;
  readonly sizes: Sizes;
}

const cardFor = (alert: Alert, tag: Tag, { content, sizes }: CardOptions): IAdaptiveCard => {
  const { title, sentence, description, facts, annotation } = content;
  const severity = countsAs(content.severity);
  const brief = alert.kind === 'failure' ? failureInBrief(content) : sentence;
  const [, style, color] = looks[severity];
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    msteams: { width: 'full' },
    // What notifications show.
    fallbackText: cutTo(
      oneLine([severity.toUpperCase(), title, brief].filter(Boolean).join(' · ').toWellFormed()),
      sizes.text,
    ),
    body: [
      {
        type: 'Container',
        style,
        bleed: true,
        items: [
          paragraph([
            { ...run(severity.toUpperCase(), sizes), weight: 'Bolder', color },
            { ...run(` ${title}`, sizes), weight: 'Bolder', size: 'Large' },
          ]),
          ...(sentence === undefined ? [] : [paragraph([{ ...run(sentence, sizes), size: 'Medium' }])]),
        ],
      },
      ...[noteOf(tag), description].flatMap((text) => lines(text, sizes)),
      { type: 'FactSet', facts: [...facts.slice(0, sizes.facts), alertFact(tag)].map(factOf(sizes)) },
      ...(annotation === undefined ? [] : annotationOf(annotation, sizes)),
      ...code(detailsOf(alert, content), sizes.details),
      ...lines(creditOf(alert.rule), sizes, { size: 'Small' }),
    ],
    actions: linksIn(content),
  };
};

/** Of a record, what the facts do not say. */
const detailsOf = (alert: Alert, { details }: Content): string => {
  if (alert.kind === 'match' || alert.kind === 'burst') return indented(essentialsOf(alert.record));
  return details === undefined ? '' : indented(details);
};

const annotationOf = ([label, value]: NonNullable<Content['annotation']>, sizes: Sizes) => [
  ...lines(label, sizes, { weight: 'Bolder' }),
  ...code(valueText(value), sizes.annotation),
];

const looks = {
  critical: ['Critical', 'attention', 'Attention'],
  high: ['High', 'attention', 'Attention'],
  medium: ['Medium', 'warning', 'Warning'],
  low: ['Low', 'accent', 'Accent'],
  info: ['Info', 'emphasis', 'Default'],
} as const;

/** Text runs have no markup, in contrast to text blocks (Adaptive Cards, "RichTextBlock"). */
const paragraph = (inlines: ITextRun[]) => ({ type: 'RichTextBlock' as const, inlines });

/** None for text that is blank. */
const lines = (text: string | undefined, sizes: Sizes, look: Partial<ITextRun> = {}) =>
  text === undefined || text.trim() === '' ? [] : [paragraph([{ ...run(text, sizes), ...look }])];

const run = (text: string, sizes: Sizes): ITextRun => ({
  type: 'TextRun',
  text: cutTo(withoutLinks(printable(text).toWellFormed()), sizes.text),
});

const code = (text: string, maxCharacters: number) =>
  maxCharacters === 0 || text.trim() === ''
    ? []
    : [
        paragraph([
          {
            type: 'TextRun' as const,
            text: cutTo(withoutLinks(text.toWellFormed()), maxCharacters),
            fontType: 'Monospace' as const,
            size: 'Small' as const,
          },
        ]),
      ];

/** Facts do have markup. */
const factOf =
  ({ fact: maxCharacters }: Sizes) =>
  (fact: Fact): IFact => ({
    title: fact[0],
    value: escapedForTeams(cutTo(factWithin(fact, maxCharacters), maxCharacters).toWellFormed()),
  });

const linksIn = ({ links: { event, runbook } }: Content) =>
  Object.entries({ 'Open in the console': event, Runbook: runbook }).flatMap(([title, url]) =>
    url === undefined || !/^https?:/.test(url) || url.length > 1000
      ? []
      : [{ type: 'Action.OpenUrl' as const, title, url }],
  );
