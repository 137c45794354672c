import { describe } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';

describe('builtins that select', () => {
  itAgreesWithJq([
    ['select(.a == 1)', { a: 1 }, { a: 1 }],
    ['select(.a == 1)', { a: 2 }, undefined],
    ['[.[] | select(., true)]', [null, 1], [null, 1, 1]],
    ['map(select(. > 1) | . * 2)', [1, 2, 3], [4, 6]],
    ['[.[] | strings, numbers, booleans, nulls]', ['a', 1, true, null], ['a', 1, true, null]],
    [
      '[.[] | arrays, objects, iterables, scalars, values]',
      [[], {}, 1, null],
      [[], [], [], {}, {}, {}, 1, 1, null],
    ],
    ['[..]', { a: [1] }, [{ a: [1] }, [1], 1]],
    ['[.. | strings]', { b: 'x', a: ['y'] }, ['x', 'y']],
    ['[recurse]', [1], [[1], 1]],
    ['[paths]', { a: [1] }, [['a'], ['a', 0]]],
    ['[paths(numbers)]', { a: [1], b: 'x' }, [['a', 0]]],
    ['[path(.a[0]?, .b // .c)]', { a: 'x', c: 1 }, [['c']]],
    ['[path(.. | select(type == "string"))]', { a: ['x'] }, [['a', 0]]],
    ['path(.a[1:])', { a: [1] }, ['a', { start: 1, end: null }]],
    ['path(.a)', 'x', 'error: Cannot index string with string ("a")'],
    ['[empty]', null, []],
    ['.a |= . + 1', { a: 1, b: 2 }, { a: 2, b: 2 }],
    ['.a[] |= empty', { a: [1, 2, 3] }, { a: [] }],
    ['.a += .b', { a: 1, b: 2 }, { a: 3, b: 2 }],
    ['(.a, .b) = 7', {}, { a: 7, b: 7 }],
    ['.a //= 3', { a: null }, { a: 3 }],
  ]);

  itBailsOut([
    ['path(1)', null, 'a path expression that does more than select'],
    ['path(.a as {b: $x} | .c)', {}, 'a path expression that does more than select'],
    ['.a[1:] = []', { a: [1] }, 'an update of a slice'],
    ['recurse(.a)', {}, 'may not end'],
  ]);
});
