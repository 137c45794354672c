import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, nonEmptyString } from '../json.ts';
import { html, link } from './html.ts';

/** An Adaptive Card in a message to Teams as HTML that looks about like it; undefined for what is no such message. */
export const teamsHtml = (message: JsonValue): string | undefined => {
  const [attachment] = isJsonObject(message) ? listIn(message.attachments) : [];
  const card = isJsonObject(attachment) ? attachment.content : undefined;
  if (!isJsonObject(card) || card.type !== 'AdaptiveCard') return undefined;
  const actions = listIn(card.actions).map(actionHtml).join(' ');
  const push = nonEmptyString(card.fallbackText);
  return [
    `<div class="teams">${listIn(card.body).map(elementHtml).join('')}`,
    ...(actions === '' ? [] : [`<p class="actions">${actions}</p>`]),
    '</div>',
    ...(push === undefined ? [] : [`<p class="push"><span>Notification</span> ${html(push)}</p>`]),
  ].join('');
};

const elementHtml = (element: JsonValue): string => {
  if (!isJsonObject(element)) return unknownHtml(element);
  switch (element.type) {
    case 'Container':
      return `<div class="container ${wordIn(element.style)}">${listIn(element.items).map(elementHtml).join('')}</div>`;
    case 'RichTextBlock':
      return paragraphHtml(listIn(element.inlines).filter(isJsonObject));
    case 'FactSet':
      return `<dl>${listIn(element.facts).map(factHtml).join('')}</dl>`;
    default:
      return unknownHtml(element);
  }
};

const paragraphHtml = (runs: readonly JsonObject[]): string => {
  const isCode = runs.length > 0 && runs.every(({ fontType }) => fontType === 'Monospace');
  return isCode
    ? `<pre tabindex="0">${runs.map(({ text }) => html(nonEmptyString(text) ?? '')).join('')}</pre>`
    : `<div class="text">${runs.map(runHtml).join('')}</div>`;
};

const runHtml = ({ text, weight, size, color }: JsonObject): string => {
  const look = [weight, size, color].map(wordIn).filter(Boolean).join(' ');
  const shown = html(nonEmptyString(text) ?? '').replaceAll('\n', '<br>');
  return look === '' ? shown : `<span class="${look}">${shown}</span>`;
};

/** Markdown, in which our messages escape whatever would format (CommonMark, "Backslash escapes"). */
const factHtml = (fact: JsonValue): string => {
  if (!isJsonObject(fact)) return unknownHtml(fact);
  const [title, value] = [fact.title, fact.value].map((text) =>
    html((nonEmptyString(text) ?? '').replace(/\\([!-/:-@[-`{-~])/g, '$1')),
  );
  return `<dt>${title}</dt><dd>${value}</dd>`;
};

const actionHtml = (action: JsonValue): string => {
  if (!isJsonObject(action)) return unknownHtml(action);
  const button = `<span class="button">${html(nonEmptyString(action.title) ?? '')}</span>`;
  return link(nonEmptyString(action.url) ?? '', button);
};

const unknownHtml = (value: JsonValue): string =>
  `<pre class="unknown" tabindex="0">${html(JSON.stringify(value, undefined, 2))}</pre>`;

/** The name of a look is a class of the page. */
const wordIn = (value: JsonValue | undefined): string =>
  /^[A-Za-z]+$/.exec(String(value ?? ''))?.[0].toLowerCase() ?? '';

const listIn = (value: JsonValue | undefined): readonly JsonValue[] =>
  value !== undefined && isJsonArray(value) ? value : [];
