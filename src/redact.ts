/** A name from the config in quotes. A secret in the wrong place is still one, so it is not shown. */
export const quoted = (name: string): string => {
  const secret = secretIn(name) ?? (isRoutingKey.test(name) ? 'a secret' : undefined);
  return secret === undefined ? JSON.stringify(name) : `(${secret})`;
};

/** What of a text must not be shown. The URL of a webhook is a secret too. */
export const secretIn = (text: string): 'a URL' | 'a secret' | undefined => {
  if (hasLearned(text)) return 'a secret';
  if (/:\/\/|hooks\.slack(-gov)?\.com/i.test(text)) return 'a URL';
  return text.search(tokens) === -1 ? undefined : 'a secret';
};

/**
 * The text with its URLs and tokens replaced by something of the same length, since jq's messages point at columns. A
 * scheme begins where a word does, so that each word is looked at once.
 */
export const withoutSecrets = (text: string): string =>
  withoutLearned(text)
    .replaceAll(/(?:(?<!\w)\w+:\/\/|hooks\.slack(?:-gov)?\.com)[^\s"']*/gi, (url) =>
      '(a URL)'.padEnd(url.length),
    )
    .replaceAll(tokens, (token) => '(a secret)'.padEnd(token.length));

/** From now on, no text shows this secret, which was read from where it is kept. Short ones would be words of any text. */
export const learnSecret = (secret: string): void => {
  if (secret.length < 8) return;
  // Whoever rotates a secret every hour for months must not fill the memory.
  if (learned.size === 100) learned.delete([...learned][0] ?? '');
  learned.add(secret);
};

const learned = new Set<string>();

const hasLearned = (text: string): boolean => [...learned].some((secret) => text.includes(secret));

/** The text without the secrets that were read. */
export const withoutLearned = (text: string): string =>
  [...learned]
    // A longer one may hold a shorter one, of which nothing may be left.
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.replaceAll(secret, '(a secret)'.padEnd(secret.length)), text);

/** The fields of a log line without the secrets that were read. */
export const maskedFields = <Value>(
  fields: Readonly<Record<string, Value>>,
): Record<string, Value | string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? withoutLearned(value) : value,
    ]),
  );

/**
 * Tokens of Slack, among them xoxe.xoxb-… and xapp-… (Slack, "Tokens"), and secrets to sign with (Standard Webhooks,
 * "Signature scheme"). Beginnings alone stand in messages about what is expected.
 */
const tokens = /(?<![a-z\d])(?:xox[a-z](?:\.xox[a-z])?-|xapp-|whsec_)[\w+/=.-]{6,}/gi;

/** Nothing but the integration key of a service of PagerDuty looks so, where a name is expected. */
const isRoutingKey = /^[\da-f]{32}$/i;
