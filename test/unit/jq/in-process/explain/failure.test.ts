import { describe, expect, it } from 'vitest';
import { failureExplainer } from '../../../../../src/jq/in-process/explain/failure.ts';
import { compileProgram, evaluate } from '../../../../../src/jq/in-process/program.ts';
import type { JsonValue } from '../../../../../src/json.ts';

const input = { name: 'alice', age: 5, user: { type: 'Root' }, list: { a: [{ x: 1 }] }, nothing: null };

const explained = (program: string, on: JsonValue = input) => failureExplainer(program)?.(on);

describe('a failure names what it failed on, the piece that failed and a fix', () => {
  it.each<[program: string, value: string, field: string | undefined, piece: string, fix: string]>([
    ['.error | startswith("A")', '.error is missing', 'error', 'startswith("A")', '(.error // "")'],
    ['.user | .name | test("x")', '.user.name is missing', 'user', 'test("x")', '(.name // "")'],
    ['.nothing.items[]', '.nothing.items is null', 'nothing', '.nothing.items[]', '.nothing.items[]?'],
    ['.list.a[] | .y[]', '.list.a[].y is missing', 'list', '.y[]', '.y[]?'],
    ['.age | test("5")', '.age is 5', 'age', 'test("5")', '(.age | tostring)'],
    ['def f: .error | test("x"); f', '.error is missing', 'error', 'test("x")', '(.error // "")'],
    ['.error as $e | $e | test("x")', '$e is null', undefined, 'test("x")', '($e // "")'],
    ['any(.list.a[]; .y | test("x"))', '.y is missing', undefined, 'test("x")', '(.y // "")'],
  ])('%s', (program, value, field, piece, fix) => {
    const failure = explained(program);
    expect(failure?.values.map(({ path, is }) => `${path} ${is}`)).toEqual([value]);
    expect(failure?.values[0]?.field).toBe(field);
    expect(failure?.piece).toBe(piece);
    expect(failure?.fix()?.instead).toBe(fix);
  });

  it('and the program with the fix compiles and does not fail on the input', () => {
    const program = '.nothing.items[]';
    const fix = explained(program)?.fix();
    const fixed = compileProgram(program.replace(fix?.of ?? '', fix?.instead ?? ''));
    expect(fixed).toBeDefined();
    expect(fixed && evaluate(fixed, input)).toBeUndefined();
  });
});

describe('whether the type of a value is the cause', () => {
  it.each([
    ['.error | test("x")', true],
    ['.user | test("x")', true],
    ['.name.first', true],
    ['.name + 1', true],
    ['.age / 0', false],
    ['.age | test("5")', false],
    ['.name | tonumber', false],
    ['.nothing | error("x")', false],
  ])('%s: %s', (program, isOfType) => expect(explained(program)?.isOfType).toBe(isOfType));
});

describe('there is no explanation', () => {
  it.each([
    ['of a program that is not compiled in-process', 'getpath(["a"]) as [$a] ?// $a | $a'],
    ['of a program that does not fail', '.name'],
    ['of an input for which the real jq is needed', '.name | test("(a+)+\\1$")'],
  ])('%s', (_, program) => expect(explained(program)).toBeUndefined());
});
