import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  hasKeyOrder,
  isJsonObject,
  type JsonValue,
  parseJson,
  wellFormed,
  withinDepth,
} from '../../src/json.ts';

it.each([
  ['{"env":"prod","2026":"x"}'],
  ['{"b":1,"10":2,"9":{"z":1,"0":2}}'],
  ['[[1,{"a":1,"0":2}],{"c":[{"d":1,"4294967294":2}]}]'],
  ['{"a":"\\"1\\":{,","7":"\\\\","3":"]"}'],
  ['{"__proto__":{"a":1,"1":2},"0":3}'],
  ['{"a":1,"\u0662":2,"1":3}'],
])('objects in %s keep their keys in this order', (text) => {
  expect(JSON.stringify(parseJson(text))).toBe(text);
});

it.each([
  ['{ "a" : 1 ,\n "2" : 2 }', ['a', '2']],
  ['{"a":1,"\\u0032":2}', ['a', '2']],
  ['{"\\u0061":1,"2":2,"a":3}', ['a', '2']],
  ['{"a":1,"2":{"c":0,"1":0},"b":0,"2":3}', ['a', '2', 'b']],
])('the keys of %s are in the order in which they are first written', (text, keys) => {
  expect(Object.keys(parseJson(text) ?? {})).toEqual(keys);
});

it('any JSON text is written again as it was', () => {
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc
        .oneof(fc.constantFrom('"', '":1,"', '\\', '{"1":'), fc.integer())
        .map((leaf) => JSON.stringify(leaf)),
      fc.array(tie('value')).map((items) => `[${items.join(',')}]`),
      fc
        .uniqueArray(
          fc.tuple(fc.oneof(fc.nat(20).map(String), fc.string(), fc.constant('__proto__')), tie('value')),
          {
            selector: ([key]) => key,
          },
        )
        .map(
          (members) => `{${members.map(([key, member]) => `${JSON.stringify(key)}:${member}`).join(',')}}`,
        ),
    ),
  }));
  fc.assert(
    fc.property(value, (text) => {
      expect(JSON.stringify(parseJson(text))).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

it('an object that JavaScript keeps in order is left as it was parsed', () => {
  const objects = parseJson(
    '[{"1":1,"2":2,"a":3},{"b":"1","a":"2:"},{"a1":1,"01":2,"-1":3}]',
  ) as readonly JsonValue[];
  expect(objects.filter((object) => isJsonObject(object) && hasKeyOrder(object))).toEqual([]);
});

it('a copy that is mended or cut has the order of the original', () => {
  const value = parseJson('{"z":"\\ud800","1":{"b":[[1]],"0":1},"\\udc00":2}');
  expect(JSON.stringify(wellFormed(value))).toBe('{"z":"\ufffd","1":{"b":[[1]],"0":1},"\ufffd":2}');
  expect(JSON.stringify(withinDepth(wellFormed(value), 2))).toBe(
    '{"z":"\ufffd","1":{"b":"(nested too deep to show)","0":1},"\ufffd":2}',
  );
});

it('what nests deeper than jq takes keeps the order of JavaScript, and does not overflow the stack', () => {
  const levels = 20_000;
  const text = `${'{"a":1,"1":'.repeat(levels)}{"b":1,"0":1}${'}'.repeat(levels)}`;
  expect(Object.keys(parseJson(text) ?? {})).toEqual(['a', '1']);
});
