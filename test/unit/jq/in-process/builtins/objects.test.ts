import { describe } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';

describe('builtins of objects', () => {
  itAgreesWithJq([
    ['[keys, keys_unsorted]', { b: 1, a: 2 }, [['a', 'b'], ['b', 'a']]], // biome-ignore format: a pair
    ['keys', ['x', 'y'], [0, 1]],
    ['keys', null, 'error: null (null) has no keys'],
    ['[has("a", "b")]', { a: null }, [true, false]],
    ['[has(0, 1, -1, 0.9)]', [7], [true, false, false, true]],
    ['has("a")', null, undefined],
    ['has("a")', 'x', 'error: Cannot check whether string has a string key'],
    ['has("toString")', {}, undefined],
    ['.a | in({"x": 1})', { a: 'x' }, true],
    ['contains({a: ["b"], c: "x"})', { a: ['abc'], c: 'xyz', d: 1 }, true],
    ['contains(["b", "a"])', ['abc'], true],
    ['contains("x")', [], 'error: array ([]) and string ("x") cannot have their containment checked'],
    [
      'contains(false)',
      true,
      'error: boolean (true) and boolean (false) cannot have their containment checked',
    ],
    ['.a | inside("abc")', { a: 'b' }, true],
    ['to_entries', { b: 1, a: 2 }, [{ key: 'b', value: 1 }, { key: 'a', value: 2 }]], // biome-ignore format: a pair
    ['to_entries', ['x'], [{ key: 0, value: 'x' }]],
    [
      'from_entries',
      [
        { key: 'a', value: 1 },
        { Name: 'b', Value: 2 },
        { name: 'c', key: false },
      ],
      { a: 1, b: 2, c: null },
    ],
    ['from_entries', [{ key: null }], 'error: Cannot use null (null) as object key'],
    ['from_entries', [[1]], 'error: Cannot index array with string ("key")'],
    ['with_entries(select(.value > 1))', { a: 1, b: 2 }, { b: 2 }],
    ['map_values(. + 1)', { a: 1, b: 2 }, { a: 2, b: 3 }],
    ['map_values(empty)', [1, 2], []],
    ['map_values(.)', null, 'error: Cannot iterate over null (null)'],
    ['getpath(["a", 0, "b"])', { a: [{ b: 1 }] }, 1],
    ['getpath(["x", "y"])', {}, undefined],
    ['getpath("a")', {}, 'error: Path must be specified as an array'],
    ['setpath(["a", 1]; 2)', {}, { a: [null, 2] }],
    ['setpath([-1]; 2)', [], 'error: Out of bounds negative array index'],
    ['delpaths([["a"], ["b", 0]])', { a: 1, b: [1, 2], c: 3 }, { b: [2], c: 3 }],
    ['delpaths([1])', {}, 'error: Path must be specified as array, not number'],
    ['del(.a, .b[0, 1])', { a: 1, b: [1, 2, 3] }, { b: [3] }],
    ['del(.a)', [1], 'error: Cannot index array with string ("a")'],
    ['delpaths([["a"]])', [1], 'error: Cannot delete string element of array'],
    ['delpaths([[0]])', { a: 1 }, 'error: Cannot delete number field of object'],
    ['delpaths([["a"]])', 'x', 'error: Cannot delete fields from string'],
    ['pick(.a.b, .c)', { a: { b: 1, x: 2 }, d: 3 }, { a: { b: 1 }, c: null }],
  ]);

  itBailsOut([
    ['from_entries', [{ key: '7', value: 1 }], 'a new key that looks like an array index'],
    ['keys', { '\ud800': 1 }, 'a lone surrogate'],
    ['.[.a]', { a: '\ufffd' }, 'U+FFFD in a key'],
  ]);
});
