import { type Alert, annotationOf } from '../alerts/alert.ts';
import { factsOf } from '../alerts/facts.ts';
import { annotationText, indented, labelledFacts } from '../alerts/text.ts';
import type { JsonObject } from '../json.ts';

/**
 * A message of blocks, inside Slack's limits whatever the record holds (Slack, "Block Kit reference"): the
 * rule first, then what it says, who did what, and the record as code.
 */
export const slackMessage = (alert: Alert): JsonObject => {
  const { name, description } = alert.rule;
  const facts = labelledFacts(factsOf(alert.record));
  const annotation = annotationOf(alert);
  return {
    // Shown by notifications, and by clients that cannot show blocks.
    text: [name, ...facts.slice(0, 2).map(([, fact]) => fact)].map((part) => escaped(part, 300)).join(' · '),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: escaped(name, 150), emoji: false } },
      ...(description.trim() === '' ? [] : [section(escaped(description, 1500))]),
      ...(annotation === undefined ? [] : [section(code(annotationText(annotation), 1500))]),
      ...(facts.length === 0 ? [] : [{ type: 'section', fields: facts.map(field) }]),
      section(code(indented(alert.record), 2900)),
    ],
  };
};

const section = (text: string): JsonObject => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
});

/** Facts come from the record, so they are shown as code: nothing in them formats, links or mentions. */
const field = ([label, fact]: readonly [string, string]): JsonObject => ({
  type: 'mrkdwn',
  text: `*${label}*\n\`${escaped(fact.replaceAll('`', "'").replaceAll('\n', ' '), 300)}\``,
  verbatim: true,
});

const code = (text: string, limit: number): string =>
  `\`\`\`\n${escaped(text.replaceAll('```', '`\u200b`\u200b`'), limit)}\n\`\`\``;

/**
 * At most `limit` characters, escaped as Slack asks ("Formatting text for app surfaces"): that also keeps
 * `<!channel>` and `<@U…>` from mentioning anyone. Never cuts an entity in two.
 */
const escaped = (text: string, limit: number): string => {
  let result = '';
  for (const character of text.toWellFormed()) {
    const next = entities[character] ?? character;
    if (result.length + next.length > limit - 1) return `${result}…`;
    result += next;
  }
  return result;
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
