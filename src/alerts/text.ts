import { isJsonObject, type JsonValue, withinDepth } from '../json.ts';
import type { Alert } from './alert.ts';
import { contentOf, type Fact } from './content.ts';
import { oneLine, printable } from './printable.ts';
import { shortId, type Tag } from './tag.ts';

/** The alert as plain text, as a person reads it in a mail. */
export const textFor = (alert: Alert, tag: Tag): string => {
  const { details } = contentOf(alert);
  return `${summaryFor(alert, tag)}\n${details === undefined ? '' : `\n${indented(details)}\n`}`;
};

/** The alert without its details: the rule, what it says, and who did what where when. */
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

/** The id by which people find the same alert again. */
export const alertFact = (tag: Tag): Fact => ['Alert', shortId(tag)];

/** An object is shown a key a line, since rules annotate with small ones; everything else as JSON. */
export const valueText = (value: JsonValue): string => {
  if (typeof value === 'string') return value;
  if (!isJsonObject(value)) return indented(value);
  return Object.entries(value)
    .map(([key, item]) => `${key}: ${typeof item === 'string' ? item : JSON.stringify(withinDepth(item))}`)
    .join('\n');
};

export const indented = (value: JsonValue): string => JSON.stringify(withinDepth(value), undefined, 2);
