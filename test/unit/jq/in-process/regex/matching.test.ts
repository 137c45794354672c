import { describe, expect, it } from 'vitest';
import { finds, matchesOf } from '../../../../../src/jq/in-process/regex/matching.ts';
import { HandedOver, refill } from '../../../../../src/jq/in-process/values/signals.ts';

describe('finds', () => {
  it('searches anywhere in the text', () => {
    refill();
    expect(finds('b', false, 'abc')).toBe(true);
    expect(finds('B', false, 'abc')).toBe(false);
    expect(finds('B', true, 'abc')).toBe(true);
  });

  it.each(['a\nb', 'a\rb', 'é', '\0', '\ud800'])('hands over %j, where the engines may differ', (text) => {
    refill();
    expect(() => finds('.', false, text)).toThrow(HandedOver);
  });

  it('hands over a text on which a regex may take long', () => {
    refill();
    expect(finds('a.*b.*c', false, 'a'.repeat(157))).toBe(false);
    expect(() => finds('a.*b.*c', false, 'a'.repeat(158))).toThrow(HandedOver);
  });

  it('hands over when many searches together may take long', () => {
    refill();
    const search = (): boolean => finds('a.*b', false, 'a'.repeat(200));
    expect(search()).toBe(false);
    expect(() => Array.from({ length: 200 }, search)).toThrow(HandedOver);
  });
});

describe('matchesOf', () => {
  it('gives the first match, or all of them', () => {
    refill();
    expect(matchesOf('a', false, false, 'aba').map(({ offset }) => offset)).toEqual([0]);
    expect(matchesOf('a', false, true, 'aba').map(({ offset }) => offset)).toEqual([0, 2]);
  });

  it('hands over groups that are repeated, of which the engines keep different things', () => {
    refill();
    expect(() => matchesOf('(a)*', false, false, 'aa')).toThrow(HandedOver);
    expect(finds('(a)*', false, 'aa')).toBe(true);
  });
});
