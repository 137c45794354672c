import type { Reader } from './reader.ts';
import type { StringSyntax, Syntax } from './syntax.ts';

/** `"…"` or `@format "…"`. `format` is given when it has been read before. */
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

/** A run of escapes is a token of its own, and so is the text between two of them. */
const readText = (reader: Reader): string => {
  let text = '';
  while (reader.kind() === 'string-text') text += reader.take().text;
  return text;
};

export const textSyntax = (text: string): StringSyntax => ({ kind: 'string', format: 'text', parts: [text] });
