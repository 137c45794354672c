/**
 * Text of a record as one line. An attacker may put line breaks into a record to forge a line of facts, control
 * characters that move a terminal's cursor, or characters that reverse the direction of the text.
 */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ');

/** The same for text of several lines, which stay lines. */
export const printable = (text: string): string => text.split('\n').map(oneLine).join('\n');
