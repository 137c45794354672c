import { expect, it } from 'vitest';
import { type JsonValue, parseJson, wellFormed, withinDepth } from '../../src/json.ts';

const nested = (levels: number): JsonValue => {
  let value: JsonValue = 'bottom';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { deeper: value };
  return value;
};

it('a value within the depth is kept as it is', () => {
  expect(withinDepth(nested(200))).toEqual(nested(200));
});

it('a value that JSON.stringify cannot take is cut where it gets too deep', () => {
  const text = JSON.stringify(withinDepth(nested(20_000)));
  expect(text).toContain('(nested too deep to show)');
  expect(text.length).toBeLessThan(5000);
});

it('a value that need not change is the same object, and so is every part of one that must', () => {
  const [good, ill] = [{ list: ['a', { b: 1 }] }, { text: '\ud800' }];
  expect(withinDepth(good)).toBe(good);
  expect(wellFormed(good)).toBe(good);
  const mended = wellFormed([good, ill]);
  expect(mended).toEqual([good, { text: '\ufffd' }]);
  expect(Array.isArray(mended) && mended[0] === good).toBe(true);
});

it('a key with a lone surrogate is mended, whatever it is called', () =>
  expect(wellFormed(JSON.parse('{"__proto__":{"\\ud800":1},"a":2}'))).toEqual(
    JSON.parse('{"__proto__":{"\ufffd":1},"a":2}'),
  ));

it('a number above the largest double is shown as the largest double, as jq prints it', () =>
  expect(JSON.stringify(withinDepth(parseJson('{"a":[1e400,-1e400,1]}')))).toBe(
    '{"a":[1.7976931348623157e+308,-1.7976931348623157e+308,1]}',
  ));
