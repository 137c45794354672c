/** Text between tags or in an attribute with double quotes. Nothing in it is markup. */
export const html = (text: string): string =>
  text.toWellFormed().replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A link if the URL leads to the web, and else only the text. `inner` is HTML. */
export const link = (url: string, inner: string): string =>
  /^https:\/\//.test(url)
    ? `<a href="${html(url)}" title="${html(url)}" rel="noreferrer" target="_blank">${inner}</a>`
    : inner;
