import { describe, expect, it } from 'vitest';
import { finds, matchesOf } from '../../../../../src/jq/in-process/regex/matching.ts';
import { resetBudget, spentBudget } from '../../../../../src/jq/in-process/values/budget.ts';
import { BailOut } from '../../../../../src/jq/in-process/values/signals.ts';

describe('finds', () => {
  it('searches anywhere in the text', () => {
    resetBudget();
    expect(finds('b', false, 'abc')).toBe(true);
    expect(finds('B', false, 'abc')).toBe(false);
    expect(finds('B', true, 'abc')).toBe(true);
  });

  it.each(['a\nb', 'a\rb', 'é', '\0', '😀'])(
    'searches %j, where JavaScript may differ from Oniguruma',
    (text) => {
      resetBudget();
      expect(finds('^[^b]$|^.b', false, text)).toBe(text.length < 3);
    },
  );

  it.each([
    ['^[\\w-]$', 'SS', true],
    ['^[\\S]{2}$', 'fFl', true],
    ['^\\w$', 'SS', false],
    ['^[^a]$', 'ss', false],
    ['[^s]', 'S', false],
    ['^[^/]+[^/]+\\d$', 'É1Ab2', true],
  ])('ignoring case, lets %s match %s as Oniguruma does', (pattern, text, found) => {
    resetBudget();
    expect(finds(pattern, true, text)).toBe(found);
  });

  it.each([
    ['groups in one another', `${'('.repeat(101)}a${')'.repeat(101)}`],
    ['groups that are not closed', '('.repeat(100_000)],
    ['alternatives', 'a|'.repeat(100_000)],
    ['named groups', Array.from({ length: 20_000 }, (_, at) => `(?<a${at}>x)`).join('')],
    ['characters in a class', `[${'ab'.repeat(100_000)}]`],
    ['repetitions of repetitions', '((a{1,100}){1,100}){1,100}'],
  ])('bails out of a regex of many %s', (_, pattern) => {
    resetBudget();
    expect(() => finds(pattern, false, 'a')).toThrow(BailOut);
  });

  it('bails out of a lone surrogate, which is U+FFFD in jq', () => {
    resetBudget();
    expect(() => finds('.', false, '\ud800')).toThrow(BailOut);
  });

  it.each([
    '[a-z]+[a-z]+\\d',
    '^(a+)+$',
    '(a|aa)*b',
    '(?:a*)*b',
    '.*.*.*=.*',
    '^(\\w+\\s?)*\\$',
    '(?=(?:a+)+b)a',
    '(?<!b)a+a+b',
    '(?:[ab]*a[ab]{8})c',
    'a{50}a*b',
    '(é|a|aa)+$',
  ])('takes for %s twice the steps for a text that is twice as long', (pattern) => {
    const stepsFor = (length: number): number => {
      resetBudget();
      expect(finds(pattern, false, `${'a'.repeat(length)}!`)).toBe(false);
      return spentBudget();
    };
    stepsFor(1000);
    expect(stepsFor(20_000)).toBeLessThan(2.1 * stepsFor(10_000));
  });

  it('does not slow down where a short regex has many states', () => {
    resetBudget();
    const text = Array.from({ length: 3000 }, (_, at) => ((at * at * 31) % 7 < 3 ? 'a' : 'b')).join('');
    expect(finds('(?:a|b)*a(?:a|b){30}c', false, text)).toBe(false);
  });
});

describe('matchesOf', () => {
  it('gives the first match, or all of them', () => {
    resetBudget();
    expect(matchesOf('a', false, false, 'aba').map(({ offset }) => offset)).toEqual([0]);
    expect(matchesOf('a', false, true, 'aba').map(({ offset }) => offset)).toEqual([0, 2]);
  });

  it('keeps what a repeated group captured before, as Oniguruma does and JavaScript does not', () => {
    resetBudget();
    const [match] = matchesOf('(?:(a)|(b))+', false, false, 'ab');
    expect(match?.captures.map(({ string }) => string)).toEqual(['a', 'b']);
  });
});
