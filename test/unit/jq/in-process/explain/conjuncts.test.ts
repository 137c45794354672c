import { describe, expect, it } from 'vitest';
import { conjunctsOf } from '../../../../../src/jq/in-process/explain/conjuncts.ts';

describe('the conditions that must all hold', () => {
  it.each([
    ['select(.a and .b == 1)', ['.a', '.b == 1']],
    ['select(.a) | select(.b) | {x: .c}', ['.a', '.b']],
    ['select(.a) | .b', ['.a', '.b']],
    ['.a and (.b or .c) and .d', ['.a', '.b or .c', '.d']],
    ['select(.a | test("x"))', ['.a | test("x")']],
    ['if .a then .b else empty end', ['.a', '.b']],
    ['if .a and .b then true else false end', ['.a', '.b']],
    ['if .a then .b else .c end', ['if .a then .b else .c end']],
    ['.detail | select(.a and .b)', ['.a', '.b']],
    ['.items[] | select(.a and .b)', ['.items[] | select(.a and .b)']],
    ['. as $r | select($r.a and .b)', ['$r.a', '.b']],
    ['def f: .a == 1 and .c; select(f and .b)', ['f', '.b']],
    ['true', []],
    ['"text"', []],
    ['$__prog_args', []],
  ])('of %s', (program, texts) => {
    expect(conjunctsOf(program).map(({ text }) => text)).toEqual(texts);
  });
});

describe('a condition', () => {
  const holds = (program: string, input: Parameters<ReturnType<typeof conjunctsOf>[number]['holdsFor']>[0]) =>
    conjunctsOf(program).map((conjunct) => conjunct.holdsFor(input));

  it('holds by itself, with the definitions, variables and paths that it needs', () => {
    const program = 'def f: .b == 2; . as $r | .in | select($r.a == 1 and f)';
    expect(holds(program, { a: 1, in: { b: 2 } })).toEqual([true, true]);
    expect(holds(program, { a: 2, in: { b: 2 } })).toEqual([false, true]);
    expect(holds(program, { a: 1, in: { b: 3 } })).toEqual([true, false]);
  });

  it('holds if any of its outputs does, as in select', () => {
    expect(holds('select(.a[] == 2 and .b)', { a: [1, 2], b: null })).toEqual([true, false]);
  });

  it('does not hold if it fails, and says why', () => {
    const [conjunct] = conjunctsOf('select((.a | test("x")) and .b)');
    expect(conjunct?.holdsFor({})).toBe(false);
    expect(conjunct?.reasonFor({})).toBe(
      'test("x") failed (.a is missing): null (null) cannot be matched, as it is not a string',
    );
  });

  it('says why it does not hold', () => {
    const [, conjunct] = conjunctsOf('select(.a and .b == 1)');
    expect(conjunct?.reasonFor({ b: 2 })).toBe('.b is 2, the rule wants 1');
  });

  it('is not known where only the real jq can say', () => {
    expect(holds('select(.a and (walk(.) | .b))', { a: 1 })).toEqual([true, undefined]);
  });
});
