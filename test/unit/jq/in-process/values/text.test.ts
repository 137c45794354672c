import { describe, expect, it } from 'vitest';
import { resetBudget } from '../../../../../src/jq/in-process/values/budget.ts';
import { BailOut } from '../../../../../src/jq/in-process/values/signals.ts';
import { describe as describeValue, toJson } from '../../../../../src/jq/in-process/values/text.ts';
import type { JsonValue } from '../../../../../src/json.ts';

const jsonOf = (value: JsonValue): string => {
  resetBudget();
  return toJson(value);
};

describe('toJson', () => {
  it.each<[JsonValue, string]>([
    [null, 'null'],
    [{ b: [1, true, null], a: 'x' }, '{"b":[1,true,null],"a":"x"}'],
    ['"\\\n\t\u0001', '"\\"\\\\\\n\\t\\u0001"'],
    ['\x7f', '"\\u007f"'],
    ['\u2028é\ud83d\ude00', '"\u2028é\ud83d\ude00"'],
    [-0, '0'],
    [9007199254740991, '9007199254740991'],
    [0.1, '0.1'],
    [0.0001, '0.0001'],
  ])('writes %j as jq does', (value, json) => {
    expect(jsonOf(value)).toBe(json);
  });

  it.each<[string, JsonValue]>([
    ['a number that jq prints as it was written', 1e17],
    ['a small number', 0.00001],
    ['infinity, which jq has read as null', Number.POSITIVE_INFINITY],
    ['a lone surrogate', ['\ud800']],
    ['a key with a lone surrogate', { '\ud800': 1 }],
  ])('bails out of %s', (_, value) => {
    expect(() => jsonOf(value)).toThrow(BailOut);
  });

  it('bails out of deep nesting, and of large values', () => {
    let deep: JsonValue = [];
    for (let depth = 0; depth < 250; depth += 1) deep = [deep];
    expect(() => jsonOf(deep)).toThrow(BailOut);
    expect(() => jsonOf(Array(30_000).fill(0))).toThrow(BailOut);
  });
});

describe('describe', () => {
  it.each<[JsonValue, string]>([
    [null, 'null (null)'],
    [{ a: 1 }, 'object ({"a":1})'],
    ['a'.repeat(27), `string ("${'a'.repeat(27)}")`],
    ['a'.repeat(28), `string ("${'a'.repeat(24)}...")`],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], 'array ([1,2,3,4,5,6,7,8,9,10,11,...])'],
    [{ abcdefghijklmnopqrstuvwxyz: 'abc' }, 'object ({"abcdefghijklmnopqrstuvw...})'],
    ['日本語日本語日本語日本語', 'string ("日本語日本語日本...")'],
    [123456789012345, 'number (123456789012345)'],
  ])('shows %j like a message of jq', (value, shown) => {
    resetBudget();
    expect(describeValue(value)).toBe(shown);
  });
});
