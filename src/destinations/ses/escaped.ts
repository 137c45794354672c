/**
 * Text in HTML, of at most `limit` bytes with its entities, none of which is cut in two. Mail clients make links of what
 * looks like an address; a place to break the line in it keeps most of them from it, shows nothing and is not copied.
 */
export const escaped = (text: string, limit: number): string => {
  let whole = '';
  let shortened = '';
  let size = 0;
  for (const character of text.toWellFormed()) {
    const piece = entities[character] ?? character;
    size += Buffer.byteLength(piece);
    if (size > limit) return `${shortened}…`;
    whole += piece;
    if (size <= limit - 3) shortened = whole;
  }
  return whole;
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '.': '.<wbr>',
  '/': '/<wbr>',
  '@': '<wbr>@',
};
