import { describe, expect, it } from 'vitest';
import { resetBudget } from '../../../../../src/jq/in-process/values/budget.ts';
import { merge, type ObjectDraft, put } from '../../../../../src/jq/in-process/values/build.ts';
import { BailOut } from '../../../../../src/jq/in-process/values/signals.ts';
import { isJsonObject, parseJson } from '../../../../../src/json.ts';

describe('put', () => {
  it('adds a new field at the end and leaves a known one where it is', () => {
    const draft: ObjectDraft = { a: 1, b: 2 };
    put(draft, 'c', 3);
    put(draft, 'a', 4);
    expect(Object.entries(draft)).toEqual([['a', 4], ['b', 2], ['c', 3]]); // biome-ignore format: reads as the object
  });

  it('sets __proto__ like any other field', () => {
    const draft: ObjectDraft = {};
    put(draft, '__proto__', { polluted: true });
    expect(Object.keys(draft)).toEqual(['__proto__']);
    expect(draft.polluted).toBeUndefined();
  });

  it('bails out of a new key that JavaScript would put first', () => {
    expect(() => put({ a: 1 }, '7', 1)).toThrow(BailOut);
    expect(() => put({ 7: 1 }, '7', 2)).not.toThrow();
    expect(() => put({}, '007', 2)).not.toThrow();
  });
});

describe('merge', () => {
  it('keeps the order of the first object, also of keys that look like positions', () => {
    resetBudget();
    expect(Object.keys(merge({ 7: 1, a: 2 }, { b: 3, a: 4 }))).toEqual(['7', 'a', 'b']);
  });
  it('bails out of an object whose order JavaScript would change', () => {
    resetBudget();
    const object = parseJson('{"a":1,"7":2}');
    expect(() => isJsonObject(object) && merge(object, { b: 3 })).toThrow(BailOut);
  });
});
