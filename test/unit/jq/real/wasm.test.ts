import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../src/jq/engine.ts';
import { jqWasm } from '../../../../src/jq/real/wasm.ts';
import { neverAborted } from '../../../support/builders.ts';
import { withPatience } from '../../../support/jq/patience.ts';

const jq = jqWasm();

/** What programs give for inputs, as `program on input: outcome`. */
const run = async (programs: readonly string[], inputs: readonly object[], signal = neverAborted) => {
  const compiled = await jq.compile(programs);
  return (
    await compiled.start({ signal }).firstOutputs(inputs as readonly { readonly [key: string]: string }[])
  )
    .map(shown)
    .toSorted();
};

const shown = (outcome: Outcome): string =>
  `${outcome.program} on ${outcome.input}: ${outcome.kind === 'value' ? JSON.stringify(outcome.value) : outcome.message}`;

const inputs = [{ a: 1 }, { a: 2 }, { a: 3 }];

beforeAll(() => run(['.'], inputs));

describe('a program that breaks jq is an error on that input, and all other pairs have their outcome', () => {
  it.each([
    ['never ends', 'if .a == 2 then last(repeat(1)) else .a end', /^1 on 1: jq was stopped after \d+ ms$/],
    ['takes all memory', 'if .a == 2 then [range(1e9)] else .a end', /^1 on 1: jq (broke|was stopped)/],
    [
      'overflows the stack',
      'if .a == 2 then reduce range(1e5) as $i (0; [.]) else .a end',
      /^1 on 1: jq (broke|was stopped)/,
    ],
  ])('when it %s', { timeout: 60_000 }, async (_, program, error) => {
    const outcomes = await run(['.a', program, '.a + 10'], inputs);
    expect(outcomes).toEqual([
      '0 on 0: 1',
      '0 on 1: 2',
      '0 on 2: 3',
      '1 on 0: 1',
      expect.stringMatching(error),
      '1 on 2: 3',
      '2 on 0: 11',
      '2 on 1: 12',
      '2 on 2: 13',
    ]);
  });
});

it('a program that keeps breaking jq is not run on the other inputs', { timeout: 60_000 }, async () => {
  const many = Array.from({ length: 20 }, (_, a) => ({ a }));
  const outcomes = await run(['last(repeat(.))', '.a >= 0'], many);
  expect(
    outcomes.filter((outcome) => outcome.startsWith('0 on') && outcome.includes('was stopped')),
  ).toHaveLength(3);
  expect(
    outcomes.filter((outcome) => outcome.endsWith('not run: it broke jq on 3 inputs before')),
  ).toHaveLength(17);
  expect(outcomes.filter((outcome) => outcome.startsWith('1 on'))).toHaveLength(20);
});

it('the error of a program that takes all memory says so', async () => {
  const [outcome] = await run(['"a" * .a'], [{ a: 1e9 }]);
  expect(outcome).toBe('0 on 0: jq broke: it took more than 256 MB of memory');
});

describe('a regular expression that backtracks forever', () => {
  withPatience();

  it('is an error of jq itself', async () => {
    const [outcome] = await run(['.s | test("^(a+)+$")'], [{ s: `${'a'.repeat(40)}b` }]);
    expect(outcome).toMatch(/retry-limit-in-match over/);
  });
});

it('a program that is running when the signal aborts is stopped', async () => {
  await expect(run(['last(repeat(.))'], inputs, AbortSignal.timeout(100))).rejects.toThrow(
    /aborted|timeout/i,
  );
  expect(await run(['.a'], [{ a: 1 }])).toEqual(['0 on 0: 1']);
});

it('more programs and more text than one run of jq takes are run all the same', {
  timeout: 60_000,
}, async () => {
  const programs = Array.from({ length: 1200 }, (_, index) => `.a + ${index} # ${'x'.repeat(100)}`);
  const outcomes = await run(programs, [{ a: 0.5 }]);
  expect(outcomes).toEqual(programs.map((_, index) => `${index} on 0: ${index + 0.5}`).toSorted());
});

it('programs see nothing of the environment of the process', async () => {
  expect(await run(['env', '$ENV', '[env | keys[]]', 'env.PATH'], [{}])).toEqual([
    '0 on 0: {}',
    '1 on 0: {}',
    '2 on 0: []',
  ]);
});
