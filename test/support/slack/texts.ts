import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';

/** One text of a message, and what Slack does with it. */
export interface SlackText {
  /** JSON pointer into the payload. */
  readonly at: string;
  readonly text: string;
  /** `literal` text (rich text, table cells) is shown as it is, without any escaping. */
  readonly markup: 'mrkdwn' | 'plain' | 'markdown' | 'literal';
  /** Slack also makes links of bare URLs and names in it. */
  readonly autoParsed: boolean;
}

/** Every text of a message that somebody may get to see, notifications and attachments included. */
export const textsOf = ({
  text,
  blocks = [],
  attachments = [],
  mrkdwn,
  parse,
}: JsonObject): readonly SlackText[] => [
  ...(typeof text === 'string'
    ? [
        {
          at: '/text',
          text,
          markup: mrkdwn === false ? 'plain' : 'mrkdwn',
          autoParsed: parse !== 'none',
        } as const,
      ]
    : []),
  ...members(blocks).flatMap(([index, block]) => textsOfBlock(block, `/blocks/${index}`)),
  ...members(attachments).flatMap(([index, attachment]) =>
    textsOfAttachment(attachment, `/attachments/${index}`),
  ),
];

/** The elements of rich text that ping or lead somewhere: there they are objects, not text. */
export const richElementsOf = (
  value: JsonValue,
  at = '',
): readonly { readonly at: string; readonly element: JsonObject }[] => [
  ...(isJsonObject(value) && richTypes.includes(String(value.type)) ? [{ at, element: value }] : []),
  ...members(value).flatMap(([name, member]) => richElementsOf(member, `${at}/${name}`)),
];

const richTypes = ['user', 'usergroup', 'broadcast', 'channel', 'link'];

const textsOfBlock = (value: JsonValue, at: string): readonly SlackText[] => {
  if (!isJsonObject(value))
    return members(value).flatMap(([index, member]) => textsOfBlock(member, `${at}/${index}`));
  const { type, text, alt_text, verbatim } = value;
  const markup = typeof type === 'string' ? markups[type] : undefined;
  return [
    ...(typeof text === 'string' && markup !== undefined
      ? [{ at: `${at}/text`, text, markup, autoParsed: parsed.includes(markup) && verbatim !== true }]
      : []),
    ...(typeof alt_text === 'string'
      ? [{ at: `${at}/alt_text`, text: alt_text, markup: 'plain', autoParsed: false } as const]
      : []),
    ...members(value).flatMap(([name, member]) => textsOfBlock(member, `${at}/${name}`)),
  ];
};

const parsed: readonly SlackText['markup'][] = ['mrkdwn', 'markdown'];

const markups: Readonly<Record<string, SlackText['markup']>> = {
  plain_text: 'plain',
  mrkdwn: 'mrkdwn',
  markdown: 'markdown',
  text: 'literal',
  link: 'literal',
  raw_text: 'literal',
};

const textsOfAttachment = (value: JsonValue, at: string): readonly SlackText[] =>
  members(value).flatMap(([name, member]): readonly SlackText[] => {
    if (name === 'blocks') return textsOfBlock(member, `${at}/blocks`);
    if (typeof member !== 'string') return textsOfAttachment(member, `${at}/${name}`);
    const markup = formatted.includes(name) ? 'mrkdwn' : 'plain';
    return shown.includes(name)
      ? [{ at: `${at}/${name}`, text: member, markup, autoParsed: markup === 'mrkdwn' }]
      : [];
  });

const formatted = ['text', 'pretext', 'value'];
const shown = [...formatted, 'fallback', 'author_name', 'title', 'footer'];

const members = (value: JsonValue): readonly (readonly [string, JsonValue])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];
