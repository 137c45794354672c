/** A name from the config in quotes. A webhook URL in the wrong place is still a secret, so it is not shown. */
export const quoted = (name: string): string => (holdsUrl(name) ? '(a URL)' : JSON.stringify(name));

/**
 * The text with its URLs replaced by something of the same length, since jq's messages point at columns. A scheme begins
 * where a word does, so that each word is looked at once.
 */
export const withoutUrls = (text: string): string =>
  text.replaceAll(/(?:(?<!\w)\w+:\/\/|hooks\.slack(?:-gov)?\.com)[^\s"']*/gi, (url) =>
    '(a URL)'.padEnd(url.length),
  );

export const holdsUrl = (text: string): boolean => /:\/\/|hooks\.slack(-gov)?\.com/i.test(text);
