import { cutTo } from '../../alerts/fitting.ts';
import { oneLine } from '../../alerts/printable.ts';

/**
 * Text in a message that Amazon Q shows in the markdown of Slack or of Teams: nothing in it links or mentions. Which of
 * the two it will be is not known, so characters that mean something in either are replaced, not escaped.
 */
export const unformatted = (text: string, max: number): string =>
  cutTo(
    oneLine(text.toWellFormed())
      .replaceAll('<', '‹')
      .replaceAll('>', '›')
      .replaceAll('`', "'")
      .replaceAll('](', '] (')
      .replaceAll('://', ':/\u2060/')
      .replace(/@(?=channel|here|everyone)/gi, '@\u2060'),
    max,
  );

/** The same as code, in which nothing is formatted. */
export const asCode = (text: string, max: number): string =>
  `\`${unformatted(text, max - 2).trim() || ' '}\``;
