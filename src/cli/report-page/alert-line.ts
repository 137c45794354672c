import type { BurstAlert, MatchAlert } from '../../alerts/alert.ts';
import { outcomeOfAlert } from '../../alerts/burst-outcome.ts';
import { contentOf } from '../../alerts/content.ts';
import { accountText, type Display } from '../../alerts/display.ts';
import { factsOf } from '../../alerts/facts.ts';
import type { Fact } from '../../alerts/facts-about.ts';
import { cutTo } from '../../alerts/fitting.ts';
import { ignoreBlockFor } from '../../alerts/ignore-block.ts';
import { outcomeText } from '../../alerts/outcome.ts';
import { printable, printableJson } from '../../alerts/printable.ts';
import { targetOf } from '../../alerts/target.ts';
import { factText, indented, valueText } from '../../alerts/text.ts';
import { shortWhoIn } from '../../alerts/who.ts';
import type { JsonValue } from '../../json.ts';
import type { Detail, Labelled, Row } from './data.ts';

export const rowFor = (alert: MatchAlert | BurstAlert, display: Display): Row => {
  const { rule, record } = alert;
  const { what, account, region, from, when, eventId } = factsOf(record);
  const { sentence, severity } = contentOf(alert, display);
  const outcome = outcomeOfAlert(alert);
  const shown = (text: string | undefined): string => visible(text ?? '', maxCell);
  return {
    severity: severity ?? '',
    time: shown(when),
    rule: shown(rule.name),
    what: shown(sentence ?? what),
    outcome: shown(outcome && outcomeText(outcome)),
    who: shown(shortWhoIn(record, display)),
    target: shown(targetOf(record)),
    account: shown(account && accountText(account, display)),
    region: shown(region),
    source: shown(from),
    eventId: shown(eventId),
  };
};

/** With the record, unless there is no room for it. */
export const detailFor = (alert: MatchAlert | BurstAlert, display: Display, hasRoom: boolean): Detail => {
  const { title, sentence, description, facts, links, annotation, details } = contentOf(alert, display);
  return {
    title: visible(title, maxText),
    sentence: visible(sentence ?? '', maxText),
    description: printable(description),
    facts: facts.map(factOf),
    annotation: annotation === undefined ? null : annotationOf(annotation),
    links: linksOf(links.event, links.runbook),
    logFile: visible(alert.logFile, maxText),
    record: hasRoom ? recordOf(details) : { missing: 'The page has no room for more records' },
    ignore: printable(ignoreBlockFor(alert)),
  };
};

const linksOf = (event: string | undefined, runbook: string | undefined): readonly Labelled[] => {
  const links = [
    ['Event in the console', event],
    ['Runbook', runbook],
  ] as const;
  return links.flatMap(([label, url]) => (url?.startsWith('https:') === true ? [[label, url] as const] : []));
};

const factOf = (fact: Fact): Labelled => [
  fact[0],
  typeof fact[1] === 'string' ? visible(fact[1], maxText) : factText(fact, maxText),
];

const annotationOf = ([label, value]: readonly [string, JsonValue]): Labelled => {
  const text = typeof value === 'string' ? escaped(value) : valueText(value);
  return [label, cutTo(text, maxAnnotation)];
};

const recordOf = (record: JsonValue | undefined): Detail['record'] => {
  const text = indented(record ?? null);
  return text.length > maxRecord
    ? { missing: `The record is too large for this page: ${text.length} characters` }
    : { text: text.toWellFormed() };
};

/** In one line, with escapes for what nobody would see. */
const visible = (text: string, max: number): string =>
  escaped(cutTo(text, max).replaceAll('\n', String.raw`\n`));

const escaped = (text: string): string => printableJson(text.toWellFormed());

const maxCell = 300;
const maxText = 2_000;
const maxAnnotation = 20_000;
/** CloudTrail writes records of up to 256 KB, nearly all of which have some 2 KB. */
const maxRecord = 300_000;
