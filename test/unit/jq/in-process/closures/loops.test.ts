import { describe } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';

describe('variables and loops', () => {
  itAgreesWithJq([
    ['.a as $x | .b + $x', { a: 1, b: 2 }, 3],
    ['[(1, 2) as $x | (3, 4) as $y | $x * $y]', null, [3, 4, 6, 8]],
    ['. as [$a, {b: $c, $d}] | [$a, $c, $d]', [1, { b: 2, d: 3 }], [1, 2, 3]],
    ['. as {$a: [$b]} | [$a, $b]', { a: [1] }, [[1], 1]],
    // jq takes an array apart from its end.
    ['. as [{a: $x}, [$y]] | 1', [1, 2], 'error: Cannot index number with number (0)'],
    ['reduce .[] as $x (0; . + $x)', [1, 2, 3], 6],
    ['reduce .[] as [$a, $b] (0; . + $a * $b)', [[1, 2], [3, 4]], 14], // biome-ignore format: a list
    ['reduce (1, 2) as $x (0; empty)', null, undefined],
    ['reduce (1, 2) as $x (0; ., 7)', null, 7],
    ['[foreach (1, 2, 3) as $x (0; . + $x)]', null, [1, 3, 6]],
    ['[foreach (1, 2) as $x (0, 10; . + $x; [$x, .])]', null, [[1, 1], [2, 3], [1, 11], [2, 13]]], // biome-ignore format: a list
    ['[foreach (1, 2) as $x (0; empty, $x; .)]', null, [1, 2]],
  ]);

  itBailsOut([
    ['[reduce . as $x (0, 1; 2)]', null, 'a reduce with several initial states'],
    ['. as [$x, $x] | $x', [1, 2], 'an unsupported pattern'],
    ['. as [$x] ?// $x | $x', 1, 'an unsupported pattern'],
    ['. as {("a", "b"): $x} | $x', {}, 'an unsupported pattern'],
  ]);
});
