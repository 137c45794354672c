import { describe, expect, it } from 'vitest';
import { createJqEngine } from '../../../src/jq/engine.ts';
import { JqCompileError } from '../../../src/jq/errors.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import { neverAborted } from '../../support/builders.ts';

const jq = jqWasm();

const messagesOf = async (...programs: readonly string[]) => {
  const error: unknown = await createJqEngine({ fallback: () => jq })
    .compile(programs)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  return error instanceof JqCompileError ? [...error.messages] : [];
};

describe('a program with a regex literal that jq refuses does not compile', () => {
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
    expect(await messagesOf('.', program)).toEqual([[1, `the regular expression ${message}`]]),
  );

  it('and one with unknown flags', async () =>
    expect(await messagesOf('.a | test("x"; "iq")')).toEqual([
      [0, 'the flags "iq" of a regular expression are not valid'],
    ]));

  it('and every invalid regex of it has a message', async () =>
    expect(await messagesOf('test("(") or test("é(")')).toEqual([
      [0, expect.stringMatching(/^.*"\(" is not valid.*\n.*"é\(" is not valid.*$/)],
    ]));
});

it.each([
  'test("(?<=a)b(?>c)\\\\p{L}++é[[:alpha:]&&[^x]]")',
  'test("a # ("; "x")',
  'test("(?i:a)|\\\\h(?#c)"; "xgn")',
  'capture("(?<x>.)\\\\k<x>")',
])('a regex of syntax that only jq has is accepted: %s', async (program) =>
  expect(await messagesOf(program)).toEqual([]),
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
])('a program that catches the error, or whose regex is no literal, is accepted: %s', async (program) =>
  expect(await messagesOf(program)).toEqual([]),
);

it('the real jq is not loaded for regexes that JavaScript can check', async () => {
  const programs = ['test("^a.*(b|c)+$"; "gi")', 'sub("(?<x>\\\\d{2})"; .x)', 'test(.a)', 'test("(?i)a")'];
  await expect(createJqEngine({ fallback: () => expect.fail() }).compile(programs)).resolves.toBeDefined();
});

it('when the real jq does not start, programs are compiled without the check', async () => {
  const engine = createJqEngine({ fallback: () => Promise.reject(new Error('there is no jq')) });
  const programs = await engine.compile(['.a | test("(?P<x>foo)")', '.a']);
  expect(await programs.start({ signal: neverAborted }).firstOutputs([{ a: true }])).toContainEqual({
    kind: 'value',
    program: 1,
    input: 0,
    value: true,
  });
});
