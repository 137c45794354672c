import { describe } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';

describe('builtins of arrays and objects as collections', () => {
  itAgreesWithJq([
    ['map(length)', [null, -2, 'abc', [1], { a: 1, b: 2 }], [0, 2, 3, 1, 2]],
    ['length', true, 'error: boolean (true) has no length'],
    ['sort', [3, 'a', null, [1], { a: 1 }, true, false, 1], [null, false, true, 1, 3, 'a', [1], { a: 1 }]],
    ['sort', {}, 'error: object ({}) cannot be sorted, as it is not an array'],
    [
      'sort_by(.a, -.b)',
      [
        { a: 2, b: 1 },
        { a: 1, b: 1 },
        { a: 1, b: 2 },
      ],
      [
        { a: 1, b: 2 },
        { a: 1, b: 1 },
        { a: 2, b: 1 },
      ],
    ],
    ['sort_by(.a)', null, 'error: Cannot iterate over null (null)'],
    ['sort_by(.a)', {}, 'error: object ({}) and array ([]) cannot be sorted, as they are not both arrays'],
    [
      'group_by(.a)',
      [{ a: 2 }, { a: 1, b: 1 }, { a: 2, b: 2 }],
      [[{ a: 1, b: 1 }], [{ a: 2 }, { a: 2, b: 2 }]],
    ],
    ['unique', [2, 1, 2, '1'], [1, 2, '1']],
    ['unique_by(length)', ['a', 'bb', 'c'], ['a', 'bb']],
    ['[min, max]', [3, 1, 2], [1, 3]],
    ['[min, max]', [], [null, null]],
    [
      '[min_by(.a).b, max_by(.a).b]',
      [
        { a: 1, b: 1 },
        { a: 1, b: 2 },
      ],
      [1, 2],
    ],
    ['min', 1, 'error: number (1) and number (1) cannot be iterated over'],
    ['reverse', [1, 2, 3], [3, 2, 1]],
    ['[null, "", {}, 0 | reverse]', null, [[], [], [], []]],
    ['reverse', 'ab', 'error: Cannot index string with number (1)'],
    ['flatten', [1, [2, [3, [4]]], {}], [1, 2, 3, 4, {}]],
    ['flatten(1)', [1, [2, [3]]], [1, 2, [3]]],
    ['flatten(-1)', [], 'error: flatten depth must not be negative'],
    ['join(",")', ['a', 1, null, true], 'a,1,,true'],
    ['join(",")', [], ''],
    ['join(1)', ['a'], 'a'],
    ['join(1)', ['a', 'b'], 'error: string ("a") and number (1) cannot be added'],
    ['join(",")', [[1]], 'error: string ("") and array ([1]) cannot be added'],
    ['[index("b"), rindex("b"), indices("b")]', 'abab', [1, 3, [1, 3]]],
    ['[index(""), index("x")]', 'ab', [null, null]],
    ['indices("aa")', 'aaa', [0, 1]],
    ['[indices(1), indices([1, 2]), index(2)]', [1, 2, 1, 2], [[0, 2], [0, 2], 1]], // biome-ignore format: a list
    ['index("a")', null, undefined],
    ['index("a")', { a: [7] }, 7],
    ['add', [1, null, 2], 3],
    ['add', { a: 'x', b: 'y' }, 'xy'],
    ['add', [], undefined],
    ['add(.[].a)', [{ a: 1 }, { a: 2 }], 3],
  ]);

  itBailsOut([
    ['sort', ['\ud83d\ude00', 'a'], 'an order of strings with surrogates'],
    ['index("b")', '\ud83d\ude00b', 'positions after surrogates'],
    ['flatten("a")', [], 'a depth that is not a number'],
    ['sort', Array.from({ length: 20_001 }, (_, at) => at), 'many steps'],
  ]);
});
