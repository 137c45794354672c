import { describe, expect, it } from 'vitest';
import { asOutput, errorText } from '../../../../../src/jq/in-process/values/output.ts';
import { HandedOver, refill } from '../../../../../src/jq/in-process/values/signals.ts';
import type { JsonValue } from '../../../../../src/json.ts';

describe('asOutput', () => {
  it('is the record itself when the value equals it', () => {
    refill();
    const record = { a: 1, b: [2] };
    expect(asOutput({ b: [2], a: 1 }, record)).toBe(record);
  });

  it('is the record itself whatever that holds: nothing of it has been printed', () => {
    refill();
    const record = { a: '\ud800' };
    expect(asOutput(record, record)).toBe(record);
  });

  it('hands over a record that nests deep', () => {
    refill();
    let record: JsonValue = 1;
    for (let depth = 0; depth < 250; depth += 1) record = [record];
    expect(() => asOutput(record, record)).toThrow(HandedOver);
  });

  it.each<[string, JsonValue]>([
    ['a lone surrogate', ['\ud800']],
    ['a key with a lone surrogate', { '\ud800': 1 }],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['negative zero', [-0]],
  ])('hands over %s, which jq prints otherwise', (_, value) => {
    refill();
    expect(() => asOutput(value, null)).toThrow(HandedOver);
  });
});

describe('errorText', () => {
  it('is the text that was raised, or the JSON of something else', () => {
    refill();
    expect(errorText('x')).toBe('x');
    expect(errorText({ a: 1 })).toBe('{"a":1} (not a string)');
  });
});
