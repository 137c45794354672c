import { describe, expect, it } from 'vitest';
import { compileProgram } from '../../../../../src/jq/in-process/program.ts';
import { prefilterFields } from '../../../../support/jq/fields.ts';

const fieldsOf = (program: string): readonly string[] => {
  const conditions = compileProgram(program, prefilterFields)?.conditions ?? [];
  return [...new Set(conditions.map(({ field }) => prefilterFields[field]?.join('.') ?? '?'))].sort();
};

describe('conditionsOf', () => {
  it.each<[string, readonly string[]]>([
    ['.eventName == "a"', ['eventName']],
    ['"a" == .eventName', ['eventName']],
    ['.eventName | IN("a", "b")', ['eventName']],
    ['.eventName | test("^(a|b)")', ['eventName']],
    ['.eventName as $n | ["a", "b"] | index($n)', ['eventName']],
    ['(.errorCode // "") | startswith("a")', ['errorCode']],
    ['.userIdentity.type == "Root" and .x.y == 1', ['userIdentity.type']],
    ['.eventSource == "a" and (.eventName | startswith("b"))', ['eventName', 'eventSource']],
    ['.eventName == "a" or .eventName == "b"', ['eventName']],
    ['(.eventName == "a" and .x.y) or (.eventName == "b" and .x.z)', ['eventName']],
    ['select(.eventName == "a") | .x.y', ['eventName']],
    ['select(.eventName == "a") | select(.eventSource == "b") | {x}', ['eventName', 'eventSource']],
    ['if .eventName == "a" then .x else empty end', ['eventName']],
    ['if .eventName == "a" then .x else false end', ['eventName']],
    ['def isA: .eventName == "a"; select(isA) | .x', ['eventName']],
    ['.x as $x | select(.eventName == "a") | $x', ['eventName']],
    ['.x == 1 and .eventName == "a"', ['eventName']],
    ['(.eventName == "a" and .x.y)?', ['eventName']],
    ['first(select(.eventName == "a") | .x)', ['eventName']],
    ['select(.eventName == "a") | input', ['eventName']],
    ['false', ['eventName']],
    ['(.eventSource | IN("a", "b")) and (.eventName | IN("c", "d"))', ['eventName', 'eventSource']],
    ['any(.x, .y; . == 1) and .eventName == "a"', ['eventName']],
    ['(.x.y? == 1) and .eventName == "a"', ['eventName']],
    ['first((.x[0].y | strings)?, "") == "b" and .eventName == "a"', ['eventName']],
    ['(try .x.y catch false) and .eventName == "a"', ['eventName']],
  ])('finds the conditions of %s', (program, fields) => {
    expect(fieldsOf(program)).toEqual(fields);
  });

  it.each([
    ['another field', '.x == 1'],
    ['a variable that holds another field', '.x as $x | $x == 1'],
    ['an alternative that reads another field', '.eventName == "a" or .x == 1'],
    ['a condition after what may raise an error', '(.x.y == 1) and .eventName == "a"'],
    ['a condition after a regex, which raises an error for null', '(.x | test("a")) and .eventName == "b"'],
    ['a condition after a try that lets a break through', '(try (.x | error) catch .) and .eventName == "a"'],
    ['a condition after a handler that raises an error', '(try .x.y catch error) and .eventName == "a"'],
    ['a condition after any of what may raise an error', 'any(.x[]; . == 1) and .eventName == "a"'],
    ['a negation of the whole', '(.eventName == "a" and .x.y) | not'],
    ['a program that always has a truthy output', '{a: (.eventName == "a"), x}'],
    ['an if whose other branch has an output', 'if .eventName == "a" then .x else . end'],
    ['the whole input', '. == {"eventName": "a"}'],
    ['a function of the whole input', 'has("eventName")'],
    ['a condition under a try with a handler', 'try (.x | select(.eventName == "a")) catch .'],
  ])('finds none in %s', (_, program) => {
    expect(fieldsOf(program)).toEqual([]);
  });

  it('finds one for each field, also where there are many', () => {
    const clause = (n: number): string =>
      `(.eventName != "a${n}" and .eventSource != "b" and .eventName != "c" and .x.y)`;
    const program = Array.from({ length: 30 }, (_, n) => clause(n)).join(' or ');
    expect(compileProgram(program, prefilterFields)?.conditions).toHaveLength(2);
  });

  it('finds one through as many branches as there are', () => {
    const branches = Array.from({ length: 60 }, (_, n) => `elif .eventName == "b${n}" then .x == ${n}`);
    const program = `if .eventName == "a" then .x ${branches.join(' ')} else empty end`;
    expect(fieldsOf(program)).toEqual(['eventName']);
    expect(fieldsOf(`select(${program}) | .y`)).toEqual(['eventName']);
  });
});
