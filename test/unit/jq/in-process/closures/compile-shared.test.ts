import { describe, expect, it } from 'vitest';
import { createJqEngine } from '../../../../../src/jq/engine.ts';
import { sharing } from '../../../../../src/jq/in-process/closures/compile-shared.ts';
import { compileProgram, evaluate } from '../../../../../src/jq/in-process/program.ts';
import type { JsonValue } from '../../../../../src/json.ts';

/** What programs give that share their functions, input by input. */
const outcomesOf = (programs: readonly string[], inputs: readonly JsonValue[]): readonly unknown[] => {
  const { compile } = sharing();
  const compiled = programs.map((text) => compileProgram(text, [], compile));
  return inputs.map((input) => compiled.map((program) => program && evaluate(program, input)));
};

const alone = (programs: readonly string[], inputs: readonly JsonValue[]): readonly unknown[] =>
  inputs.map((input) => programs.map((text) => outcomesOf([text], [input])).flat(2));

describe('sharing', () => {
  it.each<[string, readonly string[]]>([
    ['the same function', ['def a: .x + 1; a', 'def a: .x + 1; [a, a]']],
    ['functions of the same name', ['def a: .x; a', 'def a: .y; a', 'def a: .x; def a: .y; a']],
    ['functions that call others of the same name', ['def a: .x; def b: a; b', 'def a: .y; def b: a; b']],
    ['functions with parameters', ['def a(f): f; a(.x), a(.y) | [.]', 'def a(f): f; def b: a(.y); b']],
    ['functions that use variables', ['.x as $v | def a: $v; a', '.y as $v | def a: $v; a']],
    ['functions inside of functions', ['def a: def b: .x; b; a', 'def a: def b: .y; b; a', 'def b: .y; b']],
    ['functions on parts of an input', ['def a: .x; .z | a', 'def a: .x; a, (.z | a) | [.]']],
    ['functions with several outputs', ['def a: .x, .y; [a]', 'def a: .x, .y; [a]']],
    ['functions without an output', ['def a: select(.x == 1); [a]', 'def a: select(.x == 1); a']],
    ['functions that raise errors', ['def a: .x.w; a', 'def a: .x.w; try a catch .', 'def a: .x.w; a?']],
  ])('gives for %s what each program gives alone', (_, programs) => {
    const inputs = [{ x: 1, y: 'b', z: { x: 2 } }, { x: 3, y: 4, z: null }, null, { x: { w: 1 }, z: {} }, 7];
    expect(outcomesOf(programs, inputs)).toEqual(alone(programs, inputs));
  });

  it('evaluates an input again that was changed between two calls', async () => {
    const engine = createJqEngine({ fallback: () => Promise.reject(new Error('no real jq')) });
    const programs = await engine.compile(['def a: .x; a', 'def a: .x; [a]']);
    const { firstOutputs } = programs.start({ signal: new AbortController().signal });
    const input = { x: 1 };
    const before = await firstOutputs([input]);
    input.x = 2;
    const after = await firstOutputs([input]);
    expect(
      [before, after].map((outcomes) => outcomes.map((outcome) => 'value' in outcome && outcome.value)),
    ).toEqual([
      [1, [1]],
      [2, [2]],
    ]);
  });
});
