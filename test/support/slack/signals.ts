import type { JsonObject } from '../../../src/json.ts';
import { richElementsOf, type SlackText, textsOf } from './texts.ts';

/** Something in a message that does more than show text. */
interface Signal {
  /** JSON pointer into the payload. */
  readonly at: string;
  readonly found: string;
}

export interface Signals {
  /** `<!channel>`, `<!here>`, `<@U…>`, `<!subteam^…>`, rich text users and broadcasts: they ping people. */
  readonly mentions: readonly Signal[];
  /** `<https://…|…>`, `<mailto:…>`, `<#C…>`, Markdown and rich text links. */
  readonly links: readonly Signal[];
  /** `&`, `<` and `>` that are neither escaped nor part of the above. */
  readonly unescaped: readonly Signal[];
  /** Bare URLs and `@channel`s where Slack parses text by itself: Markdown, and mrkdwn without `verbatim: true`. */
  readonly autoParsed: readonly Signal[];
}

/**
 * api.slack.com/docs/message-formatting: "All text in Slack uses the same system of escaping", so plain_text is held to
 * it as well. Only literal text has no escaping, and Markdown has its own.
 */
export const signalsOf = (payload: JsonObject): Signals => {
  const texts = textsOf(payload).filter(({ markup }) => markup !== 'literal');
  const slackTexts = texts.filter(({ markup }) => markup !== 'markdown');
  const { blocks = [], attachments = [] } = payload;
  const rich = richElementsOf({ blocks, attachments });
  const leads = ['link', 'channel'];
  const richSignal = ({ at, element }: (typeof rich)[number]): Signal => ({
    at,
    found: JSON.stringify(element),
  });
  const namesPing = payload.link_names === true || payload.link_names === 1 || payload.parse === 'full';
  return {
    mentions: [
      ...find(texts, /<(?:!(?!date\^)|@)[^<>]*>/g),
      ...(namesPing ? find(texts, /@[\w.-]+/g) : []),
      ...rich.filter(({ element }) => !leads.includes(String(element.type))).map(richSignal),
    ],
    links: [
      ...find(texts, /<(?:#|[a-z][a-z0-9+.-]*:)[^<>]*>/gi),
      ...find(
        texts.filter(({ markup }) => markup === 'markdown'),
        /\[[^\]]*\]\([^)]*\)/g,
      ),
      ...rich.filter(({ element }) => leads.includes(String(element.type))).map(richSignal),
    ],
    unescaped: find(slackTexts.map(withoutMarkup), /&(?!(?:amp|lt|gt);)|[<>]/g),
    autoParsed: find(
      texts.filter(({ autoParsed }) => autoParsed).map(withoutMarkup),
      /\bhttps?:\/\/\S+|@(?:channel|here|everyone)\b/gi,
    ),
  };
};

/** All of them, but links to an event in the console of AWS. The original leaves what Slack parses by itself. */
export const activeIn = ({
  payload,
  mentions,
  links,
  unescaped,
  autoParsed,
}: Signals & { payload: JsonObject }) =>
  [
    ...mentions,
    ...links.filter(
      ({ found }) => !found.startsWith('<https://us-east-1.console.aws.amazon.com/cloudtrailv2/'),
    ),
    ...(payload.parse === 'none' ? [...unescaped, ...autoParsed] : []),
  ].map(({ at, found }) => `${at}: ${found}`);

const find = (texts: readonly SlackText[], pattern: RegExp): readonly Signal[] =>
  texts.flatMap(({ at, text }) => [...text.matchAll(pattern)].map(([found]) => ({ at, found })));

/** Takes away what is not loose: control sequences, dates, and the `>` that begins a quoted line of mrkdwn. */
const withoutMarkup = (slackText: SlackText): SlackText => {
  const text = slackText.text.replace(/<(?:[!@#]|[a-z][a-z0-9+.-]*:)[^<>]*>/gi, '');
  return { ...slackText, text: slackText.markup === 'mrkdwn' ? text.replace(/^ *>+/gm, '') : text };
};
