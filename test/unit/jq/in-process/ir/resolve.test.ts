import { describe, expect, it } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';
import { evaluateInProcess } from '../../../../support/jq/evaluate-in-process.ts';

describe('resolve', () => {
  itAgreesWithJq([
    ['def f: .a; f | f', { a: { a: 1 } }, 1],
    ['def f(g): g | g; f(. * 2)', 3, 12],
    ['def f($a; $b): [$a, $b]; [f(1, 2; 3, 4)]', null, [[1, 3], [1, 4], [2, 3], [2, 4]]], // biome-ignore format: a list
    ['def f($a): a + $a; [f(1, 2)]', null, [2, 3, 3, 4]],
    ['def f: 1; def g: f; def f: 2; [f, g]', null, [2, 1]],
    ['def f(g): def f: g + 1; f; f(.)', 1, 2],
    ['1 as $x | def f: $x; 2 as $x | [f, $x]', null, [1, 2]],
    ['def f(g): 1 as $x | g; 5 as $x | f($x)', null, 5],
    ['def map(f): "mine"; map(.)', [], 'mine'],
    ['def f(g): g as $x | (.[] | g) as $y | [$x, $y]; f(length)', ['a'], [1, 1]],
    ['def f(g): [g | g]; f(. as $x | .[]? // $x)', [[1], [2]], [1, 2]], // biome-ignore format: a list
    // Each use of an argument has cells of its own for its variables.
    ['def f(g): [g | g]; f((., 10) as $x | $x + 1)', 1, [3, 11, 12, 11]],
  ]);

  itBailsOut([
    ['def f: if . > 2 then . else . + 1 | f end; f', 0, 'recursion'],
    ['def f(g): g; def h: f(h); h', 0, 'recursion'],
  ]);

  it('does not compile functions that make a huge program when they are inlined', () => {
    const doubling = Array.from({ length: 20 }, (_, n) => `def f${n + 1}: f${n} + f${n};`).join(' ');
    expect(evaluateInProcess(`def f0: .a; ${doubling} f20`, { a: 1 })).toBe('not compiled');
  });
});
