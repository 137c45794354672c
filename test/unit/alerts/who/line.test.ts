import { describe, expect, it } from 'vitest';
import { line, listed, shownName, textOf } from '../../../../src/alerts/who/line.ts';

describe('a name is bare', () => {
  it.each(['bob', 'bob@example.com', 'run_4711', 'a+b=c,d.e-f', 'repo:octo-org/shop:ref:refs/heads/main'])(
    'if it is like names in IAM: %s',
    (name) => expect(shownName(name, 60)).toBe(name),
  );
});

describe('a name is in quotes', () => {
  it.each([
    ['that looks like our words', 'bob (role Admin)', '"bob (role Admin)"'],
    ['that ends quotes', 'bob" (role Admin', String.raw`"bob\" (role Admin"`],
    ['that seems to end quotes', 'bob” (role Admin', String.raw`"bob\u201d (role Admin"`],
    ['with a backslash', String.raw`bob\u0022`, String.raw`"bob\\u0022"`],
    ['with a line break', 'bob\nroot', String.raw`"bob\nroot"`],
    ['with what turns text around', 'bob\u202etoor', String.raw`"bob\u202etoor"`],
    ['with what hides', 'bo\u200bb', String.raw`"bo\u200bb"`],
    ['with half a character', 'bob\ud83d', String.raw`"bob\ud83d"`],
    ['with letters that look like others', 'b\u043eb', '"b\u043eb"'],
    ['in another script', '山田 太郎', '"山田 太郎"'],
    ['of root', 'Root', '"Root"'],
    ['that looks like an ARN', 'arn:aws:iam::111122223333:root', '"arn:aws:iam::111122223333:root"'],
    ['that is empty', '', '""'],
  ])('%s', (_, name, shown) => expect(shownName(name, 60)).toBe(shown));
});

describe('a name is cut', () => {
  it('with an ellipsis that it cannot have itself', () => {
    expect(shownName('a'.repeat(30), 20)).toBe(`${'a'.repeat(19)}…`);
    expect(shownName(`${'a'.repeat(19)}…`, 30)).toBe(`"${'a'.repeat(19)}…"`);
    expect(shownName('a b '.repeat(10), 12)).toBe('"a b a b a"…');
  });

  it('between characters, and between escapes', () => {
    expect(shownName('😀'.repeat(30), 12)).toBe(`"${'😀'.repeat(4)}"…`);
    expect(shownName('\u202e'.repeat(30), 12)).toBe(String.raw`"\u202e"…`);
  });
});

describe('a line', () => {
  const long = 'x'.repeat(500);

  it('is our words with names between them', () =>
    expect(textOf(line`${'bob'} (role ${'Admin'})`, 120)).toBe('bob (role Admin)'));

  it('keeps our words whatever the names, and cuts the longest', () => {
    expect(textOf(line`${long} (role ${'Admin'})`, 40)).toBe(`${'x'.repeat(26)}… (role Admin)`);
    expect(textOf(line`${'bob'} (role ${long})`, 40)).toBe(`bob (role ${'x'.repeat(28)}…)`);
    expect(textOf(line`${long} (role ${long})`, 40)).toBe(`${'x'.repeat(15)}… (role ${'x'.repeat(15)}…)`);
  });

  it('cuts nothing that fits', () =>
    expect(textOf(line`${'a'.repeat(60)}${'b'.repeat(60)}`, 120)).toHaveLength(120));

  it('has lines in it', () =>
    expect(textOf(listed(line`${'a b'}`, line`by ${'c'}`), 120)).toBe('"a b", by c'));
});
