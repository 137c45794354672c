import type { Reader } from './reader.ts';
import type { StringSyntax, Syntax } from './tree.ts';

/** `"…"` or `@format "…"`; `format` when that has been read already. */
export const readString = (
  reader: Reader,
  format = reader.kind() === 'format' ? reader.take().text : 'text',
): StringSyntax => {
  reader.expectKind('string-start');
  const parts: (string | Syntax)[] = [];
  while (reader.kind() !== 'string-end') {
    if (reader.kind() === 'string-text') parts.push(readText(reader));
    else {
      reader.expectKind('interpolation-start');
      parts.push(reader.query());
      reader.expectKind('interpolation-end');
    }
  }
  reader.take();
  return { kind: 'string', format, parts };
};

/** Escapes and what stands between them are tokens of their own. */
const readText = (reader: Reader): string => {
  let text = '';
  while (reader.kind() === 'string-text') text += reader.take().text;
  return text;
};

export const textSyntax = (text: string): StringSyntax => ({ kind: 'string', format: 'text', parts: [text] });
