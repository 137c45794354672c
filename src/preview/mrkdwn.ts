import { html, link } from './html.ts';

/** Slack's mrkdwn as HTML (Slack, "Formatting text for app surfaces"): what would mention somebody is seen, too. */
export const mrkdwn = (text: string): string => inline(text);

/** Of text that Slack formats nothing in; three characters are entities in it. */
export const plain = (text: string, hasEmoji = false): string => {
  const shown = html(decoded(text));
  return hasEmoji ? withEmoji(shown) : shown;
};

/** Code first, as nothing in it is formatted; then what is in angle brackets; then what stands between two marks. */
const token =
  /```(?<block>[\s\S]*?)```|`(?<code>[^`\n]+)`|<(?<angle>[^<>\n]+)>|(?<![\w*_~])(?<mark>[*_~])(?<marked>[^\s*_~](?:[^\n]*?[^\s])??)\k<mark>(?![\w*_~])/g;

const inline = (text: string): string => {
  let shown = '';
  let end = 0;
  for (const match of text.matchAll(token)) {
    shown += lines(text.slice(end, match.index)) + tokenHtml(match.groups ?? {});
    end = match.index + match[0].length;
  }
  return shown + lines(text.slice(end));
};

const lines = (text: string): string => plain(text, true).replaceAll('\n', '<br>');

const tokenHtml = ({ block, code, angle, mark = '', marked = '' }: Groups): string => {
  if (block !== undefined) return `<pre tabindex="0">${html(decoded(block.replace(/^\n|\n$/g, '')))}</pre>`;
  if (code !== undefined) return `<code>${html(decoded(code))}</code>`;
  if (angle !== undefined) return angleHtml(angle);
  const tag = tags[mark] ?? 'span';
  return `<${tag}>${inline(marked)}</${tag}>`;
};

type Groups = Readonly<Record<string, string | undefined>>;

const tags: Readonly<Record<string, string>> = { '*': 'strong', _: 'em', '~': 's' };

const angleHtml = (angle: string): string => {
  const [target = '', label] = angle.split('|', 2);
  const date = /^!date\^(?<seconds>\d+)\^(?<format>[^^]*)(?:\^(?<url>.*))?$/.exec(target)?.groups;
  if (date !== undefined) return dateHtml(date, label ?? '');
  if (/^[!@#]/.test(target))
    return `<span class="mention">${html(`@${decoded(label ?? target.slice(1))}`)}</span>`;
  return link(decoded(target), html(decoded(label ?? target)));
};

/** Slack shows times in the reader's time zone: here, that of this machine. */
const dateHtml = ({ seconds, format = '', url }: Groups, fallback: string): string => {
  const time = new Date(Number(seconds) * 1000);
  if (Number.isNaN(time.getTime())) return html(decoded(fallback));
  const shown = format.replaceAll(/\{(date|time)(\w*)\}/g, (_, part, style) =>
    part === 'date'
      ? time.toLocaleDateString('en', { dateStyle: 'medium' })
      : time.toLocaleTimeString('en', { timeStyle: style === '_secs' ? 'medium' : 'short' }),
  );
  const element = `<time title="${html(decoded(fallback))}">${html(decoded(shown))}</time>`;
  return url === undefined ? element : link(decoded(url), element);
};

const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Of the thousands that Slack knows, those that say how bad something is. */
const withEmoji = (text: string): string =>
  text.replaceAll(/:([a-z_]{1,40}):/g, (written, name: string) => emoji[name] ?? written);

const emoji: Readonly<Record<string, string>> = {
  rotating_light: '🚨',
  red_circle: '🔴',
  large_orange_circle: '🟠',
  large_yellow_circle: '🟡',
  large_green_circle: '🟢',
  large_blue_circle: '🔵',
  white_circle: '⚪',
  warning: '⚠️',
  no_entry: '⛔',
  x: '❌',
  white_check_mark: '✅',
  information_source: 'ℹ️',
};
