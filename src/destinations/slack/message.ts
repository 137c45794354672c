import type { Alert } from '../../alerts/alert.ts';
import { type Content, contentOf } from '../../alerts/content.ts';
import { creditOf } from '../../alerts/credit.ts';
import type { Display } from '../../alerts/display.ts';
import type { Fact } from '../../alerts/facts-about.ts';
import { noteOf, shortId, type Tag } from '../../alerts/tag.ts';
import { alertFact, factText, indented, valueText } from '../../alerts/text.ts';
import type { JsonObject } from '../../json.ts';

/**
 * A message of blocks, within Slack's limits whatever the record holds (Slack, "Block Kit reference"): the rule first,
 * then what happened, what the rule says, who did what, and the record as code.
 */
export const slackMessage = (alert: Alert, tag: Tag, display?: Display): JsonObject => {
  const content = contentOf(alert, display);
  const { title, sentence, description, facts, annotation, details } = content;
  const note = noteOf(tag);
  return {
    ...textOnly(notificationText(content, tag)),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: escaped(title, 150), emoji: false } },
      ...(sentence === undefined ? [] : [plainSection(sentence)]),
      ...(note === undefined ? [] : [section(`_${escaped(note, 300)}_`)]),
      ...(description.trim() === '' ? [] : [section(escaped(description, 1500))]),
      ...(annotation === undefined ? [] : [section(code(valueText(annotation[1]), 1500))]),
      ...sectionsOfFields([...facts, alertFact(tag)]),
      ...(details === undefined ? [] : [section(code(indented(details), 2900))]),
      ...creditBlocks(alert),
    ],
  };
};

/** For when Slack refuses the blocks: the same in a form that every client can show. */
export const plainSlackMessage = (alert: Alert, tag: Tag, display?: Display): JsonObject => {
  const { title, sentence, facts, annotation, details } = contentOf(alert, display);
  const note = noteOf(tag);
  const credit = creditOf(alert.rule);
  const each = Math.min(300, Math.floor(2000 / facts.length));
  const lines = [
    ...(sentence === undefined ? [] : [sentence, '']),
    ...facts.map((fact) => `${fact[0].padEnd(8)}${factText(fact, each).slice(0, each)}`),
    ...(annotation === undefined ? [] : ['', valueText(annotation[1]).slice(0, 600)]),
    ...(alert.kind === 'match' || alert.kind === 'burst' || details === undefined
      ? []
      : ['', indented(details)]),
  ];
  return textOnly(
    [
      escaped(title, 300),
      ...(note === undefined ? [] : [`_${escaped(note, 300)}_`]),
      code(lines.join('\n'), 3000),
      ...(credit === undefined ? [] : [escaped(credit, 1500)]),
      `Alert ${shortId(tag)}`,
    ].join('\n'),
  );
};

/** Nothing in the text becomes a link, a mention or a preview by itself (Slack, "Formatting text for app surfaces"). */
const textOnly = (text: string): JsonObject => ({
  text,
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
});

/** Shown in notifications, and by clients that cannot show blocks. */
const notificationText = ({ title, facts }: Content, tag: Tag): string => {
  const note = noteOf(tag);
  return [
    escaped(title, 300),
    ...(note === undefined ? [] : [escaped(note, 300)]),
    ...facts.filter(([label]) => notified.has(label)).map((fact) => inlineCode(fact, 300)),
    shortId(tag),
  ].join(' · ');
};

const notified: ReadonlySet<string> = new Set(['Burst', 'What', 'Outcome', 'Who', 'Target']);

/** Slack shows it small. */
const creditBlocks = ({ rule }: Alert): readonly JsonObject[] => {
  const credit = creditOf(rule);
  const text = credit === undefined ? '' : escaped(credit, 2000);
  return text === '' ? [] : [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }];
};

const section = (text: string): JsonObject => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
});

/** Text of a record, in which Slack formats nothing. */
const plainSection = (text: string): JsonObject => ({
  type: 'section',
  text: { type: 'plain_text', text: escaped(text.replaceAll('`', "'"), 1500), emoji: false },
});

/** A section takes ten fields (Slack, "Section block"). */
const sectionsOfFields = (facts: readonly Fact[]): readonly JsonObject[] =>
  facts.length === 0
    ? []
    : [{ type: 'section', fields: facts.slice(0, 10).map(field) }, ...sectionsOfFields(facts.slice(10))];

const field = (fact: Fact): JsonObject => ({
  type: 'mrkdwn',
  text: `*${fact[0]}*\n${inlineCode(fact, typeof fact[1] === 'string' ? 300 : 1000)}`,
  verbatim: true,
});

/** Facts come from the record, so they are shown as code: nothing in them formats, links or mentions. */
const inlineCode = (fact: Fact, limit: number): string => {
  const text = factText(fact, limit - ', and 1000 more'.length, (part) => withEntities(part).length);
  return `\`${escaped(text.replaceAll('`', "'"), limit)}\``;
};

/** Three backticks would end the code. Between any two, there is a space of no width. */
const code = (text: string, limit: number): string =>
  `\`\`\`\n${escaped(text.replace(/`(?=`)/g, '`\u200b'), limit)}\n\`\`\``;

/**
 * At most `limit` characters, escaped as Slack asks ("Formatting text for app surfaces"): that also keeps `<!channel>`
 * and `<@U…>` from mentioning anyone. Never cuts an entity in two.
 */
const escaped = (text: string, limit: number): string => {
  let whole = '';
  let shortened = '';
  for (const character of text.toWellFormed()) {
    whole += entities[character] ?? character;
    if (whole.length > limit) return `${shortened}…`;
    if (whole.length < limit) shortened = whole;
  }
  return whole;
};

const withEntities = (text: string): string => escaped(text, Number.POSITIVE_INFINITY);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
