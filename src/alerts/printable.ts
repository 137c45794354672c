/**
 * Characters that show nothing themselves. An attacker may put them into a record: line breaks to forge a line of facts,
 * control characters that move a terminal's cursor, characters that reverse the direction of the text, or that hide in a
 * name. Those that join the letters of a script or the parts of an emoji are harmless.
 */
const invisible = /[[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]--\p{Join_Control}]+/gv;

/** Text of a record as one line. */
export const oneLine = (text: string): string => text.replace(invisible, ' ');

/** The same for text of several lines, which stay lines. */
export const printable = (text: string): string => text.split('\n').map(oneLine).join('\n');

/** The same JSON, in which such characters are escapes. JSON itself escapes only some of them. */
export const printableJson = (json: string): string =>
  json.replace(invisible, (characters) => characters.split('').map(escapeUnlessLineBreak).join(''));

const escapeUnlessLineBreak = (unit: string): string =>
  unit === '\n' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
