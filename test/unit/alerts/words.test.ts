import { describe, expect, it } from 'vitest';
import { listed, named, words } from '../../../src/alerts/words.ts';

describe('a name', () => {
  it.each([
    ['bob@example.com', 'bob@example.com'],
    ['sg-0123456789abcdef0', 'sg-0123456789abcdef0'],
    ['AWSLogs/1/a.json.gz', 'AWSLogs/1/a.json.gz'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['*', '*'],
    ['x and deleted nothing', '"x and deleted nothing"'],
    ['x" and deleted nothing', `"x' and deleted nothing"`],
    ['x” and “y', `"x' and 'y"`],
    ['x,', '"x,"'],
    ['.', '"."'],
    ['a\nb', '"a b"'],
    ['a\u202eb', '"a b"'],
    ['b\u00f6b', '"b\u00f6b"'],
    ['\ud800x', '"\ufffdx"'],
    ['(root)', '"(root)"'],
  ])('%j is %s', (name, text) => expect(named(name)(64)).toBe(text));

  it('loses its middle when it is too long', () =>
    expect(named('abcdefghijklmnopqrstuvwxyz')(9)).toBe('abcd…wxyz'));

  it.each([3, 4, 5, 8])('has at most %i characters', (max) =>
    expect(named('x'.repeat(100))(max)).toHaveLength(max),
  );

  it('is cut before anything else is done with it', () =>
    expect(named(`"${' '.repeat(1_000_000)}"`)(8)).toHaveLength(10));
});

it.each([
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and 1 more'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b and 3 more'],
])('names %j as %s', (names, text) => expect(listed(names)?.(64)).toBe(text));

it('says nothing of which a part is missing', () => {
  expect(listed([])).toBeUndefined();
  expect(words`user ${undefined} of ${'x'}`).toBeUndefined();
});
