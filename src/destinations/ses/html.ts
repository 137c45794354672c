import { type Alert, logFilesOf } from '../../alerts/alert.ts';
import { type Content, contentOf } from '../../alerts/content.ts';
import { creditOf } from '../../alerts/credit.ts';
import type { Display } from '../../alerts/display.ts';
import { essentialsOf } from '../../alerts/essentials.ts';
import type { Fact } from '../../alerts/facts-about.ts';
import { oneLine, printable } from '../../alerts/printable.ts';
import { noteOf, type Tag } from '../../alerts/tag.ts';
import { alertFact, factWithin, indented, valueText } from '../../alerts/text.ts';
import { escaped } from './escaped.ts';
import { colours, darkStyle } from './style.ts';

/**
 * The alert as a page without scripts, images or anything else from elsewhere. It stays below 102 KB whatever the record
 * holds, after which Gmail cuts a mail; the text of the mail has the rest.
 */
export const htmlFor = (alert: Alert, tag: Tag, display?: Display): string => {
  const content = contentOf(alert, display);
  const { title, sentence, description, annotation, details } = content;
  const note = noteOf(tag);
  const credit = creditOf(alert.rule);
  return page(title, [
    badge(content),
    `<h1 style="margin:12px 0 4px;font-size:20px;line-height:1.3">${escaped(oneLine(title), 1000)}</h1>`,
    ...(sentence === undefined ? [] : [paragraph(oneLine(sentence), 'font-size:16px')]),
    ...(note === undefined ? [] : [paragraph(`(${oneLine(note)})`, 'font-weight:bold')]),
    ...(description.trim() === '' ? [] : [paragraph(printable(description), 'white-space:pre-wrap')]),
    buttons(content),
    factTable([...content.facts, alertFact(tag), ...(alert.kind === 'operational' ? [] : [logFact(alert)])]),
    ...(annotation === undefined ? [] : [labelled(annotation[0], valueText(annotation[1]), 8000)]),
    ...(details === undefined ? [] : [labelled(...shownDetails(alert, content), 35_000)]),
    ...(credit === undefined ? [] : [paragraph(credit, 'font-size:12px')]),
  ]);
};

const page = (title: string, parts: readonly string[]): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${escaped(oneLine(title), 1000)}</title>
<style>${darkStyle}</style>
</head>
<body class="page" style="margin:0;padding:16px;background:#ffffff;color:#1f2328;font:14px/1.5 system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif">
<div style="max-width:720px;margin:0 auto">
${parts.filter((part) => part !== '').join('\n')}
</div>
</body>
</html>
`;

/** The word says it too: not everybody sees the colour, and not every client shows it. */
const badge = ({ severity, place }: Content): string => {
  const where = escaped(place, 500);
  if (severity === undefined)
    return where === '' ? '' : `<div class="quiet" style="color:#59636e">${where}</div>`;
  return `<div><span style="display:inline-block;padding:2px 10px;border-radius:4px;background:${colours[severity]};color:#ffffff;font-weight:bold;letter-spacing:0.05em">${severity.toUpperCase()}</span> <span class="quiet" style="color:#59636e">${where}</span></div>`;
};

const paragraph = (text: string, style: string): string =>
  `<p style="margin:4px 0 8px;${style};overflow-wrap:anywhere">${escaped(text, 6000)}</p>`;

/** The only links of a mail: nothing in their URLs leads elsewhere than we or the config say. */
const buttons = ({ links }: Content): string => {
  const all = [
    ['Open the event in the console', links.event],
    ['Runbook', links.runbook],
  ].flatMap(([text, url]) => (url === undefined ? [] : [button(text ?? '', url)]));
  return all.length === 0 ? '' : `<p style="margin:12px 0">${all.join(' ')}</p>`;
};

const button = (text: string, url: string): string =>
  `<a class="button" href="${url.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`)}" style="display:inline-block;margin:0 8px 4px 0;padding:6px 14px;border:1px solid #0969da;border-radius:6px;color:#0969da;text-decoration:none;font-weight:bold">${text}</a>`;

const logFact = (alert: Alert): Fact => {
  const all = logFilesOf(alert);
  const more = all.length - 3;
  return ['Log', more > 0 ? [...all.slice(0, 3), `and ${more} more in the text part of this mail`] : all];
};

const factTable = (facts: readonly Fact[]): string =>
  `<table cellspacing="0" cellpadding="0" style="border-collapse:collapse;width:100%">
${facts.map(factRow).join('\n')}
</table>`;

const factRow = (fact: Fact): string =>
  `<tr><th scope="row" class="quiet" style="padding:3px 12px 3px 0;text-align:left;vertical-align:top;font-weight:normal;color:#59636e;white-space:nowrap">${escaped(fact[0], 100)}</th><td style="padding:3px 0;overflow-wrap:anywhere;word-break:break-word">${escaped(factWithin(fact, maxFact, sizeOf), maxFact)}</td></tr>`;

const maxFact = 2000;

const sizeOf = (text: string): number => Buffer.byteLength(escaped(text, Number.POSITIVE_INFINITY));

const labelled = (label: string, text: string, limit: number): string =>
  `<p class="quiet" style="margin:14px 0 2px;color:#59636e">${escaped(label, 200)}</p>
<pre class="code" style="margin:0;padding:10px;background:#f6f8fa;border-radius:6px;font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere">${escaped(text, limit)}</pre>`;

/** Of a record, what matters; of several events, their IDs. */
const shownDetails = (alert: Alert, { details = null }: Content): readonly [label: string, text: string] =>
  alert.kind === 'match' || alert.kind === 'burst'
    ? ['Record (all of it is in the text part of this mail)', indented(essentialsOf(alert.record, 4000))]
    : ['Events', indented(details)];
