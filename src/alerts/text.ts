import { isJsonObject, type JsonValue, withinDepth } from '../json.ts';
import { type Alert, logFilesOf } from './alert.ts';
import { type Content, contentOf } from './content.ts';
import { creditOf } from './credit.ts';
import type { Display } from './display.ts';
import { type Fact, presentFacts } from './facts-about.ts';
import { listWithin } from './fitting.ts';
import { oneLine, printable, printableJson } from './printable.ts';
import { noteOf, shortId, type Tag } from './tag.ts';

/** The alert as plain text, for a mail. */
export const textFor = (alert: Alert, tag: Tag, display?: Display): string => {
  const { details, severity, links } = contentOf(alert, display);
  const label = severity === undefined ? '' : `[${severity.toUpperCase()}] `;
  const more = presentFacts([
    ['Console', links.event],
    ['Runbook', links.runbook],
    ['Log', alert.kind === 'operational' ? undefined : logFilesOf(alert)],
  ]);
  return [
    `${label}${summaryFor(alert, { tag, display })}`,
    more.map((fact) => fact[0].padEnd(8) + factText(fact, maxLogCharacters)).join('\n'),
    ...(details === undefined ? [] : [indented(details)]),
  ]
    .join('\n\n')
    .concat('\n');
};

/** The alert without its details: the rule, what happened, its description, who did what, where and when, and the rule's output. */
export const summaryFor = (alert: Alert, { tag, display }: SummaryOptions = {}): string => {
  const content = contentOf(alert, display);
  const { title, sentence, description } = content;
  const note = tag === undefined ? undefined : noteOf(tag);
  const credit = creditOf(alert.rule);
  return [
    title,
    ...(sentence === undefined ? [] : [sentence]),
    ...(description === '' ? [] : [description]),
    ...(note === undefined ? [] : [`(${note})`]),
    '',
    ...linesFor(content, tag),
    ...(credit === undefined ? [] : ['', credit]),
  ].join('\n');
};

interface SummaryOptions {
  readonly tag?: Tag | undefined;
  readonly display?: Display | undefined;
}

/** A line for each fact, one for the alert number, and the rule's output. */
const linesFor = ({ facts, annotation }: Content, tag: Tag | undefined): readonly string[] => {
  const lines = [
    ...facts.map((fact) => [fact[0], factText(fact, maxListCharacters)] as const),
    ...(tag === undefined ? [] : [alertFact(tag)]),
    ...(annotation === undefined ? [] : [[annotation[0], valueText(annotation[1])] as const]),
  ];
  return lines.map(([label, text]) => label.padEnd(8) + printable(text).replaceAll('\n', '\n        '));
};

/** Room for thousands of log files: nothing else names them. */
const maxLogCharacters = 500_000;

/** Room for a hundred names. */
const maxListCharacters = 10_000;

/** A fact in one line. A list is cut after `maxCharacters`, but says how much more there is. */
export const factText = (
  [, fact]: Fact,
  maxCharacters: number,
  lengthOf?: (text: string) => number,
): string =>
  typeof fact === 'string' ? oneLine(fact) : listWithin(fact.map(oneLine), maxCharacters, lengthOf);

/** The same within `maxCharacters`, of which a list keeps some to say how much more there is. */
export const factWithin = (fact: Fact, maxCharacters: number, lengthOf?: (text: string) => number): string =>
  factText(fact, maxCharacters - ', and 1000 more'.length, lengthOf);

/** The alert number, which the messages of the same alert have in common. */
export const alertFact = (tag: Tag): readonly [label: string, fact: string] => ['Alert', shortId(tag)];

/** An object as one line for each key, since rules mostly give small ones; everything else as JSON. */
export const valueText = (value: JsonValue): string => {
  if (typeof value === 'string') return printable(value);
  if (!isJsonObject(value)) return indented(value);
  return Object.entries(value)
    .map(([key, item]) => `${oneLine(key)}: ${typeof item === 'string' ? oneLine(item) : compact(item)}`)
    .join('\n');
};

const compact = (value: JsonValue): string => printableJson(JSON.stringify(withinDepth(value)));

export const indented = (value: JsonValue): string =>
  printableJson(JSON.stringify(withinDepth(value), undefined, 2));
