import { describe, expect, it } from 'vitest';
import { resetBudget } from '../../../../../src/jq/in-process/values/budget.ts';
import { asOutput, errorText } from '../../../../../src/jq/in-process/values/output.ts';
import { BailOut } from '../../../../../src/jq/in-process/values/signals.ts';
import type { JsonValue } from '../../../../../src/json.ts';

describe('asOutput', () => {
  it('is the input itself when the value equals it', () => {
    resetBudget();
    const input = { a: 1, b: [2] };
    expect(asOutput({ b: [2], a: 1 }, input)).toBe(input);
  });

  it('is the input itself, whatever that holds, when nothing of it has been printed', () => {
    resetBudget();
    const input = { a: '\ud800' };
    expect(asOutput(input, input)).toBe(input);
  });

  it('bails out of an input that nests deep', () => {
    resetBudget();
    let input: JsonValue = 1;
    for (let depth = 0; depth < 250; depth += 1) input = [input];
    expect(() => asOutput(input, input)).toThrow(BailOut);
  });

  it.each<[string, JsonValue]>([
    ['a lone surrogate', ['\ud800']],
    ['a key with a lone surrogate', { '\ud800': 1 }],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['negative zero', [-0]],
  ])('bails out of %s, which jq prints differently', (_, value) => {
    resetBudget();
    expect(() => asOutput(value, null)).toThrow(BailOut);
  });
});

describe('errorText', () => {
  it('is the string that was raised, or the JSON of another value', () => {
    resetBudget();
    expect(errorText('x')).toBe('x');
    expect(errorText({ a: 1 })).toBe('{"a":1} (not a string)');
  });
});
