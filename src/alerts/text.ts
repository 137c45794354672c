import { isJsonObject, type JsonValue, withinDepth } from '../json.ts';
import { type Alert, annotationOf } from './alert.ts';
import { type Facts, factsOf } from './facts.ts';

/** The alert as plain text, as a person reads it in a mail or on a terminal. */
export const textFor = (alert: Alert): string => `${summaryFor(alert)}\n\n${indented(alert.record)}\n`;

/** The alert without its record: the rule, what it says, and who did what where when. */
export const summaryFor = (alert: Alert): string => {
  const { name, description } = alert.rule;
  const facts = labelledFacts(factsOf(alert.record)).map(([label, fact]) => `${label.padEnd(8)}${fact}`);
  return [name, ...(description === '' ? [] : [description]), '', ...facts, ...annotationLines(alert)].join(
    '\n',
  );
};

/** The facts that a record has, each with its label, in the order in which people ask. */
export const labelledFacts = (facts: Facts): readonly (readonly [label: string, fact: string])[] =>
  [
    ['Who', facts.who] as const,
    ['What', facts.what] as const,
    ['Error', facts.error] as const,
    ['Account', facts.account] as const,
    ['Region', facts.region] as const,
    ['When', facts.when] as const,
    ['From', facts.from] as const,
    ['Event', facts.eventId] as const,
  ].flatMap(([label, fact]) => (fact === undefined ? [] : [[label, fact] as const]));

/** An object is shown a key a line, since rules annotate with small ones; everything else as JSON. */
export const annotationText = (annotation: JsonValue): string => {
  if (typeof annotation === 'string') return annotation;
  if (!isJsonObject(annotation)) return indented(annotation);
  return Object.entries(annotation)
    .map(
      ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(withinDepth(value))}`,
    )
    .join('\n');
};

export const indented = (value: JsonValue): string => JSON.stringify(withinDepth(value), undefined, 2);

const annotationLines = (alert: Alert): readonly string[] => {
  const annotation = annotationOf(alert);
  return annotation === undefined
    ? []
    : [`Match   ${annotationText(annotation).replaceAll('\n', '\n        ')}`];
};
