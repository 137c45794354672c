import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, nonEmptyString } from '../json.ts';
import { html, link } from './html.ts';
import { mrkdwn, plain } from './mrkdwn.ts';

/** A message of Slack as HTML that looks like it; undefined for what is no such message. */
export const slackHtml = (message: JsonValue): string | undefined => {
  if (!isJsonObject(message)) return undefined;
  const { text, blocks, attachments } = message;
  if (!isJsonArray(blocks) && !isJsonArray(attachments) && !('unfurl_links' in message)) return undefined;
  const body = isJsonArray(blocks)
    ? blocks.map(blockHtml).join('')
    : paragraph(typeof text === 'string' ? mrkdwn(text) : '');
  const attached = isJsonArray(attachments) ? attachments.map(attachmentHtml).join('') : '';
  return `<div class="slack"><div class="avatar" aria-hidden="true">t</div><div class="message"><p class="sender"><strong>tattletail</strong> <span class="app">APP</span></p>${body}${attached}</div></div>${pushHtml(text)}`;
};

/** What a phone shows of it, in which nothing is formatted. */
const pushHtml = (text: JsonValue | undefined): string =>
  typeof text === 'string'
    ? `<p class="push"><span>Notification</span> ${plain(text.replaceAll('`', ''))}</p>`
    : '';

const blockHtml = (block: JsonValue): string => {
  if (!isJsonObject(block)) return unknownHtml(block);
  switch (block.type) {
    case 'header':
      return `<h4>${textHtml(block.text)}</h4>`;
    case 'section':
      return sectionHtml(block);
    case 'context':
      return `<p class="context">${listIn(block.elements).map(elementHtml).join(' ')}</p>`;
    case 'actions':
      return `<p class="actions">${listIn(block.elements).map(elementHtml).join(' ')}</p>`;
    case 'divider':
      return '<hr>';
    case 'markdown':
      return `<pre tabindex="0">${html(nonEmptyString(block.text) ?? '')}</pre>`;
    default:
      return unknownHtml(block);
  }
};

const sectionHtml = ({ text, fields, accessory }: JsonObject): string =>
  [
    ...(accessory === undefined ? [] : [`<p class="accessory">${elementHtml(accessory)}</p>`]),
    ...(text === undefined ? [] : [paragraph(textHtml(text))]),
    ...(isJsonArray(fields)
      ? [`<div class="fields">${fields.map((field) => paragraph(textHtml(field))).join('')}</div>`]
      : []),
  ].join('');

/** `pre` and lists must not stand in a paragraph. */
const paragraph = (inner: string): string => `<div class="text">${inner}</div>`;

const elementHtml = (element: JsonValue): string => {
  if (!isJsonObject(element)) return unknownHtml(element);
  if (element.type !== 'button') return textHtml(element);
  const style = element.style === 'danger' || element.style === 'primary' ? ` ${element.style}` : '';
  const button = `<span class="button${style}">${textHtml(element.text)}</span>`;
  return link(nonEmptyString(element.url) ?? '', button);
};

const textHtml = (value: JsonValue | undefined): string => {
  if (!isJsonObject(value) || typeof value.text !== 'string') return unknownHtml(value ?? null);
  return value.type === 'mrkdwn'
    ? mrkdwn(value.text)
    : plain(value.text, value.emoji !== false).replaceAll('\n', '<br>');
};

const attachmentHtml = (attachment: JsonValue): string => {
  if (!isJsonObject(attachment)) return unknownHtml(attachment);
  const { blocks, color, title, text, fields } = attachment;
  const inner = isJsonArray(blocks)
    ? blocks.map(blockHtml).join('')
    : [
        ...(typeof title === 'string' ? [`<strong>${plain(title)}</strong>`] : []),
        ...(typeof text === 'string' ? [paragraph(mrkdwn(text))] : []),
        ...listIn(fields).map(fieldHtml),
      ].join('');
  return `<div class="attachment" style="border-color:${colorOf(color)}">${inner}</div>`;
};

const fieldHtml = (field: JsonValue): string =>
  isJsonObject(field)
    ? paragraph(
        `<strong>${plain(String(field.title ?? ''))}</strong><br>${mrkdwn(String(field.value ?? ''))}`,
      )
    : unknownHtml(field);

/** Slack, "Reference: Secondary message attachments". */
const colorOf = (color: JsonValue | undefined): string => {
  const name = String(color);
  return /^#[0-9a-f]{6}$/i.test(name) ? name : (named[name] ?? '#ddd');
};

const named: Readonly<Record<string, string>> = { good: '#2eb886', warning: '#daa038', danger: '#a30200' };

const unknownHtml = (value: JsonValue): string =>
  `<pre class="unknown" tabindex="0">${html(JSON.stringify(value, undefined, 2))}</pre>`;

const listIn = (value: JsonValue | undefined): readonly JsonValue[] => (isJsonArray(value) ? value : []);
