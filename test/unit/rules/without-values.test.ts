import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { inProcessEngine } from '../../../src/jq/in-process/engine.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import { withoutValues } from '../../../src/rules/without-values.ts';
import { neverAborted } from '../../support/builders.ts';
import { holdsCanary, raisingPrograms, recordOfCanaries } from '../../support/jq/raising-programs.ts';

describe.each([
  { name: 'jq-wasm', create: jqWasm },
  { name: 'the in-process engine', create: () => inProcessEngine({ fallback: jqWasm }) },
])('of a message of $name, no value of the record is logged', ({ create }) => {
  let messages: ReadonlyMap<number, string>;

  beforeAll(async () => {
    const programs = await create().compile(raisingPrograms.map(([program]) => program));
    const outcomes = await programs.start({ signal: neverAborted }).firstOutputs([recordOfCanaries]);
    messages = new Map(outcomes.map((one) => [one.program, one.kind === 'value' ? 'a value' : one.message]));
  }, 120_000);

  it.each(raisingPrograms.map((row, number) => [...row, number] as const))(
    '%s: %s',
    (program, logged, number) => {
      const shown = withoutValues(messages.get(number) ?? 'no outcome', program);
      expect(shown).toBe(logged);
      expect(holdsCanary(shown)).toBe(false);
    },
  );
});

const leftOut = '… (left out: it may hold values of the record)';

describe('a message is logged', () => {
  it.each([
    // Of older versions of jq.
    ['Cannot index number with "a"', '.a', 'Cannot index number with "a"'],
    ['Cannot index number with "hunter2"', '.[.x]', 'Cannot index number with "…"'],
    [
      'hunter2( (at offset 0) is not a valid regex: end pattern with unmatched parenthesis',
      '.',
      '… (at offset 0) is not a valid regex: end pattern with unmatched parenthesis',
    ],
    // What jq could not evaluate.
    ['retry-limit-in-match over', '.', 'retry-limit-in-match over'],
    ['not evaluated: time ran out', '.', 'not evaluated: time ran out'],
    ['jq was stopped after 5000 ms', '.', 'jq was stopped after 5000 ms'],
    ['jq broke: hunter2', '.', 'jq broke: …'],
    ['jq refuses it: hunter2', '.', 'jq refuses it: …'],
    // Names in patterns.
    ['Regex failure: undefined name <hunter2> reference', '.', 'Regex failure: undefined name …'],
    ['Regex failure: hunter2', '.', 'Regex failure: …'],
    // Values that look like the messages around them.
    ['date "it\'s\nme" does not match format "%Y-%m"', '"%Y-%m"', 'date … does not match format "%Y-%m"'],
    [
      'date "x" does not match format "hunter2" does not match format "hunter2"',
      '.',
      'date … does not match format …',
    ],
    [
      "Invalid numeric literal at line 1, column 7 (while parsing 'hunter2 (while parsing 'x'')",
      '.',
      'Invalid numeric literal at line 1, column 7 (while parsing …)',
    ],
    ["hunter2 at line 1, column 7 (while parsing 'x')", '.', leftOut],
    ['string (hunter2', '.', leftOut],
    ['string ("x") is not hunter2', '.', leftOut],
    ['hunter2 ("x") is not a string', '.', leftOut],
    // What the program says itself.
    ['no team', 'error("no team")', 'no team'],
    ['no team for hunter2', 'error("no team for \\(.x)")', 'no team for …'],
    ['seen: {"a":1} twice [1]', '"\\(.a) or " | error("seen: \\(.) twice \\(.x)")', 'seen: …'],
    ['hunter2', 'error("\\(.x)")', leftOut],
    ['', 'error("")', leftOut],
  ])('%j of %j as %j', (message, program, logged) => expect(withoutValues(message, program)).toBe(logged));
});

describe('of a long message, no more is matched than of a short one', () => {
  afterEach(() => void vi.restoreAllMocks());

  /** How many characters were given to regular expressions. */
  const matched = (message: string): number => {
    let characters = 0;
    const { exec } = RegExp.prototype;
    vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text) {
      characters += text.length;
      return exec.call(this, text);
    });
    withoutValues(message, '.x');
    vi.restoreAllMocks();
    return characters;
  };

  it.each([
    ['string (', ''],
    ['string ("', '") cannot be negated'],
    ['Cannot index string with string (', ')'],
    ['date "', '" does not match format "'],
    ['(at offset 1', ') is not a valid regex: x'],
    ['at line 1, column 1', " (while parsing 'x')"],
    ['Regex failure: ', ' reference'],
    ['{[', ''],
  ])('%s …%s', (repeated, end) => {
    const messageOf = (times: number): string => repeated.repeat(times) + end;
    expect(matched(messageOf(20_000))).toBe(matched(messageOf(10_000)));
    expect(matched(messageOf(10_000))).toBeLessThan(5_000);
  });
});
