import { expect, it } from 'vitest';
import { type JsonValue, withinDepth } from '../../src/json.ts';

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
