import { describe } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';

describe('control', () => {
  itAgreesWithJq([
    ['.a and .b', { a: 1, b: 0 }, true],
    ['.a and error("x")', { a: null }, undefined],
    ['.a or error("x")', { a: 1 }, true],
    ['[(true, false) and (true, false)]', null, [true, false, false]],
    ['[(true, false) or (true, false)]', null, [true, true, false]],
    ['.a // .b', { a: false, b: 1 }, 1],
    ['[(null, 1, false, 2) // 3]', null, [1, 2]],
    ['[empty // 3]', null, [3]],
    ['error("x") // 1', null, 'error: x'],
    ['if .a then 1 elif .b then 2 end', { b: 1 }, 2],
    ['[if (true, null) then 1 else 2 end]', null, [1, 2]],
    ['try error("x") catch .', null, 'x'],
    ['[.[] | try error catch .]', [null, { a: 1 }], [null, { a: 1 }]],
    ['[try (1, error("x"), 2) catch .]', null, [1, 'x']],
    ['try (1 | error("x"))', null, undefined],
    ['(try 1 catch 2) | error("later")', null, 'error: later'],
    ['[.[] | (.a, .b)?]', [1, { a: 2 }], [2, null]],
    ['.a.b?', { a: 1 }, undefined],
    ['.a.b?', 'x', 'error: Cannot index string with string ("a")'],
    ['[.[]?]', 1, []],
    ['1, error("x")', null, 1],
    ['null, 1', null, undefined],
    ['false // false', null, undefined],
    ['{a: (1, 2), b: (3, 4)} | .b', null, 3],
    ['[{(("a", "b")): (1, 2)}]', null, [{ a: 1 }, { a: 2 }, { b: 1 }, { b: 2 }]],
    ['{(.a): 1}', { a: 1 }, 'error: Cannot use number (1) as object key'],
    ['{a, "b", c: .d | . + 1}', { a: 1, b: 2, d: 3 }, { a: 1, b: 2, c: 4 }],
    ['[(1, 2) + (10, 20)]', null, [11, 12, 21, 22]],
    ['[.[(0, 1)][(0, 1)]]', [[1, 2], [3, 4]], [1, 3, 2, 4]], // biome-ignore format: a list
    ['(error("a")) == (error("b"))', null, 'error: b'],
    ['.toString', {}, undefined],
    ['.a[-1]', { a: [1, 2] }, 2],
    ['.a[1.7]', { a: [1, 2] }, 2],
    ['.a["b"]', { a: [1] }, 'error: Cannot index array with string ("b")'],
    ['[.a[1.2:2.5], .a[:-1], .a[-1:]]', { a: [1, 2, 3, 4] }, [[2, 3], [1, 2, 3], [4]]], // biome-ignore format: a list
    ['.a[1:] | .[0]', { a: null }, undefined],
    ['.a["x":]', { a: [] }, 'error: Array/string slice indices must be integers'],
    ['.a[1:]', { a: 1 }, 'error: Cannot index number with object ({"start":1,"end":null})'],
    ['1 / 0', null, 'error: number (1) and number (0) cannot be divided because the divisor is zero'],
    ['[5 % -2, -5 % 2, 5.9 % 2.1]', null, [1, -1, 1]],
    ['{} + {a: 1} + null', null, { a: 1 }],
    ['{a: {b: 1}} * {a: {c: 2}}', null, { a: { b: 1, c: 2 } }],
    ['[1, 2, 1] - [1]', null, [2]],
    ['-.a', { a: 'x' }, 'error: string ("x") cannot be negated'],
  ]);

  itBailsOut([
    ['label $out | 1', null, 'labels'],
    ['$ENV', null, 'the environment'],
    ['$__loc__', null, 'its own location in the program'],
    ['input', null, 'more than the program and its input'],
    ['nan', null, 'infinity and NaN'],
    ['1e308 * 10', null, 'a number literal in unusual form'],
    ['.a - .a | -.', { a: 1 }, 'a result that is infinite, NaN or -0'],
  ]);
});
