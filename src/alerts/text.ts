import { isJsonObject, type JsonValue, withinDepth } from '../json.ts';
import type { Alert } from './alert.ts';
import { contentOf, type Fact } from './content.ts';
import { oneLine, printable } from './printable.ts';
import { shortId, type Tag } from './tag.ts';

/** The alert as plain text, for a mail. */
export const textFor = (alert: Alert, tag: Tag): string => {
  const { details } = contentOf(alert);
  return `${summaryFor(alert, tag)}\n${details === undefined ? '' : `\n${indented(details)}\n`}`;
};

/** The alert without its details: the rule, its description, who did what, where and when, and the rule's output. */
export const summaryFor = (alert: Alert, tag?: Tag): string => {
  const { title, description, facts, annotation } = contentOf(alert);
  const lines = [
    ...facts.map(([label, fact]) => [label, oneLine(fact)] as const),
    ...(tag === undefined ? [] : [alertFact(tag)]),
    ...(annotation === undefined ? [] : [[annotation[0], valueText(annotation[1])] as const]),
  ];
  return [
    title,
    ...(description === '' ? [] : [description]),
    ...(tag?.note === undefined ? [] : [`(${tag.note})`]),
    '',
    ...lines.map(([label, text]) => label.padEnd(8) + printable(text).replaceAll('\n', '\n        ')),
  ].join('\n');
};

/** The alert number, which the messages of the same alert have in common. */
export const alertFact = (tag: Tag): Fact => ['Alert', shortId(tag)];

/** An object as one line for each key, since rules mostly give small ones; everything else as JSON. */
export const valueText = (value: JsonValue): string => {
  if (typeof value === 'string') return value;
  if (!isJsonObject(value)) return indented(value);
  return Object.entries(value)
    .map(([key, item]) => `${key}: ${typeof item === 'string' ? item : JSON.stringify(withinDepth(item))}`)
    .join('\n');
};

export const indented = (value: JsonValue): string => JSON.stringify(withinDepth(value), undefined, 2);
