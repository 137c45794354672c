/**
 * Text as Teams shows it where it reads Markdown: nothing in it formats, links, mentions or is a date function (Adaptive
 * Cards, "Text features"; CommonMark, "Backslash escapes").
 */
export const escapedForTeams = (text: string): string =>
  withoutLinks(text)
    .replace(/[\\`*_~[\](){}<>&#|]/g, String.raw`\$&`)
    .replace(/^(\s*)([-+=])/, String.raw`$1\$2`)
    .replace(/^(\s*\d+)([.)])/, String.raw`$1\$2`);

/**
 * Clients make links of URLs and hosts in any text, and dates of `{{DATE(…)}}`. A space of no width ends what they take
 * for one.
 */
export const withoutLinks = (text: string): string =>
  text.replace(
    /:\/\/|\{(?=\{)|\bwww\.|\bmailto:/gi,
    (start) => `${start.slice(0, 1)}\u200b${start.slice(1)}`,
  );
