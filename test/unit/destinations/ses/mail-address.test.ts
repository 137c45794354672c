import { describe, expect, it } from 'vitest';
import { mailAddress } from '../../../../src/destinations/ses/mail-address.ts';

describe('what may be an address is left to SES', () => {
  it.each([
    'a@example.com',
    ' a+b/c@example.com ',
    'Alice <a@example.com>',
    'Ops (prod, eu) <a@example.com>',
    '(Ops) a@example.com',
    'a@example.com (x (y))',
    '<a@example.com>',
    '"Doe, Alice (a@b)" <a@example.com>',
    '=?UTF-8?B?Wm/Dqw==?= <a@example.com>',
    'a@example.com (Doe, Alice)',
    'alerts@corp <a@example.com>',
    '"alice doe"@example.com',
    'zoë@example.com',
    'root@localhost',
  ])('%j', (text) => expect(mailAddress.safeParse(text).success).toBe(true));
});
