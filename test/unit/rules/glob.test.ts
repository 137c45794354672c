import { expect, it } from 'vitest';
import { globFor, matchesGlob } from '../../../src/rules/glob.ts';

it.each([
  ['*', '', true],
  ['*', 'any\ntext', true],
  ['a', 'a', true],
  ['a', 'ab', false],
  ['a*', 'ab', true],
  ['a*', 'ba', false],
  ['*a', 'ba', true],
  ['*a', 'ab', false],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['*mfa*', 'login without mfa', true],
  ['a*b*c', 'a b c', true],
  ['a*b*c', 'a c b', false],
  ['a*bc*c', 'abc', false],
  [String.raw`a\*`, 'a*', true],
  [String.raw`a\*`, 'ab', false],
  [String.raw`a\\*`, String.raw`a\b`, true],
  ['', '', true],
  ['', 'a', false],
])('%j and %j: %s', (glob, text, matches) => expect(matchesGlob(glob)(text)).toBe(matches));

it('the glob for a text matches this text only', () => {
  for (const text of ['a*b', String.raw`a\b`, String.raw`\*`, 'plain', '', '😀*'])
    for (const other of ['a*b', 'axb', String.raw`a\b`, String.raw`\*`, 'plain', '', '😀*', '😀x'])
      expect(matchesGlob(globFor(text))(other)).toBe(text === other);
});

it('many stars take time in proportion to the text', () =>
  expect(matchesGlob(`${'a*'.repeat(1000)}b`)('a'.repeat(100_000))).toBe(false));
