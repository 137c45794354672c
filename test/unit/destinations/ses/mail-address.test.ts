import { describe, expect, it } from 'vitest';
import { mailAddress } from '../../../../src/destinations/ses/mail-address.ts';

const isAccepted = (text: unknown): boolean => mailAddress.safeParse(text).success;

describe('what may be an address is accepted, and left to SES', () => {
  it.each([
    'a@example.com',
    ' a+b/c@example.com ',
    'Alice <a@example.com>',
    'Ops (prod, eu) <a@example.com>',
    '(Ops) a@example.com',
    'a@example.com (x (y))',
    '<a@example.com>',
    '"Doe, Alice (a@b)" <a@example.com>',
    '"quoted \\" comma, inside" <a@example.com>',
    '=?UTF-8?B?Wm/Dqw==?= <a@example.com>',
    'a@example.com (Doe, Alice)',
    'alerts@corp <a@example.com>',
    '"alice doe"@example.com',
    'zoë@example.com',
    'root@localhost',
  ])('%j', (text) => expect(isAccepted(text)).toBe(true));
});

describe('what cannot be one address is refused', () => {
  it.each([
    '',
    ' ',
    'alice',
    '@example.com',
    'a@',
    '<>',
    'Alice <>',
    'Alice <alice>',
    'Alice <@example.com>',
    'Alice <a@>',
    'a@b@example.com',
    'Alice <a@b@example.com>',
    'a@example.com, b@example.com',
    'a@example.com; b@example.com',
    'a@example.com b@example.com',
    'Alice <a@example.com>, Bob <b@example.com>',
    'Alice <a@example.com> Bob <b@example.com>',
    'Doe, Alice <a@example.com>',
    'Alice; <a@example.com>',
    'Alice <a@example.com',
    'Alice a@example.com>',
    'Alice <<a@example.com>>',
    'Alice <a@example.com> after',
    'alice doe@example.com',
    'a@example.com\r\nBcc: x@example.net',
    'a@example.com\u0000',
    'https://hooks.slack.com/services/T0/B0/X@example.com',
    5,
    null,
    ['a@example.com'],
    `${' '.repeat(1000)}a@example.com`,
    `${'('.repeat(100_000)}${')'.repeat(100_000)}a@example.com`,
  ])('%j', (text) => expect(isAccepted(text)).toBe(false));
});

it('the message says what was expected and what came, but no webhook URL', () => {
  const messageOf = (text: string) => mailAddress.safeParse(text).error?.issues[0]?.message;
  const expected = 'must be one address, like a@example.com or Alice <a@example.com>, got';
  expect(messageOf('alice')).toBe(`${expected} "alice"`);
  expect(messageOf('https://hooks.slack.com/services/T0/B0/X')).toBe(`${expected} (a URL)`);
});
