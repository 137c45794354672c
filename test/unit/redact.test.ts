import { expect, it } from 'vitest';
import { quoted, withoutUrls } from '../../src/redact.ts';

it.each([
  'https://example.com/a/secret',
  'hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
  'HOOKS.SLACK-GOV.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
])('a name that may be a secret is not repeated: %s', (name) => expect(quoted(name)).toBe('(a URL)'));

it('any other name is', () => expect(quoted('Security "channel"')).toBe('"Security \\"channel\\""'));

it('URLs in a message are replaced by something of their length', () =>
  expect(withoutUrls('a|"https://example.com/secret"|b hooks.slack.com/services/T0 c')).toBe(
    'a|"(a URL)                   "|b (a URL)                     c',
  ));

it('a word of a million letters is no reason not to end', () => {
  const word = 'x'.repeat(1_000_000);
  expect(withoutUrls(word)).toBe(word);
});
