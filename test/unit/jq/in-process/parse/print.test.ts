import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../../../src/jq/in-process/parse/parse.ts';
import { print } from '../../../../../src/jq/in-process/parse/print.ts';
import type { Syntax } from '../../../../../src/jq/in-process/parse/syntax.ts';
import { UnsupportedProgram } from '../../../../../src/jq/in-process/parse/unsupported-program.ts';
import { anyMutation } from '../../../../support/jq/mutations.ts';
import { anyProgram } from '../../../../support/jq/programs.ts';
import { readTables } from '../../../../support/jq/table.ts';

const parsed = (text: string): Syntax | undefined => {
  try {
    return parse(text);
  } catch (error) {
    // The stack overflows on what nests thousands of levels deep.
    if (error instanceof UnsupportedProgram || error instanceof RangeError) return undefined;
    throw error;
  }
};

describe('print', () => {
  it.each([
    ['select(.a=="x"and .b!=1)', 'select(.a == "x" and .b != 1)'],
    ['.a   # a comment\n | .b', '.a | .b'],
    ['(.a or .b) and .c', '(.a or .b) and .c'],
    ['(.a // .b) // .c', '(.a // .b) // .c'],
    ['1 - (2 - 3) - 4', '1 - (2 - 3) - 4'],
    ['(1 == 1) == true', '(1 == 1) == true'],
    ['(1, 2) | 3, (4 | 5)', '1, 2 | 3, (4 | 5)'],
    ['(. as $x | 1), 2', '(. as $x | 1), 2'],
    ['."a b"."c"?["d"]', '.["a b"].c?.d'],
    ['(..).a, (1)[0], -(-1), (-.a).b', '(..).a, (1)[0], -(-1), (-.a).b'],
    ['(try .a).b, (.a)?, try (.a | error) catch .', '(try .a).b, try .a, try (.a | error) catch .'],
    ['.[1:], .[:2], .a[.b:.c]?', '.[1:], .[:2], .a[.b:.c]?'],
    ['{a, "b c": 1, (.d): 2 | 3, $x, @json "e": 1}', '{ a, "b c": 1, (.d): (2 | 3), x: $x, @json "e": 1 }'],
    ['"a\\(.b | "c\\n")\\u00e9"', '"a\\(.b | "c\\n")é"'],
    ['@base64 "x\\(1)" | @json', '@base64 "x\\(1)" | @json'],
    ['if .a then 1 elif .b then 2 end', 'if .a then 1 else if .b then 2 end end'],
    ['def f($a; g): g; f(1; 2)', 'def f($a; g): g; f(1; 2)'],
    ['reduce (1, 2) as [$a, {b: $c, $d: [$e]}] (0; 1)', 'reduce (1, 2) as [$a, { b: $c, $d: [$e] }] (0; 1)'],
    ['foreach .[] as $x (0; 1; 2)', 'foreach .[] as $x (0; 1; 2)'],
    ['. as [$a] ?// $a | label $out | break $out', '. as [$a] ?// $a | label $out | break $out'],
  ])('prints %j as %j', (text, printed) => {
    expect(print(parse(text))).toBe(printed);
  });

  it('gives every program of the conformance table the same tree', () => {
    const trees = readTables()
      .flatMap(({ rows }) => rows.map(({ program }) => parsed(program)))
      .filter((tree) => tree !== undefined);
    expect(trees.length).toBeGreaterThan(500);
    for (const tree of trees) expect(parse(print(tree))).toEqual(tree);
  });

  it('gives generated programs the same tree', () => {
    fc.assert(
      fc.property(fc.oneof(anyProgram(), anyMutation()), (text) => {
        const tree = parsed(text);
        fc.pre(tree !== undefined);
        expect(parse(print(tree))).toEqual(tree);
      }),
      { numRuns: 5000, maxSkipsPerRun: 10_000 },
    );
  });
});
