import { describe, expect, it } from 'vitest';
import type { JqEngine, Outcome } from '../../../../src/jq/engine.ts';
import { JqCompileError } from '../../../../src/jq/errors.ts';
import { direct } from '../../../../src/jq/in-process/engine.ts';
import { jqWasm } from '../../../../src/jq/real/wasm.ts';
import type { JsonValue } from '../../../../src/json.ts';

const signal = new AbortController().signal;

/** A real jq that notes what it is given. */
const observed = (): {
  readonly engine: JqEngine;
  readonly loaded: () => JqEngine;
  readonly calls: unknown[];
} => {
  const calls: unknown[] = [];
  const jq = jqWasm();
  const engine = direct(() => loaded());
  const loaded = (): JqEngine => {
    calls.push('load');
    return {
      compile: async (programs) => {
        calls.push({ compile: programs });
        const compiled = await jq.compile(programs);
        return {
          firstOutputs: (records, signal) => {
            calls.push({ records });
            return compiled.firstOutputs(records, signal);
          },
        };
      },
    };
  };
  return { engine, loaded, calls };
};

const inOrder = (outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.toSorted((a, b) => a.record - b.record || a.program - b.program);

describe('direct', () => {
  it('needs no jq for what it understands', async () => {
    const { engine, calls } = observed();
    const programs = await engine.compile(['.a == 1', '.b | startswith("x")', 'select(.a) | .b']);
    expect(await programs.firstOutputs([{ a: 1, b: 'x' }, { a: null }], signal)).toEqual([
      { kind: 'value', program: 0, record: 0, value: true },
      { kind: 'value', program: 1, record: 0, value: true },
      { kind: 'value', program: 2, record: 0, value: 'x' },
      { kind: 'error', program: 1, record: 1, message: 'startswith() requires string inputs' },
    ]);
    expect(calls).toEqual([]);
  });

  it('gives the record itself when that is the output', async () => {
    const programs = await direct(() => expect.fail()).compile(['select(.a)', '{b, a}']);
    const record = { a: 1, b: 2 };
    const outcomes = await programs.firstOutputs([record], signal);
    expect(outcomes.map((outcome) => outcome.kind === 'value' && outcome.value === record)).toEqual([
      true,
      true,
    ]);
  });

  it('gives jq a program that it does not read with all records, and other programs with the records that need it', async () => {
    const { engine, calls } = observed();
    const unread = '.a | .[0:1] | ltrimstr("\ufffd")';
    const programs = await engine.compile(['.a | test("x")', unread, '.a']);
    expect(calls).toEqual(['load', { compile: [unread] }]);
    calls.length = 0;
    const records: readonly JsonValue[] = [{ a: 'x' }, { a: 'éx' }, { a: 'yx' }];
    expect(inOrder(await programs.firstOutputs(records, signal))).toEqual([
      { kind: 'value', program: 0, record: 0, value: true },
      { kind: 'value', program: 1, record: 0, value: 'x' },
      { kind: 'value', program: 2, record: 0, value: 'x' },
      { kind: 'value', program: 0, record: 1, value: true },
      { kind: 'value', program: 1, record: 1, value: 'é' },
      { kind: 'value', program: 2, record: 1, value: 'éx' },
      { kind: 'value', program: 0, record: 2, value: true },
      { kind: 'value', program: 1, record: 2, value: 'y' },
      { kind: 'value', program: 2, record: 2, value: 'yx' },
    ]);
    expect(calls).toEqual([{ records }, { compile: ['.a | test("x")'] }, { records: [{ a: 'éx' }] }]);
  });

  it('compiles a program in jq once, and takes from a call only what was asked', async () => {
    const { engine, calls } = observed();
    const programs = await engine.compile(['.a | test("x")', '.b | test("x")', '.c']);
    const ask = async (records: readonly JsonValue[]) =>
      inOrder(await programs.firstOutputs(records, signal));
    const ascii = { a: 'x', b: 'x' };
    await ask([{ a: 'é', b: 'x' }, ascii, ascii]);
    calls.length = 0;
    expect(await ask([{ a: 'éx', b: 'x' }, ascii, { a: 'y', b: 'éx' }])).toEqual([
      { kind: 'value', program: 0, record: 0, value: true },
      { kind: 'value', program: 1, record: 0, value: true },
      { kind: 'value', program: 0, record: 1, value: true },
      { kind: 'value', program: 1, record: 1, value: true },
      { kind: 'value', program: 1, record: 2, value: true },
    ]);
    expect(calls).toEqual([
      { compile: ['.a | test("x")', '.b | test("x")'] },
      { records: [{ a: 'éx', b: 'x' }, { a: 'y', b: 'éx' }] }, // biome-ignore format: a list
    ]);
    calls.length = 0;
    await ask([{ a: 'é', b: 'x' }, ascii, ascii]);
    expect(calls).toEqual([{ records: [{ a: 'é', b: 'x' }] }]);
  });

  it('leaves it to jq to refuse a program, with the position that the program has', async () => {
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

  it('refuses what is no filter as jq does', async () => {
    await expect(observed().engine.compile(['', '# nothing', 'def f: 1;'])).rejects.toThrow(JqCompileError);
  });

  it('makes an error of a program that jq refuses in spite of us, and lets all others speak', async () => {
    const jq = jqWasm();
    const engine = direct(() => ({
      compile: async (texts) => {
        const at = texts.findIndex((text) => text.startsWith('.a'));
        if (at !== -1) throw new JqCompileError(new Map([[at, 'too large']]));
        return jq.compile(texts);
      },
    }));
    const programs = await engine.compile(['.b', '.a | test("x")', '.b | test("x")']);
    const outcomes: readonly Outcome[] = [
      { kind: 'value', program: 0, record: 0, value: 'éx' },
      { kind: 'error', program: 1, record: 0, message: 'jq refuses it: too large' },
      { kind: 'value', program: 2, record: 0, value: true },
    ];
    for (const _ of ['once', 'again'])
      expect(inOrder(await programs.firstOutputs([{ a: 'éx', b: 'éx' }], signal))).toEqual(outcomes);
  });

  it('does nothing when it is called off', async () => {
    const programs = await direct(() => expect.fail()).compile(['.']);
    await expect(programs.firstOutputs([1], AbortSignal.abort())).rejects.toThrow('aborted');
  });

  it('can be called off while it has much to do', async () => {
    const programs = await direct(() => expect.fail()).compile(['any(range(.n); . < 0)']);
    const records = Array.from({ length: 100 }, () => ({ n: 9000 }));
    const calling = new AbortController();
    const outcomes = programs.firstOutputs(records, calling.signal);
    calling.abort();
    await expect(outcomes).rejects.toThrow('aborted');
    expect(await programs.firstOutputs(records, signal)).toEqual([]);
  });

  it('gives for calls at the same time what it gives for one after another', async () => {
    const { engine } = observed();
    const programs = await engine.compile(['.a | test("x")', '.b | test("x")']);
    const outcomes = await Promise.all([
      programs.firstOutputs([{ a: 'éx', b: '' }], signal),
      programs.firstOutputs([{ a: '', b: 'éx' }], signal),
    ]);
    expect(outcomes).toEqual([
      [{ kind: 'value', program: 0, record: 0, value: true }],
      [{ kind: 'value', program: 1, record: 0, value: true }],
    ]);
  });

  it('runs no program without programs', async () => {
    const programs = await direct(() => expect.fail()).compile([]);
    expect(await programs.firstOutputs([{}], signal)).toEqual([]);
  });
});
