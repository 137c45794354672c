import { describe } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';

describe('builtins of single values', () => {
  itAgreesWithJq([
    ['map(type)', [null, true, 1, 'a', [], {}], ['null', 'boolean', 'number', 'string', 'array', 'object']],
    ['map(not)', [null, false, 0, ''], [true, true, false, false]],
    ['map(tostring)', [1, 'a', [1, 'a'], null, 0.5], ['1', 'a', '[1,"a"]', 'null', '0.5']],
    ['map(tojson)', [1, 'a"', { b: 1, a: 2 }], ['1', '"a\\""', '{"b":1,"a":2}']],
    ['map(tonumber)', ['12', '-3', 4, '05', '-007', '00'], [12, -3, 4, 5, -7, 0]],
    ['.a | tonumber', { a: 'x' }, 'error: string ("x") cannot be parsed as a number'],
    ['.a | tonumber', { a: ' 1' }, 'error: string (" 1") cannot be parsed as a number'],
    ['.a | tonumber', {}, 'error: null (null) cannot be parsed as a number'],
    ['map(toboolean)', ['true', 'false', true], [true, false, true]],
    ['.a | toboolean', { a: 'yes' }, 'error: string ("yes") cannot be parsed as a boolean'],
    ['map(floor)', [1.5, -1.5, 2], [1, -2, 2]],
    ['map(ceil)', [1.5, -1.5, 2], [2, -1, 2]],
    ['map(round)', [0.49999999999999994, 0.5, 2.5, -2.5], [0, 1, 3, -3]],
    ['map(trunc)', [1.7, -1.7], [1, -1]],
    ['map(abs)', [1, -1, 'a'], [1, 1, 'a']],
    ['abs', null, 'error: null (null) cannot be negated'],
    ['sqrt', 16, 4],
    ['sqrt', 'a', 'error: string ("a") number required'],
    ['map([isnan, isinfinite, isnormal, isfinite])', [0, 'a'], [[false, false, false, true], [false, false, false, false]]], // biome-ignore format: a pair
    ['error', 'x', 'error: x'],
    ['error', { a: 1 }, 'error: {"a":1} (not a string)'],
    ['error(null)', 1, 'error: null (not a string)'],
    ['try error("\\(.)") catch .', [1], '[1]'],
  ]);

  itBailsOut([
    ['tonumber', '1e3', 'a string that may be a number'],
    ['tonumber', 'nan', 'a string that may be a number'],
    ['tostring', 1e17, 'a number whose text depends on its origin'],
    ['sqrt', -1, 'a result that is infinite, NaN or -0'],
    ['ceil', -0.5, 'a result that is infinite, NaN or -0'],
    ['error', { __jq: 0 }, 'an error that looks like a break'],
    ['1.0', null, 'a number literal in unusual form'],
  ]);
});
