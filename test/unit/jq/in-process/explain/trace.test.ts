import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBuiltin } from '../../../../../src/jq/in-process/builtins/registry.ts';
import { type Trace, tracer } from '../../../../../src/jq/in-process/explain/trace.ts';
import { parse } from '../../../../../src/jq/in-process/parse/parse.ts';
import { validate } from '../../../../../src/jq/in-process/parse/validate.ts';
import { compileProgram, evaluate, unlessUnsupported } from '../../../../../src/jq/in-process/program.ts';
import { asOutput } from '../../../../../src/jq/in-process/values/output.ts';
import type { JsonValue } from '../../../../../src/json.ts';
import { anyInput } from '../../../../support/jq/inputs.ts';
import { anyProgram } from '../../../../support/jq/programs.ts';
import { inputOf, readTables } from '../../../../support/jq/table.ts';
import { seed } from '../../../../support/seed.ts';

const tracerOf = (text: string): ((input: JsonValue) => Trace) | undefined =>
  unlessUnsupported(() => {
    const syntax = parse(text);
    validate(syntax, isBuiltin);
    return tracer(syntax);
  });

/** Checks that a program with its steps noted gives what it gives without, and that the first step is the program. */
const expectSame = (text: string, inputs: readonly JsonValue[]): number => {
  const program = compileProgram(text);
  const trace = tracerOf(text);
  expect(trace === undefined, text).toBe(program === undefined);
  if (program === undefined || trace === undefined) return 0;
  for (const input of inputs) {
    const { result, root } = trace(input);
    const expected = evaluate(program, input);
    expect(result, `seed ${seed}: ${text} of ${JSON.stringify(input)}`).toEqual(expected);
    const [first] = root.outputs;
    // An input that holds -0 is returned as it is, where steps hold the 0 that jq sees.
    if (expected?.kind === 'value') expect(asOutput(first ?? null, input)).toEqual(expected.value);
    if (expected === undefined) expect([undefined, null, false]).toContain(first);
    if (expected?.kind === 'error') expect(root.thrown).toBeDefined();
  }
  return inputs.length;
};

describe(`a program whose steps are noted (seed ${seed})`, () => {
  it('gives the same as without for the conformance table', { timeout: 60_000 }, () => {
    const rows = readTables().flatMap((table) => table.rows);
    const pairs = rows.reduce((sum, row) => sum + expectSame(row.program, [inputOf(row)]), 0);
    expect(pairs).toBeGreaterThan(700);
  });

  it('gives the same as without for generated programs and inputs', { timeout: 120_000 }, () => {
    const programs = fc.sample(anyProgram(), { seed, numRuns: 400 });
    const inputs = fc.sample(anyInput(), { seed, numRuns: 40 });
    const pairs = programs.reduce((sum, text) => sum + expectSame(text, inputs), 0);
    expect(pairs).toBeGreaterThan(4000);
  });
});

describe('a program that gives back an input with a negative zero', () => {
  it.each([
    ['.b |= length?', { b: -0 }],
    ['length', -0],
    ['map(length)', [-0]],
  ] as const)('%s', (text, input) => {
    expectSame(text, [input]);
  });
});

describe('a step', () => {
  it('has the steps of its parts, and not those of what is done with its outputs', () => {
    const { root } = tracerOf('.a[] | select(. > 1)')?.({ a: [1, 2, 3] }) ?? expect.fail();
    expect(root.steps.map(({ syntax, input, outputs }) => [syntax.kind, input, outputs])).toEqual([
      ['each', { a: [1, 2, 3] }, [1, 2]],
      ['call', 1, []],
      ['call', 2, [2]],
    ]);
  });

  it('is of a call, with that of the body of the function in it', () => {
    const { root } = tracerOf('def f: .a; f')?.({ a: 1 }) ?? expect.fail();
    expect(root.syntax.kind).toBe('define');
    expect(root.steps[0]?.syntax.kind).toBe('call');
    expect(root.steps[0]?.steps[0]?.syntax.kind).toBe('index');
  });

  it('has what it threw, unless what is done with its output threw it', () => {
    const { root } = tracerOf('.[] | error')?.(['x']) ?? expect.fail();
    expect(root.steps.map(({ thrown }) => thrown === undefined)).toEqual([true, false]);
    expect(root.thrown).toBe(root.steps[1]?.thrown);
  });

  it('is not kept any more when there are very many', () => {
    const trace = tracerOf('last(range(15000) | . == 1 or . == 2 or . == 3 | not)');
    const { root, isCut, result } = trace?.(null) ?? expect.fail();
    expect({ isCut, result }).toEqual({ isCut: true, result: { kind: 'value', value: true } });
    expect(root.steps.length).toBeLessThan(15_000);
  });
});
