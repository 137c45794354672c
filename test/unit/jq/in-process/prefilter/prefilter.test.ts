import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prefilterOf } from '../../../../../src/jq/in-process/prefilter/prefilter.ts';
import { compileProgram, evaluate } from '../../../../../src/jq/in-process/program.ts';
import type { JsonValue } from '../../../../../src/json.ts';
import { prefilterFields } from '../../../../support/jq/fields.ts';
import { anyInput } from '../../../../support/jq/inputs.ts';
import { anyProgram } from '../../../../support/jq/programs.ts';
import { seed } from '../../../../support/seed.ts';

const candidatesAmong = (
  programs: readonly string[],
  fields = prefilterFields,
): ((input: JsonValue) => readonly number[]) => {
  const forEachCandidate = prefilterOf(
    programs.map((program) => compileProgram(program, fields)?.conditions ?? []),
    fields,
  );
  return (input) => {
    const candidates: number[] = [];
    forEachCandidate(input, (program) => candidates.push(program));
    return candidates;
  };
};

describe('prefilterOf', () => {
  const candidatesFor = candidatesAmong([
    '.eventName == "a"',
    '.eventName | startswith("a")',
    '.eventSource == "s" and .eventName == "b"',
    '.x',
    '.userIdentity.type == "Root"',
    '.eventName == null and .x.y',
  ]);

  it.each<[string, JsonValue, readonly number[]]>([
    ['the programs whose condition on a field holds', { eventName: 'a' }, [0, 1, 3]],
    [
      'no programs of which one of several conditions does not hold',
      { eventName: 'b', eventSource: 's' },
      [2, 3],
    ],
    ['programs that raise an error', { eventName: null }, [1, 3, 5]],
    ['all programs that read a field which is no string', { eventName: 7, userIdentity: {} }, [0, 1, 3, 5]],
    ['programs that select inputs without a field', {}, [1, 3, 5]],
    ['programs by a field of a nested object', { eventName: 'c', userIdentity: { type: 'Root' } }, [3, 4]],
    [
      'all programs when that field cannot be reached',
      { eventName: 'c', userIdentity: 'x' },
      [0, 1, 2, 3, 4, 5],
    ],
    ['all programs when it is no object', ['a'], [0, 1, 2, 3, 4, 5]],
  ])('the candidates are %s', (_, input, programs) => {
    expect(candidatesFor(input)).toEqual(programs);
  });

  it('a program whose condition goes through what is no object is a candidate', () => {
    const candidatesFor = candidatesAmong([
      '(.userIdentity.type == null or .eventSource == null) and .eventName == "a"',
    ]);
    expect(candidatesFor({ eventName: 'b' })).toEqual([]);
    expect(candidatesFor({ eventName: 'b', userIdentity: 'x' })).toEqual([0]);
  });

  it('all programs are candidates without fields', () => {
    expect(candidatesAmong(['.a == 1', 'false'], [])({ a: 2 })).toEqual([0, 1]);
  });

  it('a field is not taken for another whose keys have commas', () => {
    const candidatesFor = candidatesAmong(['.a.b.c == 1 and .a["b,c"] == "x"'], [['a', 'b,c']]);
    expect(candidatesFor({ a: { 'b,c': 'y', b: 'no object' } })).toEqual([0]);
  });

  it('the candidates are in order, also of more programs than a word has bits', () => {
    const many = candidatesAmong(Array.from({ length: 100 }, (_, n) => `.eventName == "e${n % 2}"`));
    expect(many({ eventName: 'e1' })).toEqual(Array.from({ length: 50 }, (_, n) => 2 * n + 1));
    expect(many({ eventName: 'e2' })).toEqual([]);
  });

  it(`rules out no program that has an outcome, whatever the fields (seed ${seed})`, {
    timeout: 60_000,
  }, () => {
    const texts = fc.sample(anyProgram(), { seed, numRuns: 300 });
    const programs = texts.map((text) => compileProgram(text));
    const inputs = fc.sample(anyInput(), { seed, numRuns: 200 });
    for (const fields of fc.sample(fc.shuffledSubarray([...manyFields]), { seed, numRuns: 5 })) {
      const candidatesFor = candidatesAmong(texts, fields);
      for (const input of inputs) {
        const candidates = new Set(candidatesFor(input));
        const withOutcome = texts.filter((_, at) => {
          const program = programs[at];
          if (program === undefined || candidates.has(at)) return false;
          const result = evaluate(program, input);
          return result?.kind === 'value' || result?.kind === 'error';
        });
        expect({ fields, input, withOutcome }).toEqual({ fields, input, withOutcome: [] });
      }
    }
  });
});

/** Some are the beginnings of others, and some are properties that every JavaScript object inherits. */
const manyFields: readonly (readonly string[])[] = [
  ...prefilterFields,
  ...[['a'], ['a', 'b'], ['d', 'key'], ['userIdentity'], ['requestParameters', 'userName'], ['readOnly']],
  ...[['userIdentity', 'sessionContext', 'sessionIssuer', 'userName'], ['constructor'], ['__proto__', 'a']],
];
