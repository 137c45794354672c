import { describe, expect, it } from 'vitest';
import { resetBudget } from '../../../../../src/jq/in-process/values/budget.ts';
import { compare, equals } from '../../../../../src/jq/in-process/values/order.ts';
import { BailOut } from '../../../../../src/jq/in-process/values/signals.ts';
import type { JsonValue } from '../../../../../src/json.ts';

describe('compare', () => {
  it('puts values in the total order of jq', () => {
    const ordered: readonly JsonValue[] = [
      ...[
        null,
        false,
        true,
        -1,
        0,
        0.5,
        10,
        '',
        'A',
        'a',
        'aa',
        'b',
        'é',
        '日',
        [],
        [null],
        [1],
        [1, 2],
        [2],
        {},
      ],
      ...[{ a: 2 }, { a: 1, b: 2 }, { a: 1, b: 3 }, { b: 0 }],
    ];
    for (const [i, a] of ordered.entries()) {
      for (const [j, b] of ordered.entries()) {
        resetBudget();
        expect(Math.sign(compare(a, b)), JSON.stringify([a, b])).toBe(Math.sign(i - j));
      }
    }
  });

  it('bails out of strings with surrogates, which jq sorts by code point', () => {
    resetBudget();
    expect(() => compare('\ud83d\ude00', '\uffff')).toThrow(BailOut);
  });
});

describe('equals', () => {
  it.each<[JsonValue, JsonValue, boolean]>([
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: null }, false],
    [[1, 2], [1, 2, 3], false],
    [0, -0, true],
    [1, '1', false],
    [null, false, false],
    [JSON.parse('{"__proto__":1}'), {}, false],
    ['\ud83d\ude00', '\ud83d\ude00', true],
  ])('of %j and %j is %j', (a, b, equal) => {
    resetBudget();
    expect(equals(a, b)).toBe(equal);
    expect(equals(b, a)).toBe(equal);
  });

  it.each<[string, JsonValue, JsonValue]>([
    ['lone surrogates, which are all the same to jq', '\ud800', '\ud801'],
    ['infinity, which is null to jq', Number.POSITIVE_INFINITY, null],
    ['keys with lone surrogates', { '\ud800': 1 }, { '\ud801': 1 }],
  ])('bails out of %s', (_, a, b) => {
    resetBudget();
    expect(() => equals(a, b)).toThrow(BailOut);
  });
});
