import { describe, expect, it } from 'vitest';
import { learnSecret, quoted, secretIn, withoutSecrets } from '../../src/redact.ts';

it.each([
  'https://example.com/a/secret',
  'hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
  'HOOKS.SLACK-GOV.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
])('a name that may be a secret is not repeated: %s', (name) => expect(quoted(name)).toBe('(a URL)'));

it('any other name is', () => expect(quoted('Security "channel"')).toBe('"Security \\"channel\\""'));

it('URLs in a message are replaced by something of their length', () =>
  expect(withoutSecrets('a|"https://example.com/secret"|b hooks.slack.com/services/T0 c')).toBe(
    'a|"(a URL)                   "|b (a URL)                     c',
  ));

it('nothing is left of a secret that begins with another one', () => {
  const short = 'short-secret';
  const long = `${short}-and-the-rest-of-it`;
  learnSecret(short);
  learnSecret(long);
  expect(withoutSecrets(`${long} ${short}`)).toBe(
    `${'(a secret)'.padEnd(long.length)} ${'(a secret)'.padEnd(short.length)}`,
  );
});

it('a word of a million letters is no reason not to end', () => {
  const word = 'x'.repeat(1_000_000);
  expect(withoutSecrets(word)).toBe(word);
});

// In two parts, so that no scanner takes them for leaked ones.
const secrets = [
  `xoxb-${'111111111111-222222222222-AbCdEfGhIjKl'}`,
  `xoxp-${'111111111111-222222222222-333333333333-abcdef'}`,
  `xapp-${'1-A0123456789-111111111111-abcdef'}`,
  `xoxe.${'xoxb-1-Mi0yLTExMTExMTExMTExMQ'}`,
  `xoxe-${'1-My0xLTExMTExMTExMTExMQ'}`,
  `xoxa-${'2-111111111111'}`,
  `xoxs-${'111111111111'}`,
  `whsec_${'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='}`,
];

describe.each(secrets)('the token %s', (secret) => {
  it('is no name', () => {
    expect(quoted(secret)).toBe('(a secret)');
    expect(quoted(`my "${secret}"`)).toBe('(a secret)');
    expect(secretIn(secret)).toBe('a secret');
  });

  it('is replaced in a message by something of its length', () => {
    const message = (word: string) => `.a == "${word}" and .b=='${word}', and ${word}\n`;
    expect(withoutSecrets(message(secret))).toBe(message('(a secret)'.padEnd(secret.length)));
  });
});

it('the key of a service of PagerDuty is no name', () => {
  expect(quoted('0123456789abcdef0123456789ABCDEF')).toBe('(a secret)');
  expect(quoted('0123456789abcdef')).toBe('"0123456789abcdef"');
  expect(quoted('ConsoleSignInWithoutMfaOfTheRoot')).toBe('"ConsoleSignInWithoutMfaOfTheRoot"');
});

it.each([
  'must be the Bot User OAuth Token of the app, which begins with xoxb-',
  'must be whsec_ and then 24 to 64 bytes in base64, like what whsec_$(openssl rand -base64 32) gives',
  'a foxox-hunting-club and webxapp-development',
])('what only looks a little like a token stays: %s', (text) => {
  expect(withoutSecrets(text)).toBe(text);
  expect(secretIn(text)).toBeUndefined();
});

it('a million beginnings of tokens are no reason not to end', () => {
  const text = 'xoxb-whsec_ '.repeat(100_000);
  expect(withoutSecrets(text)).toBe('(a secret)  '.repeat(100_000));
});
