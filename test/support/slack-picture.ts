import type { JsonObject } from '../../src/json.ts';

/** A Slack message as an SVG for the README, drawn from the blocks that are really sent. */
export const slackPicture = (message: JsonObject): string => {
  const lines = blocksOf(message).flatMap(linesOf);
  const height = lines.reduce((sum, { size }) => sum + size + 8, 60);
  let y = 48;
  const drawn = lines.map((line) => {
    y += line.size + 8;
    return draw(line, y - 8);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="860" height="${height}" viewBox="0 0 860 ${height}">
<rect width="860" height="${height}" rx="8" fill="#ffffff" stroke="#dddddd"/>
<rect x="16" y="16" width="36" height="36" rx="6" fill="#b3261e"/>
<text x="34" y="42" font-size="22" fill="#ffffff" text-anchor="middle" font-family="${sans}">t</text>
<text x="66" y="32" font-size="15" font-weight="bold" fill="#1d1c1d" font-family="${sans}">tattletail <tspan font-size="11" font-weight="normal" fill="#616061">APP  10:05</tspan></text>
${drawn.join('\n')}
</svg>
`;
};

interface Line {
  readonly style: 'header' | 'text' | 'code' | 'label';
  readonly text: string;
  readonly size: number;
}

const sans = 'Lato, Helvetica, Arial, sans-serif';
const mono = 'Menlo, Consolas, monospace';

// The message was made by slackMessage, whose blocks have this shape; JSON knows nothing of it.
const blocksOf = (message: JsonObject): readonly Block[] => {
  const { blocks, attachments } = message as unknown as {
    readonly blocks: readonly Block[];
    readonly attachments: readonly { readonly blocks: readonly Block[] }[];
  };
  return [...blocks, ...attachments.flatMap((one) => one.blocks)];
};

interface Block {
  readonly type: string;
  readonly text?: { readonly text: string };
  readonly fields?: readonly { readonly text: string }[];
}

const linesOf = ({ type, text, fields = [] }: Block): readonly Line[] => {
  if (type === 'header') return [{ style: 'header', text: text?.text ?? '', size: 20 }];
  if (text?.text.startsWith('```')) return codeLines(text.text.split('\n').slice(1, -1));
  if (text !== undefined) return [{ style: 'text', text: text.text, size: 15 }];
  return fields.map((field) => ({
    style: 'label',
    text: field.text.replace('\n', '  ').replaceAll(/[*`]/g, ''),
    size: 14,
  }));
};

/** The record is long; the picture shows its beginning. */
const codeLines = (lines: readonly string[]): readonly Line[] =>
  [...lines.slice(0, 6), ...(lines.length > 6 ? ['  …'] : [])].map((text) => ({
    style: 'code',
    text,
    size: 13,
  }));

const draw = ({ style, text, size }: Line, y: number): string => {
  if (style === 'code') {
    return `<rect x="66" y="${y - size - 3}" width="778" height="${size + 8}" fill="#f8f8f8"/><text x="76" y="${y}" font-size="${size}" fill="#1d1c1d" font-family="${mono}" xml:space="preserve">${text}</text>`;
  }
  if (style === 'label') {
    const [label = '', ...fact] = text.split('  ');
    return `<text x="66" y="${y}" font-size="${size}" font-weight="bold" fill="#1d1c1d" font-family="${sans}">${label}</text><text x="150" y="${y}" font-size="13" fill="#c0264d" font-family="${mono}">${fact.join('  ')}</text>`;
  }
  const weight = style === 'header' ? ' font-weight="bold"' : '';
  return `<text x="66" y="${y}" font-size="${size}"${weight} fill="#1d1c1d" font-family="${sans}">${text}</text>`;
};
