import type { JsonObject } from '../../json.ts';

/** Slack formats nothing in it, and makes no links (Slack, "Text object"). */
export const plainText = (text: string, limit: number): JsonObject => ({
  type: 'plain_text',
  text: escaped(text.replaceAll('`', "'"), limit),
  emoji: false,
});

/** Text of ours, in which Slack makes no links or mentions by itself. */
export const markdown = (text: string): JsonObject => ({ type: 'mrkdwn', text, verbatim: true });

export const section = (text: JsonObject): JsonObject => ({ type: 'section', text });

/** Nothing in the text becomes a link, a mention or a preview by itself (Slack, "Formatting text for app surfaces"). */
export const textOnly = (text: string): JsonObject => ({
  text,
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
});

/** Text of a record in one line: nothing in it formats, links or mentions. */
export const inlineCode = (text: string, limit: number): string =>
  `\`${escaped(text.replaceAll('`', "'"), limit)}\``;

/** Three backticks would end the code. Between any two, there is a space of no width. */
export const code = (text: string, limit: number): string =>
  `\`\`\`\n${escaped(text.replace(/`(?=`)/g, '`\u200b'), limit)}\n\`\`\``;

/**
 * At most `limit` characters, escaped as Slack asks ("Formatting text for app surfaces"): that also keeps `<!channel>`
 * and `<@U…>` from mentioning anyone. Never cuts an entity in two.
 */
export const escaped = (text: string, limit: number): string => {
  let whole = '';
  let shortened = '';
  for (const character of text.toWellFormed()) {
    whole += entities[character] ?? character;
    if (whole.length > limit) return `${shortened}…`;
    if (whole.length < limit) shortened = whole;
  }
  return whole;
};

export const withEntities = (text: string): string => escaped(text, Number.POSITIVE_INFINITY);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
