import { describe, expect, it } from 'vitest';
import { JqCompileError } from '../../../src/jq/errors.ts';
import { direct } from '../../../src/jq/in-process/engine.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import { checkingRegexes } from '../../../src/jq/regex-check.ts';
import { neverAborted } from '../../support/builders.ts';

const jq = jqWasm();

const complaints = async (...programs: readonly string[]) => {
  const error: unknown = await checkingRegexes(direct(() => jq))
    .compile(programs)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  return error instanceof JqCompileError ? [...error.messages] : [];
};

describe('a regex that is written in a program and that jq refuses is told', () => {
  it.each([
    ['.a | test("(foo")', '"(foo" is not valid: end pattern with unmatched parenthesis'],
    ['.a | test("(?P<x>foo)")', '"(?P<x>foo)" is not valid: undefined group option; jq writes (?<x>…)'],
    ['{a: [.[] | scan("[a"; "g")]}', '"[a" is not valid: premature end of char-class'],
    [
      'if .a then "\\(.b | gsub("*"; ""))" else . end',
      '"*" is not valid: target of repeat operator is not specified',
    ],
    ['.a | split("("; null) | split("("; "g")', '"(" is not valid: end pattern with unmatched parenthesis'],
  ])('%s', async (program, message) =>
    expect(await complaints('.', program)).toEqual([[1, `the regular expression ${message}`]]),
  );

  it('with flags that there are not', async () =>
    expect(await complaints('.a | test("x"; "iq")')).toEqual([
      [0, 'the flags "iq" of a regular expression are not valid'],
    ]));

  it('and every other of the program', async () =>
    expect(await complaints('test("(") or test("é(")')).toEqual([
      [0, expect.stringMatching(/^.*"\(" is not valid.*\n.*"é\(" is not valid.*$/)],
    ]));
});

it.each([
  'test("(?<=a)b(?>c)\\\\p{L}++é[[:alpha:]&&[^x]]")',
  'test("a # ("; "x")',
  'test("(?i:a)|\\\\h(?#c)"; "xgn")',
  'capture("(?<x>.)\\\\k<x>")',
])('a regex that only jq reads is none of it: %s', async (program) =>
  expect(await complaints(program)).toEqual([]),
);

it.each([
  'try test("(") catch false',
  'test("(")? // true',
  'test("(") // true',
  'def test($x): . == $x; test("(")',
  'split("(")',
  'contains("(")',
  'test("(\\(.a)")',
  'test("("; .flags)',
  'def bad: test("["); try (.a | bad) catch false',
  'def t(f): try f catch false; t(.a | test("["))',
  '"test(\\"(\\")"',
])('nor is what raises no error, or what is no regex: %s', async (program) =>
  expect(await complaints(program)).toEqual([]),
);

it('no jq is loaded for regexes that we read', async () => {
  const programs = ['test("^a.*(b|c)+$"; "gi")', 'sub("(?<x>\\\\d{2})"; .x)', 'test(.a)', 'test("(?i)a")'];
  await expect(checkingRegexes(direct(() => expect.fail())).compile(programs)).resolves.toBeDefined();
});

it('a jq that does not start keeps no rule from running', async () => {
  const engine = checkingRegexes(direct(() => Promise.reject(new Error('there is no jq'))));
  const programs = await engine.compile(['.a | test("(?P<x>foo)")', '.a']);
  expect(await programs.firstOutputs([{ a: true }], neverAborted)).toContainEqual({
    kind: 'value',
    program: 1,
    record: 0,
    value: true,
  });
});
