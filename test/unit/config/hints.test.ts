import { expect, it } from 'vitest';
import { hintFor } from '../../../src/config/hints.ts';

it.each([
  ['.eventName == "A" && .errorCode == null', 'jq writes and'],
  ['.eventName == "A" || .eventName == "B"', 'jq writes or'],
  [".eventName == 'CreateUser'", 'double quotes'],
  ['!.errorCode', '| not'],
  ['.eventName === "CreateUser"', 'jq writes =='],
  ['.eventName !== "CreateUser"', 'jq writes !='],
  ['.eventName =~ "^Create"', 'test("regex")'],
  ['if .a then 1 else if .b then 2 else 3 end', 'elif'],
  ['if .a then 1 elif .b then 2 else 3', 'has no end'],
  ['.eventName == “CreateUser”', 'straight quotes'],
  ['.eventName in ["A", "B"]', 'IN("A", "B")'],
  ['.eventName not in ("A", "B")', '| not'],
  ['.eventName == "A" AND .errorCode == null', 'small letters'],
  ['.readOnly == False', 'small letters'],
  ['select(.eventName | IN["A"])', 'IN("A", "B")'],
])('for %s, it says what jq writes', (program, words) => {
  expect(hintFor(program)).toContain(words);
});

it.each([
  '.eventName == "A && B"',
  '.eventName | test("a||b")',
  '.userAgent == "it\'s"',
  '.eventName == "A" # && .errorCode',
  '.eventName != "A" and (.errorCode | not) | foo',
  'if .a then 1 else 2 end | .if | foo(1)',
  '.eventName | foo("(")',
])('for %s, it says nothing', (program) => {
  expect(hintFor(program)).toBeUndefined();
});
