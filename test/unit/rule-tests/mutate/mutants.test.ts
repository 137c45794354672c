import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../../src/jq/in-process/parse/parse.ts';
import { print } from '../../../../src/jq/in-process/parse/print.ts';
import { mutantsOf } from '../../../../src/rule-tests/mutate/mutants.ts';
import { anyProgram } from '../../../support/jq/programs.ts';

const mutants = (text: string, ofOutput = true) => mutantsOf(text, { ofOutput }) ?? [];
const shown = (text: string, ofOutput?: boolean) =>
  mutants(text, ofOutput).map(({ program, words }) => `${words}  ⇒  ${program}`);

describe('mutants', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'drop each condition once, and flip each operator',
      '.a == 1 and .b != 2 and .c',
      [
        'without: .a == 1  ⇒  .b != 2 and .c',
        '.a == 1 → .a != 1  ⇒  .a != 1 and .b != 2 and .c',
        'without: .b != 2  ⇒  .a == 1 and .c',
        '.b != 2 → .b == 2  ⇒  .a == 1 and .b == 2 and .c',
        'without: .c  ⇒  .a == 1 and .b != 2',
      ],
    ],
    ['drop what an or has', '.a or .b', ['without: .a  ⇒  .b', 'without: .b  ⇒  .a']],
    ['move boundaries', '.a < 1', ['.a < 1 → .a >= 1  ⇒  .a >= 1', '.a < 1 → .a <= 1  ⇒  .a <= 1']],
    ['drop defaults', '(.a // "").b', ['without: // ""  ⇒  .a.b']],
    [
      'negate and drop selects',
      'select(.a) | .b',
      ['without: select(.a)  ⇒  . | .b', 'negated: .a  ⇒  select(.a | not) | .b'],
    ],
    ['drop a not', '.a | not', ['without: not  ⇒  .a']],
    ['negate an if', 'if .a then 1 else empty end', ['negated: .a  ⇒  if .a | not then 1 else empty end']],
    ['swap any and all', 'any(.[]; .a)', ['any(…) → all(…)  ⇒  all(.[]; .a)']],
    [
      'drop an entry of a list',
      '.a | IN("x", "y", "z")',
      [
        'without: "x"  ⇒  .a | IN("y", "z")',
        'without: "y"  ⇒  .a | IN("x", "z")',
        'without: "z"  ⇒  .a | IN("x", "y")',
      ],
    ],
    [
      'widen regexes',
      '.a | test("^(?:x|y)$"; "i")',
      [
        '"^(?:x|y)$" → "(?:x|y)$"  ⇒  .a | test("(?:x|y)$"; "i")',
        '"^(?:x|y)$" → "^(?:x|y)"  ⇒  .a | test("^(?:x|y)"; "i")',
        '"^(?:x|y)$" → "^(?:y)$"  ⇒  .a | test("^(?:y)$"; "i")',
        '"^(?:x|y)$" → "^(?:x)$"  ⇒  .a | test("^(?:x)$"; "i")',
        'without the flags "i"  ⇒  .a | test("^(?:x|y)$")',
      ],
    ],
    ['widen text', '.a | startswith("x")', ['"x" → ""  ⇒  .a | startswith("")']],
    ['leave commas between other things alone', '.a, .b', []],
    [
      'look into definitions and bindings',
      'def f: .a == 1; .b as $b | f',
      ['.a == 1 → .a != 1  ⇒  def f: .a != 1; .b as $b | f'],
    ],
  ])('%s', (_, program, expected) => {
    expect(shown(program)).toEqual(expected);
  });

  it('leave the output alone unless a test can see it', () => {
    const program = '.a as $x | select(.a) | { b: (.b // 1) }';
    const dropped = 'without: // 1  ⇒  .a as $x | select(.a) | { b: .b }';
    expect(shown(program, true)).toContain(dropped);
    expect(shown(program, false)).toHaveLength(2);
    expect(shown(program, false)).not.toContain(dropped);
  });

  it('say where in the text they are', () => {
    const program = 'select(\n  .a and\n  (.b == 1)\n)';
    expect(mutants(program).map(({ words, at }) => [words, program.slice(at, at + 2)])).toEqual([
      ['without: select(.a and .b == 1)', 'se'],
      ['negated: .a and .b == 1', '.a'],
      ['without: .a', '.a'],
      ['without: .b == 1', '.b'],
      ['.b == 1 → .b != 1', '.b'],
    ]);
  });

  it('are none of a program that is not parsed', () => {
    expect(mutantsOf('import "a" as a; .', { ofOutput: true })).toBeUndefined();
  });

  it('are programs, each another one, and none the program itself', () => {
    fc.assert(
      fc.property(anyProgram(), (text) => {
        const found = mutantsOf(text, { ofOutput: true });
        fc.pre(found !== undefined);
        const programs = found.map(({ program }) => program);
        for (const program of programs) expect(print(parse(program))).toBe(program);
        expect(new Set([print(parse(text)), ...programs]).size).toBe(programs.length + 1);
      }),
      { numRuns: 1000 },
    );
  });
});
