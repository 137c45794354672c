import type { Alert } from '../../alerts/alert.ts';
import { type Content, contentOf } from '../../alerts/content.ts';
import { creditOf } from '../../alerts/credit.ts';
import type { Display } from '../../alerts/display.ts';
import { essentialsOf } from '../../alerts/essentials.ts';
import { countsAs } from '../../alerts/severity.ts';
import { noteOf, shortId, type Tag } from '../../alerts/tag.ts';
import { indented } from '../../alerts/text.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { annotationBlock } from './annotation.ts';
import { factBlocks } from './facts.ts';
import { headline, notificationText } from './headline.ts';
import { code, escaped, markdown, plainText, section, textOnly } from './texts.ts';
import { whereaboutsOf } from './whereabouts.ts';

/**
 * A message within Slack's limits whatever the record holds (Slack, "Block Kit reference"): the severity, the rule and
 * what happened, then in the colour of the severity who did what, what the rule says, what to do next, and the record.
 */
export const slackMessage = (alert: Alert, tag: Tag, display?: Display): JsonObject => {
  const content = contentOf(alert, display);
  const note = noteOf(tag);
  const top = [
    { type: 'header', text: { type: 'plain_text', text: escaped(headline(content), 150), emoji: false } },
    ...(content.sentence === undefined ? [] : [section(plainText(content.sentence, 500))]),
    ...(note === undefined ? [] : [section(markdown(`_${escaped(note, 300)}_`))]),
  ];
  const facts = content.facts.filter(([label]) => !pointed.has(label));
  const before = [
    ...(content.description.trim() === '' ? [] : [section(markdown(escaped(content.description, 700)))]),
    ...factBlocks(facts),
    ...(content.annotation === undefined ? [] : [annotationBlock(...content.annotation)]),
    ...linksBlock(content),
  ];
  const after = [small(`${whereaboutsOf(alert)} · Alert ${shortId(tag)}`, 1300), ...creditBlocks(alert)];
  const room = maxTotal - charactersIn([...top, ...before, ...after]);
  return {
    ...textOnly(notificationText(alert, content, tag, display)),
    blocks: top,
    attachments: [
      {
        color: colors[countsAs(content.severity)],
        blocks: [...before, ...recordBlock(alert, room), ...after],
      },
    ],
  };
};

const colors: Readonly<Record<NonNullable<Content['severity']>, string>> = {
  critical: '#a30200',
  high: '#e8590c',
  medium: '#ecb22e',
  low: '#1d9bd1',
  info: '#8d8d8d',
};

/** The events that a message is about stand below it. */
const pointed: ReadonlySet<string> = new Set(['Event', 'Events']);

/**
 * As text. A button with a URL gets a warning sign once it was clicked, unless the app has an endpoint that answers
 * (slackapi/node-slack-sdk#869).
 */
const linksBlock = ({ links: { event, runbook } }: Content): readonly JsonObject[] => {
  const links = [linkTo(runbook, 'Open the runbook'), linkTo(event, 'Open the event in the console')];
  const shown = links.filter((link) => link !== undefined);
  return shown.length === 0 ? [] : [section(markdown(shown.join('   ·   ')))];
};

const linkTo = (url: string | undefined, text: string): string | undefined =>
  url === undefined || url.length > 900
    ? undefined
    : `<${escaped(url.replace(/[<>|\s]/g, encodeURIComponent), 1000)}|${text}>`;

/** As much of it as fits, without what the facts say already. */
const recordBlock = (alert: Alert, room: number): readonly JsonObject[] => {
  if (alert.kind !== 'match' && alert.kind !== 'burst') return [];
  const essentials = essentialsOf(alert.record);
  return Object.keys(essentials).length === 0 || room < 100
    ? []
    : [section(markdown(code(indented(essentials), Math.min(2900, room))))];
};

/** Observed: Slack refuses about 13,200 characters in all blocks, and sometimes fewer (slackapi/bolt-js#2509). */
const maxTotal = 9900;

const charactersIn = (blocks: JsonValue): number => {
  if (typeof blocks === 'string') return blocks.length;
  const members = typeof blocks === 'object' && blocks !== null ? Object.values(blocks) : [];
  return members.reduce<number>((sum, member) => sum + charactersIn(member), 0);
};

/** Slack shows it small. */
const small = (text: string, limit: number): JsonObject => ({
  type: 'context',
  elements: [plainText(text, limit)],
});

const creditBlocks = ({ rule }: Alert): readonly JsonObject[] => {
  const credit = creditOf(rule);
  return credit === undefined || credit.trim() === '' ? [] : [small(credit, 700)];
};
