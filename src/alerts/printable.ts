/**
 * Text of a record as one line: whoever makes the record may put line breaks into it, to forge a fact, or what moves
 * the cursor of a terminal, or turns the direction of what follows.
 */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ');

/** The same for text of several lines. */
export const printable = (text: string): string => text.split('\n').map(oneLine).join('\n');
