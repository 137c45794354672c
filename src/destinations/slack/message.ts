import type { Alert } from '../../alerts/alert.ts';
import { contentOf } from '../../alerts/content.ts';
import { oneLine } from '../../alerts/printable.ts';
import { shortId, type Tag } from '../../alerts/tag.ts';
import { alertFact, indented, valueText } from '../../alerts/text.ts';
import type { JsonObject } from '../../json.ts';

/**
 * A message of blocks, within Slack's limits whatever the record holds (Slack, "Block Kit reference"): the rule first,
 * then what it says, who did what, and the record as code.
 */
export const slackMessage = (alert: Alert, tag: Tag): JsonObject => {
  const { title, description, facts, annotation, details } = contentOf(alert);
  return {
    text: shortText(alert, tag),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: escaped(title, 150), emoji: false } },
      ...(tag.note === undefined ? [] : [section(`_${escaped(tag.note, 300)}_`)]),
      ...(description.trim() === '' ? [] : [section(escaped(description, 1500))]),
      ...(annotation === undefined ? [] : [section(code(valueText(annotation[1]), 1500))]),
      { type: 'section', fields: [...facts, alertFact(tag)].map(field) },
      ...(details === undefined ? [] : [section(code(indented(details), 2900))]),
    ],
  };
};

/** For when Slack refuses the blocks: only what every client can show. */
export const plainSlackMessage = (alert: Alert, tag: Tag): JsonObject => ({ text: shortText(alert, tag) });

/** Shown in notifications too, and by clients that cannot show blocks. */
const shortText = (alert: Alert, tag: Tag): string => {
  const { title, facts } = contentOf(alert);
  const note = tag.note === undefined ? [] : [tag.note];
  const parts = [title, ...note, ...facts.slice(0, 2).map(([, fact]) => fact), shortId(tag)];
  return parts.map((part) => escaped(oneLine(part), 300)).join(' · ');
};

const section = (text: string): JsonObject => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
});

/** Facts come from the record, so they are shown as code: nothing in them formats, links or mentions. */
const field = ([label, fact]: readonly [string, string]): JsonObject => ({
  type: 'mrkdwn',
  text: `*${label}*\n\`${escaped(oneLine(fact.replaceAll('`', "'")), 300)}\``,
  verbatim: true,
});

const code = (text: string, limit: number): string =>
  `\`\`\`\n${escaped(text.replaceAll('```', '`\u200b`\u200b`'), limit)}\n\`\`\``;

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

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
