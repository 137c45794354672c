import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followProgram } from '../../../../../src/doctor/witnesses/reasoning/follow.ts';
import { TooManyWays, truth } from '../../../../../src/doctor/witnesses/reasoning/outcome.ts';
import { parse } from '../../../../../src/jq/in-process/parse/parse.ts';
import { compileProgram, evaluate, type Result } from '../../../../../src/jq/in-process/program.ts';
import { isJsonObject } from '../../../../../src/json.ts';
import { anyInput } from '../../../../support/jq/inputs.ts';
import { anyProgram } from '../../../../support/jq/programs.ts';
import { seed } from '../../../../support/seed.ts';

/** For a long run: TATTLETAIL_PAIRS=1000000. */
const programs = Math.ceil(Number(process.env.TATTLETAIL_PAIRS ?? 40_000) / 100);

describe(`a program that is followed (seed ${seed})`, () => {
  it('has every outcome among the possible ones that it has on some record', { timeout: 120_000 }, () => {
    const inputs = fc.sample(anyInput(), { seed, numRuns: 100 }).filter(isJsonObject);
    let followed = 0;
    for (const text of fc.sample(anyProgram(), { seed, numRuns: programs })) {
      const program = compileProgram(text);
      const possible = program && possibleOutcomes(text);
      if (program === undefined || possible === undefined) continue;
      followed += 1;
      for (const input of inputs) {
        const kind = kindOf(evaluate(program, input));
        if (kind === undefined || possible.has(kind)) continue;
        expect.fail(`seed ${seed}: ${text} gives a ${kind} on ${JSON.stringify(input)}`);
      }
    }
    expect(followed).toBeGreaterThan(programs / 3);
  });

  it.each([
    ['.a == "A" and .a == "B"', ['no match']],
    ['.a == "A" and (.a | startswith("B"))', ['no match']],
    ['select(.a == "A") | select(.a != "A")', ['no match']],
    ['.a.b == "A" and .a == null', ['no match', 'error']],
    ['.a == null and .a.b == "A"', ['no match']],
    ['(.a | ascii_downcase) == "A" and .a == "B"', ['no match', 'error']],
    ['(.a | startswith("Ab")) and (.a | startswith("Ac"))', ['no match', 'error']],
    ['.a > 5 and .a < 3', ['no match']],
    ['.a | not | not | not and true | . == 1', ['no match']],
    ['[.a | select(. == "x")]', ['match']],
    ['.a // "none"', ['match']],
    ['.a != "A" or .a != "B"', ['match']],
    ['.a | length | tostring', ['match', 'error']],
    ['def f($x): .a == $x; f("A") and f("B")', ['no match']],
    ['.a as $a | $a == "A" and .a == "B"', ['no match']],
    ['any(.a[]; . == "A" and . == "B")', ['no match', 'error']],
    ['.a[] == "A" and .a[] == "B"', ['match', 'no match', 'error']],
    ['.a as $a | ["A", "B"] | any(. == $a)', ['match', 'no match']],
    ['if .a == "A" then .a == "B" else false end', ['no match']],
    ['.a == "A" and .b == "B"', ['match', 'no match']],
  ])('%s', (text, possible) => {
    expect(possibleOutcomes(text)).toEqual(new Set(possible));
  });
});

type Kind = 'match' | 'no match' | 'error';

const possibleOutcomes = (text: string): ReadonlySet<Kind> | undefined => {
  try {
    return new Set(
      followProgram(parse(text)).ways.flatMap((way): readonly Kind[] => {
        if (way.kind === 'error') return ['error'];
        if (way.kind === 'none') return ['no match'];
        const { yes, no } = truth(way.given, way.knowledge);
        return [...(yes ? ['match' as const] : []), ...(no ? ['no match' as const] : [])];
      }),
    );
  } catch (error) {
    if (error instanceof TooManyWays) return undefined;
    throw error;
  }
};

const kindOf = (result: Result): Kind | undefined => {
  switch (result?.kind) {
    case undefined:
      return 'no match';
    case 'value':
      return 'match';
    case 'error':
      return 'error';
    case 'bail-out':
      return undefined;
  }
};
