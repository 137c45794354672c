import { describe, expect, it } from 'vitest';
import { senderName, senderOf } from '../../../../src/destinations/ses/sender.ts';
import { addressIn } from '../../../support/ses/address.ts';

const decoded = (text: string): string =>
  [...text.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)].map(([, word = '']) => Buffer.from(word, 'base64')).join('');

it('is the address alone without a name', () =>
  expect(senderOf('A <a@b.example>', undefined)).toBe('A <a@b.example>'));

it.each(['a@b.example', 'Old name <a@b.example>'])('names the sender, whatever name %s has', (address) =>
  expect(senderOf(address, 'Say "hi", \\ok')).toBe('"Say \\"hi\\", \\\\ok" <a@b.example>'),
);

it.each(['Überwachung', '監視 '.repeat(30), '😀'.repeat(50)])(
  'encodes the name %s in words that SES takes',
  (name) => {
    const sender = senderOf('a@b.example', name);
    expect(addressIn(sender)).toBe('a@b.example');
    expect(decoded(sender)).toBe(name);
    for (const word of sender.split(' ')) expect(word.length).toBeLessThanOrEqual(75);
  },
);

describe('a name is refused', () => {
  it.each(['', ' ', 'a\r\nBcc: x@y.example', 'a\u202eb', 'x'.repeat(101)])('%j', (name) =>
    expect(senderName.safeParse(name).success).toBe(false),
  );
});
