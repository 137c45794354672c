import { afterEach, expect, it, vi } from 'vitest';
import { refusingDates } from '../../../src/jq/date-check.ts';
import { createJqEngine } from '../../../src/jq/engine.ts';
import { JqCompileError } from '../../../src/jq/errors.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';

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
])('a program compiles whose dates are evaluated in-process: %s', async (program) => {
  expect(await messageFor(program)).toBeUndefined();
});

const elsewhere = (name: string): string =>
  `${name} works in-process or in a jq binary, but another part of the program needs the WebAssembly jq, whose dates differ`;

it.each([
  ['walk(.) | .eventTime | fromdate', 'fromdate'],
  ['def hour: fromdate | gmtime | .[3]; .eventTime | select($ENV == {}) | hour', 'fromdate'],
  ['if . == 1e3 then now | todate else 1 end', 'todate'],
  ['"\\(.eventTime | strptime("%Y"))" | ltrimstr(env)', 'strptime'],
  ['. as [$x] ?// $x | $x | mktime', 'mktime'],
])('a program with dates that jq-wasm would have to evaluate is refused: %s', async (program, name) => {
  expect(await messageFor(program)).toBe(elsewhere(name));
});

it('local times are refused in another time zone than UTC', async () => {
  vi.stubEnv('TZ', 'Asia/Tokyo');
  expect(await messageFor('now | strflocaltime("%H")')).toBe(
    'strflocaltime needs the time zone UTC (TZ=UTC), or a jq binary',
  );
});

it("a program with dates that does not compile has jq's message", async () => {
  expect(await messageFor('.eventTime | todate |')).toContain('syntax error, unexpected end of file');
  expect(await messageFor('dateadd("seconds"; 10) | todate')).toContain('dateadd/2 is not defined');
});

it('a program whose dates bail out on one input fails on that input alone, and says why', async () => {
  const programs = await engine.compile(['.t | strptime("%Y-%j")']);
  const inputs = [{ t: '2026-366' }, { t: '2026-365' }];
  const outcomes = await programs.start({ signal: AbortSignal.timeout(30_000) }).firstOutputs(inputs);
  expect(outcomes).toEqual([
    { kind: 'value', program: 0, input: 1, value: [2026, 11, 31, 0, 0, 0, 4, 364] },
    { kind: 'error', program: 0, input: 0, message: `jq refuses it: ${elsewhere('strptime')}` },
  ]);
});
