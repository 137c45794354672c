import type { JsonObject } from '../../src/json.ts';

/** A Slack message as a page that looks like Slack does, from the blocks that are really sent. For a picture of it. */
export const slackPicture = (message: JsonObject): string => {
  // The message was made by slackMessage, whose blocks have this shape; JSON knows nothing of it.
  const { blocks, attachments } = message as unknown as Message;
  const colored = attachments.map(
    (one) =>
      `<div class="attachment" style="border-color: ${one.color}">${one.blocks.map(htmlOf).join('\n')}</div>`,
  );
  return `<!doctype html>
<meta charset="utf-8">
<title>A Slack message</title>
<style>${style}</style>
<main>
<img alt="">
<div>
<p class="app"><b>tattletail</b> <i>APP</i> <small>10:05 AM</small></p>
${blocks.map(htmlOf).join('\n')}
${colored.join('\n')}
</div>
</main>
`;
};

interface Message {
  readonly blocks: readonly Block[];
  readonly attachments: readonly { readonly color: string; readonly blocks: readonly Block[] }[];
}

interface Block {
  readonly type: string;
  readonly text?: Text;
  readonly fields?: readonly Text[];
  readonly elements?: readonly Text[];
}

interface Text {
  readonly type: string;
  readonly text: string;
}

const htmlOf = ({ type, text, fields = [], elements = [] }: Block): string => {
  if (type === 'header' && text !== undefined) return `<h1>${shown(text)}</h1>`;
  if (type === 'context') return elements.map((one) => `<p class="context">${shown(one)}</p>`).join('\n');
  if (text !== undefined) return `<div class="section">${shown(text)}</div>`;
  return `<div class="fields">${fields.map((one) => `<div>${shown(one)}</div>`).join('\n')}</div>`;
};

/** What is escaped for Slack is escaped for HTML too. */
const shown = ({ type, text }: Text): string => {
  if (type === 'plain_text') return text.replaceAll('\n', '<br>');
  const [, before = text, code] = /^(.*?)```\n(.*)\n```$/s.exec(text) ?? [];
  return `${inLine(before)}${code === undefined ? '' : `<pre>${code}</pre>`}`;
};

/** Slack, "Formatting text for app surfaces". */
const inLine = (text: string): string =>
  text
    .replace(/<!date\^(\d+)\^[^|]+\|[^>]+>/g, (_, epoch: string) => dateFor(Number(epoch)))
    .replace(/<(https:[^|>]+)\|([^>]+)>/g, '<a href="$1">$2</a>')
    .replace(/\*(\w+)\*/g, '<b>$1</b>')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll('\n', '<br>');

/** As Slack writes it for a reader in Berlin. */
const dateFor = (epoch: number): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Berlin' })
    .format(epoch * 1000)
    .replaceAll('\u202f', ' ');

const style = `
body { margin: 0; background: #fff; color: #1d1c1d; font: 15px/1.47 Lato, "Helvetica Neue", Arial, sans-serif }
main { display: grid; grid-template-columns: 36px 1fr; gap: 8px; width: 680px; padding: 16px 20px }
img { width: 36px; height: 36px; border-radius: 6px; background: #b3261e }
p { margin: 0 }
.app i { padding: 1px 3px; border-radius: 2px; background: #e8e8e8; color: #616061; font: bold 10px Arial }
.app small { color: #616061; font-size: 12px }
h1 { margin: 4px 0 8px; font-size: 18px; line-height: 1.33 }
.section { margin: 4px 0 8px; max-width: 600px; overflow-wrap: anywhere }
.attachment { margin: 8px 0; padding: 4px 0 4px 12px; border-left: 4px solid; border-radius: 4px }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; margin: 8px 0; max-width: 600px; overflow-wrap: anywhere }
code, pre { border: 1px solid #ddd; border-radius: 3px; background: #f8f8f8; font: 12px/1.5 Menlo, Consolas, "DejaVu Sans Mono", monospace }
code { padding: 2px 3px 1px; color: #c01343 }
pre { margin: 4px 0; padding: 8px; white-space: pre-wrap }
a { color: #1264a3; text-decoration: none }
.context { margin: 4px 0; color: #616061; font-size: 13px; overflow-wrap: anywhere }
`;
