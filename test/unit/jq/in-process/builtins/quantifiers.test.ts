import { describe } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';

describe('builtins that evaluate a filter only until the result is certain', () => {
  itAgreesWithJq([
    ['[any, all]', [true, false], [true, false]],
    ['[any, all]', [], [false, true]],
    ['[any(. > 1), all(. > 1)]', [1, 2], [true, false]],
    ['any(.[], error("x"); . == 1)', [1], true],
    ['all(.[], error("x"); . == 1)', [2], undefined],
    ['any(.[], error("x"); . == 1)', [2], 'error: x'],
    ['any', null, 'error: Cannot iterate over null (null)'],
    ['[isempty(empty), isempty(1, error("x"))]', null, [true, false]],
    ['isempty(error("x"))', null, 'error: x'],
    ['first(.[], error("x"))', [7], 7],
    ['[first(empty), last(empty)]', null, []],
    ['[first, last, nth(1)]', [1, 2, 3], [1, 3, 2]],
    ['last(.[])', [1, 2], 2],
    ['[limit(2; .[], error("x"))]', [1, 2], [1, 2]],
    ['[limit(1.5; .[])]', [1, 2, 3], [1, 2]],
    ['[limit(0; error("x"))]', null, []],
    ['limit(-1; 1)', null, "error: limit doesn't support negative count"],
    ['[skip(1; .[])]', [1, 2, 3], [2, 3]],
    ['[skip(0; .[])]', [1], [1]],
    ['nth(1; .[], error("x"))', [1, 2], 2],
    ['[nth(5; .[])]', [1], []],
    ['nth(-1; 1)', null, "error: nth doesn't support negative indices"],
    ['.a | IN("x", "y")', { a: 'y' }, true],
    ['.a | IN("x", 1)', { a: 2 }, undefined],
    ['IN(.[]; "x", "y")', ['a', 'y'], true],
    ['IN(("b", error("e")); "a", "b")', null, 'error: e'],
  ]);

  itBailsOut([
    ['[limit("a"; 1)]', null, 'a count that is not a number'],
    ['[limit(3; range(1; infinite))]', null, 'infinity and NaN'],
  ]);
});
