import { isJsonObject, type JsonValue } from '../json.ts';
import { html } from './html.ts';
import { mailIn, type ShownMail } from './mail.ts';
import { pageStyle } from './page-style.ts';
import type { Preview } from './previews.ts';
import type { AwsCall, Recorded } from './record.ts';
import { slackHtml } from './slack.ts';
import { teamsHtml } from './teams.ts';
import { recordedText } from './text.ts';

/**
 * The messages of each alert side by side, in one page that loads nothing and runs no script. A mail is in a frame with
 * an origin of its own.
 */
export const previewPage = (alerts: readonly (readonly Preview[])[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>tattletail preview</title>
<style>${pageStyle}</style>
</head>
<body>
<header><h1>What would be sent</h1><p>Nothing was sent. Slack, Teams and mail programs differ: this shows about how they look.</p></header>
<main>
${alerts.map(alertHtml).join('\n')}
</main>
</body>
</html>
`;

const alertHtml = (previews: readonly Preview[]): string => {
  const [first] = previews;
  const severity = first?.severity ?? 'none';
  const badge = severity === 'none' ? '' : `<span class="severity ${severity}">${severity}</span> `;
  return `<section><h2>${badge}${html(first?.title ?? '')}</h2><div class="cards">${previews.map(cardHtml).join('\n')}</div></section>`;
};

const cardHtml = ({ destination: { id, type }, sent }: Preview): string =>
  `<article><h3>${html(id)} <span class="type">${html(type)}</span></h3>${sent.map(recordedHtml).join('')}</article>`;

const recordedHtml = (recorded: Recorded): string => {
  const looks =
    recorded.kind === 'http' ? (teamsHtml(recorded.body) ?? slackHtml(recorded.body)) : callHtml(recorded);
  const text = `<pre class="sent" tabindex="0">${html(recordedText(recorded))}</pre>`;
  return looks === undefined
    ? text
    : `${looks}<details><summary>Exactly what is sent</summary>${text}</details>`;
};

const callHtml = (call: AwsCall): string => {
  const mail = mailIn(call);
  return mail === undefined ? messageHtml(call) : mailHtml(mail);
};

const mailHtml = ({ headers, text, html: body }: ShownMail): string => {
  const list = headers.map(([name, value]) => `<dt>${html(name)}</dt><dd>${html(value)}</dd>`).join('');
  const shown =
    body === undefined
      ? `<pre class="mail" tabindex="0">${html(text)}</pre>`
      : `<iframe sandbox title="The mail as HTML" srcdoc="${html(body)}"></iframe>`;
  return `<dl>${list}</dl>${shown}`;
};

/** Members that hold JSON, such as the message of SNS, are shown as such. */
const messageHtml = ({ input }: AwsCall): string => {
  const list = Object.entries(input).map(
    ([name, value]) => `<dt>${html(name)}</dt><dd><pre tabindex="0">${html(memberText(value))}</pre></dd>`,
  );
  return `<dl class="called">${list.join('')}</dl>`;
};

const memberText = (value: JsonValue): string => {
  const shown = typeof value === 'string' ? (objectIn(value) ?? value) : value;
  return typeof shown === 'string' ? shown : JSON.stringify(shown, undefined, 2);
};

const objectIn = (text: string): JsonValue | undefined => {
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
