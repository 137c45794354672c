import { describe, expect, it } from 'vitest';
import { finds, matchesOf } from '../../../../../src/jq/in-process/regex/matching.ts';
import { resetBudget } from '../../../../../src/jq/in-process/values/budget.ts';
import { BailOut } from '../../../../../src/jq/in-process/values/signals.ts';

describe('finds', () => {
  it('searches anywhere in the text', () => {
    resetBudget();
    expect(finds('b', false, 'abc')).toBe(true);
    expect(finds('B', false, 'abc')).toBe(false);
    expect(finds('B', true, 'abc')).toBe(true);
  });

  it.each(['a\nb', 'a\rb', 'é', '\0', '\ud800'])(
    'bails out of %j, where Oniguruma and JavaScript may differ',
    (text) => {
      resetBudget();
      expect(() => finds('.', false, text)).toThrow(BailOut);
    },
  );

  it('bails out of a text on which a regex may take long', () => {
    resetBudget();
    expect(finds('a.*b.*c', false, 'a'.repeat(157))).toBe(false);
    expect(() => finds('a.*b.*c', false, 'a'.repeat(158))).toThrow(BailOut);
  });

  it('bails out when many searches together may take long', () => {
    resetBudget();
    const search = (): boolean => finds('a.*b', false, 'a'.repeat(200));
    expect(search()).toBe(false);
    expect(() => Array.from({ length: 200 }, search)).toThrow(BailOut);
  });
});

describe('matchesOf', () => {
  it('gives the first match, or all of them', () => {
    resetBudget();
    expect(matchesOf('a', false, false, 'aba').map(({ offset }) => offset)).toEqual([0]);
    expect(matchesOf('a', false, true, 'aba').map(({ offset }) => offset)).toEqual([0, 2]);
  });

  it('bails out of repeated groups, which capture differently in Oniguruma and JavaScript', () => {
    resetBudget();
    expect(() => matchesOf('(a)*', false, false, 'aa')).toThrow(BailOut);
    expect(finds('(a)*', false, 'aa')).toBe(true);
  });
});
