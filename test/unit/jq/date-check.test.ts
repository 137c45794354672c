import { afterEach, expect, it, vi } from 'vitest';
import { refusingDates } from '../../../src/jq/date-check.ts';
import { createJqEngine } from '../../../src/jq/engine.ts';
import { JqCompileError } from '../../../src/jq/errors.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import { withoutValues } from '../../../src/rules/without-values.ts';

const engine = createJqEngine({ fallback: () => refusingDates(jqWasm()) });

/** Undefined when it compiles. */
const messageFor = async (program: string): Promise<string | undefined> => {
  try {
    await engine.compile([program]);
    return undefined;
  } catch (error) {
    if (!(error instanceof JqCompileError)) throw error;
    return error.messages.get(0);
  }
};

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each([
  '.eventTime | fromdate | strftime("%H") | tonumber < 6',
  'now | walk(.)',
  '.todate | walk(.)',
  '"todate" | walk(.)',
  'def todate: .; label $out | break $out',
  '(.eventTime | fromdate) > now - 8.64e4',
])('a program compiles whose dates are evaluated in-process: %s', async (program) => {
  expect(await messageFor(program)).toBeUndefined();
});

const binary = 'a jq binary (set TATTLETAIL_JQ=native and JQ_PATH)';

it.each([
  ['walk(.) | .eventTime | fromdate', 'fromdate', 'walk'],
  ['def hour: fromdate | gmtime | .[3]; .eventTime | select($ENV == {}) | hour', 'fromdate', '$ENV'],
  ['if . == input then now | todate else 1 end', 'todate', 'input'],
  ['"\\(.eventTime | strptime("%Y"))" | ltrimstr(env)', 'strptime', 'env'],
  ['label $out | now | todate', 'todate', 'label'],
  ['[1.0] | .[0] | todate', 'todate', '1.0'],
  ['def f: if . > 1 then . - 1 | f else todate end; 3 | f', 'todate', 'f'],
])('a program with dates that jq-wasm would have to evaluate is refused: %s', async (program, name, part) => {
  expect(await messageFor(program)).toBe(
    `${name} and ${part} cannot be in one program: ${part} needs the real jq, and the default jq (WebAssembly) has other dates. Write it without ${part}, or use ${binary}`,
  );
});

it('a program with dates is refused for a part that cannot be named', async () => {
  expect(await messageFor('. as [$x] ?// $x | $x | mktime')).toBe(
    `mktime cannot be in this program: another part needs the real jq, and the default jq (WebAssembly) has other dates. Write that part in another way, or use ${binary}`,
  );
});

it.each(['now | strflocaltime("%H")', 'now | todate, walk(.), strflocaltime("%H")'])(
  'local times are refused in another time zone than UTC: %s',
  async (program) => {
    vi.stubEnv('TZ', 'Asia/Tokyo');
    expect(await messageFor(program)).toBe(
      `strflocaltime needs the time zone UTC (set TZ=UTC), or ${binary}`,
    );
  },
);

it("a program with dates that does not compile has jq's message", async () => {
  expect(await messageFor('.eventTime | todate |')).toContain('syntax error, unexpected end of file');
  expect(await messageFor('dateadd("seconds"; 10) | todate')).toContain('dateadd/2 is not defined');
});

it('a program whose dates bail out on one input fails on that input alone, and says why', async () => {
  const programs = await engine.compile(['.t | strptime("%Y-%j")']);
  const inputs = [{ t: '2026-366' }, { t: '2026-365' }];
  const outcomes = await programs.start({ signal: AbortSignal.timeout(30_000) }).firstOutputs(inputs);
  const message = `jq refuses it: strptime needs ${binary} for this record: the default jq (WebAssembly) has other dates`;
  expect(outcomes).toEqual([
    { kind: 'value', program: 0, input: 1, value: [2026, 11, 31, 0, 0, 0, 4, 364] },
    { kind: 'error', program: 0, input: 0, message },
  ]);
  expect(withoutValues(message, '.')).toBe(message);
});
