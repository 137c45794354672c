import { describe, expect, it } from 'vitest';
import type { JqEngine, Outcome } from '../../../../src/jq/engine.ts';
import { JqCompileError } from '../../../../src/jq/errors.ts';
import { inProcessEngine } from '../../../../src/jq/in-process/engine.ts';
import { jqWasm } from '../../../../src/jq/real/wasm.ts';
import type { JsonValue } from '../../../../src/json.ts';

const signal = new AbortController().signal;

/** An engine over a real jq that inputs what it is called with. */
const observed = (): {
  readonly engine: JqEngine;
  readonly loaded: () => JqEngine;
  readonly calls: unknown[];
} => {
  const calls: unknown[] = [];
  const jq = jqWasm();
  const engine = inProcessEngine({ fallback: () => loaded() });
  const loaded = (): JqEngine => {
    calls.push('load');
    return {
      compile: async (programs) => {
        calls.push({ compile: programs });
        const compiled = await jq.compile(programs);
        return {
          start: (limits) => {
            const evaluation = compiled.start(limits);
            return {
              firstOutputs: (inputs) => {
                calls.push({ inputs });
                return evaluation.firstOutputs(inputs);
              },
            };
          },
        };
      },
    };
  };
  return { engine, loaded, calls };
};

const inOrder = (outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.toSorted((a, b) => a.input - b.input || a.program - b.program);

describe('inProcessEngine', () => {
  it('does not load jq for what it evaluates in-process', async () => {
    const { engine, calls } = observed();
    const programs = await engine.compile(['.a == 1', '.b | startswith("x")', 'select(.a) | .b']);
    expect(await programs.start({ signal }).firstOutputs([{ a: 1, b: 'x' }, { a: null }])).toEqual([
      { kind: 'value', program: 0, input: 0, value: true },
      { kind: 'value', program: 1, input: 0, value: true },
      { kind: 'value', program: 2, input: 0, value: 'x' },
      { kind: 'error', program: 1, input: 1, message: 'startswith() requires string inputs' },
    ]);
    expect(calls).toEqual([]);
  });

  it('gives an outcome on each input for each of several programs with the same text', async () => {
    const programs = await inProcessEngine({ fallback: () => expect.fail() }).compile(['.a', '.b', '.a']);
    const { firstOutputs } = programs.start({ signal });
    expect(inOrder(await firstOutputs([{ a: 1, b: 2 }, { b: 3 }, { a: 4 }, 'x']))).toMatchObject([
      { program: 0, input: 0, value: 1 },
      { program: 1, input: 0, value: 2 },
      { program: 2, input: 0, value: 1 },
      { program: 1, input: 1, value: 3 },
      { program: 0, input: 2, value: 4 },
      { program: 2, input: 2, value: 4 },
      ...[0, 1, 2].map((program) => ({ program, input: 3, kind: 'error' })),
    ]);
  });

  it('gives the input itself when that is the output', async () => {
    const programs = await inProcessEngine({ fallback: () => expect.fail() }).compile([
      'select(.a)',
      '{b, a}',
    ]);
    const input = { a: 1, b: 2 };
    const outcomes = await programs.start({ signal }).firstOutputs([input]);
    expect(outcomes.map((outcome) => outcome.kind === 'value' && outcome.value === input)).toEqual([
      true,
      true,
    ]);
  });

  it('passes to jq a program that it does not compile with all inputs, and other programs with the inputs on which they bail out', async () => {
    const { engine, calls } = observed();
    const notCompiled = '.a | .[0:1] | ltrimstr("\ufffd")';
    const programs = await engine.compile(['.a | test("x"; "i")', notCompiled, '.a']);
    expect(calls).toEqual(['load', { compile: [notCompiled] }]);
    calls.length = 0;
    const inputs: readonly JsonValue[] = [{ a: 'x' }, { a: 'ſx' }, { a: 'yx' }];
    expect(inOrder(await programs.start({ signal }).firstOutputs(inputs))).toEqual([
      { kind: 'value', program: 0, input: 0, value: true },
      { kind: 'value', program: 1, input: 0, value: 'x' },
      { kind: 'value', program: 2, input: 0, value: 'x' },
      { kind: 'value', program: 0, input: 1, value: true },
      { kind: 'value', program: 1, input: 1, value: 'ſ' },
      { kind: 'value', program: 2, input: 1, value: 'ſx' },
      { kind: 'value', program: 0, input: 2, value: true },
      { kind: 'value', program: 1, input: 2, value: 'y' },
      { kind: 'value', program: 2, input: 2, value: 'yx' },
    ]);
    expect(calls).toEqual([{ inputs }, { compile: ['.a | test("x"; "i")'] }, { inputs: [{ a: 'ſx' }] }]);
  });

  it('compiles a program in jq once, and returns from a call only the pairs that bailed out', async () => {
    const { engine, calls } = observed();
    const programs = await engine.compile(['.a | test("x"; "i")', '.b | test("x"; "i")', '.c']);
    const ask = async (inputs: readonly JsonValue[]) =>
      inOrder(await programs.start({ signal }).firstOutputs(inputs));
    const ascii = { a: 'x', b: 'x' };
    await ask([{ a: 'ſ', b: 'x' }, ascii, ascii]);
    calls.length = 0;
    expect(await ask([{ a: 'ſx', b: 'x' }, ascii, { a: 'y', b: 'ſx' }])).toEqual([
      { kind: 'value', program: 0, input: 0, value: true },
      { kind: 'value', program: 1, input: 0, value: true },
      { kind: 'value', program: 0, input: 1, value: true },
      { kind: 'value', program: 1, input: 1, value: true },
      { kind: 'value', program: 1, input: 2, value: true },
    ]);
    expect(calls).toEqual([
      { compile: ['.a | test("x"; "i")', '.b | test("x"; "i")'] },
      { inputs: [{ a: 'ſx', b: 'x' }, { a: 'y', b: 'ſx' }] }, // biome-ignore format: a list
    ]);
    calls.length = 0;
    await ask([{ a: 'ſ', b: 'x' }, ascii, ascii]);
    expect(calls).toEqual([{ inputs: [{ a: 'ſ', b: 'x' }] }]);
  });

  it('lets jq refuse a program, and names it by its position', async () => {
    const { engine } = observed();
    const refused = await engine.compile(['.a', '.a b', 'true', 'nosuch', '. as [$x, $y] | $x']).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(JqCompileError);
    const messages = refused instanceof JqCompileError ? refused.messages : new Map<number, string>();
    expect([...messages.keys()]).toEqual([1, 3]);
    expect(messages.get(3)).toContain('nosuch/0 is not defined');
  });

  it('refuses texts that are no filters, as jq does', async () => {
    await expect(observed().engine.compile(['', '# nothing', 'def f: 1;'])).rejects.toThrow(JqCompileError);
  });

  it('reports an error for a program that compiles in-process but not in jq, and evaluates the others', async () => {
    const jq = jqWasm();
    const engine = inProcessEngine({
      fallback: () => ({
        compile: async (texts) => {
          const at = texts.findIndex((text) => text.startsWith('.a'));
          if (at !== -1) throw new JqCompileError(new Map([[at, 'too large']]));
          return jq.compile(texts);
        },
      }),
    });
    const programs = await engine.compile(['.b', '.a | test("x"; "i")', '.b | test("x"; "i")']);
    const outcomes: readonly Outcome[] = [
      { kind: 'value', program: 0, input: 0, value: 'ſx' },
      { kind: 'error', program: 1, input: 0, message: 'jq refuses it: too large' },
      { kind: 'value', program: 2, input: 0, value: true },
    ];
    for (const _ of ['once', 'again'])
      expect(inOrder(await programs.start({ signal }).firstOutputs([{ a: 'ſx', b: 'ſx' }]))).toEqual(
        outcomes,
      );
  });

  it('does nothing when the signal has aborted', async () => {
    const programs = await inProcessEngine({ fallback: () => expect.fail() }).compile(['.']);
    await expect(programs.start({ signal: AbortSignal.abort() }).firstOutputs([1])).rejects.toThrow(
      'aborted',
    );
  });

  it('stops when the signal aborts during long work', async () => {
    const programs = await inProcessEngine({ fallback: () => expect.fail() }).compile([
      'any(range(.n); . < 0)',
    ]);
    const inputs = Array.from({ length: 100 }, () => ({ n: 9000 }));
    const calling = new AbortController();
    const outcomes = programs.start({ signal: calling.signal }).firstOutputs(inputs);
    calling.abort();
    await expect(outcomes).rejects.toThrow('aborted');
    expect(await programs.start({ signal }).firstOutputs(inputs)).toEqual([]);
  });

  it('gives for concurrent calls what it gives for one after another', async () => {
    const { engine } = observed();
    const programs = await engine.compile(['.a | test("x"; "i")', '.b | test("x"; "i")']);
    const outcomes = await Promise.all([
      programs.start({ signal }).firstOutputs([{ a: 'ſx', b: '' }]),
      programs.start({ signal }).firstOutputs([{ a: '', b: 'ſx' }]),
    ]);
    expect(outcomes).toEqual([
      [{ kind: 'value', program: 0, input: 0, value: true }],
      [{ kind: 'value', program: 1, input: 0, value: true }],
    ]);
  });

  it('has no outcomes without programs', async () => {
    const programs = await inProcessEngine({ fallback: () => expect.fail() }).compile([]);
    expect(await programs.start({ signal }).firstOutputs([{}])).toEqual([]);
  });
});
