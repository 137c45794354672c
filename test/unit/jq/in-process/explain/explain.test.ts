import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Explanation, explainer } from '../../../../../src/jq/in-process/explain/explain.ts';
import { compileProgram, evaluate } from '../../../../../src/jq/in-process/program.ts';
import type { JsonValue } from '../../../../../src/json.ts';
import { anyInput } from '../../../../support/jq/inputs.ts';
import { anyProgram } from '../../../../support/jq/programs.ts';
import { inputOf, readTables } from '../../../../support/jq/table.ts';
import { seed } from '../../../../support/seed.ts';

const explain = (text: string, input: JsonValue): Explanation =>
  explainer(text)?.(input) ?? expect.fail(`${text} is not compiled in-process`);

const order = {
  name: 'CreateUser',
  source: 'iam',
  user: { type: 'IAMUser', name: 'alice' },
  ports: [{ from: 22 }, { from: 443 }],
  account: '0123',
  closed: false,
  nothing: null,
};

it.each([
  ['.name // ""', '.name is "CreateUser"'],
  ['.nothing // ""', '.nothing is null, so ""'],
  ['.nothing // .source', '.nothing is null, .source is "iam"'],
])('the line of %s shows a value once', (program, note) => {
  expect(explain(program, order).lines.map((line) => line.note)).toEqual([note]);
});

it('of more than three things tried, the one that came nearest is explained', () => {
  const items = [1, 2, 3, 4].map((a) => ({ a, b: 'x' }));
  expect(explain('any(.items[]; .a == 3 and .b == "y")', { items }).reason).toMatch(
    /: of the nearest, number 3, \.b is "x", the rule wants "y"$/,
  );
});

describe('the reason for which a program has no output', () => {
  it.each([
    ['.name == "DeleteUser"', '.name is "CreateUser", the rule wants "DeleteUser"'],
    ['.name != "CreateUser"', '.name is "CreateUser", the rule wants anything but "CreateUser"'],
    ['.name == "createuser"', '.name is "CreateUser", the rule wants "createuser" (they differ in case)'],
    ['.source == "iam "', '.source is "iam", the rule wants "iam " (they differ in white space)'],
    ['.account == 123', '.account is "0123", the rule wants 123'],
    [
      '.ports[0].from == "22"',
      '.ports[0].from is 22, the rule wants "22" (a number and a string are never equal)',
    ],
    ['.ports[0].from > 22', '.ports[0].from is 22, the rule wants more than 22'],
    ['22 < .ports[0].from', '.ports[0].from is 22, the rule wants more than 22'],
    ['.account < 5', '.account is "0123", the rule wants less than 5 (jq orders string and number by type)'],
    ['.name == "CreateUser" | not', '.name is "CreateUser", the rule wants anything but "CreateUser"'],
    [
      '.name == .user.name',
      '.name is "CreateUser" and .user.name is "alice", the rule wants the first to be the second',
    ],
    ['.user.Name == "alice"', '.user.Name is missing, but there is name, the rule wants "alice"'],
    ['.a.b.c == "x"', '.a.b.c is null: .a is missing, the rule wants "x"'],
    ['.nothing', '.nothing is null, the rule wants a value other than null and false'],
    ['.closed', '.closed is false, the rule wants a value other than null and false'],
    ['.name | not', '.name is "CreateUser", the rule wants null or false'],
    ['.name | test("^Delete")', '.name is "CreateUser", the rule wants it to match the regex "^Delete"'],
    [
      '.name | startswith("Create") | not',
      '.name is "CreateUser", the rule wants it not to start with "Create"',
    ],
    ['.user | .name | endswith("bob")', '.user | .name is "alice", the rule wants it to end with "bob"'],
    ['.name | contains("Role")', '.name is "CreateUser", the rule wants it to contain "Role"'],
    ['.user | has("arn")', '.user is {"type":"IAMUser","name":"alice"}, the rule wants it to have "arn"'],
    ['.name | IN("A", "B")', '.name is "CreateUser", the rule wants one of "A", "B"'],
    ['.name == "A" or .name == "B"', '.name is "CreateUser", the rule wants one of "A", "B"'],
    [
      '.name == "A" or .source == "B"',
      'the rule wants one of 2 alternatives: .name is "CreateUser", the rule wants "A"; or .source is "iam", the rule wants "B"',
    ],
    ['select(.name == "CreateUser") | select(.source == "s3")', '.source is "iam", the rule wants "s3"'],
    [
      'select(.name == "CreateUser") | .nothing',
      '.nothing is null, the rule wants a value other than null and false',
    ],
    [
      '.ports[] | select(.from == 80)',
      'none of the 2 outputs of .ports[] comes through: of the first, .from is 22, the rule wants 80; of the second, .from is 443, the rule wants 80',
    ],
    [
      'any(.ports[]; .from == 80)',
      'none of the 2 outputs of .ports[] has a true .from == 80: of the first, .from is 22, the rule wants 80; of the second, .from is 443, the rule wants 80',
    ],
    ['all(.ports[]; .from == 22)', '.from is 443, the rule wants 22'],
    ['any([][]; .from == 80)', '[][] gives nothing to look at'],
    ['[] | .[]', '.[] gives nothing, so that nothing comes out'],
    [
      'if .name == "CreateUser" then empty else . end',
      '.name is "CreateUser", the rule wants anything but "CreateUser"',
    ],
    [
      'if .name == "CreateUser" then .closed else . end',
      '.closed is false, the rule wants a value other than null and false',
    ],
    ['def isRole: .user.type == "Role"; select(isRole)', '.user.type is "IAMUser", the rule wants "Role"'],
    ['. as $r | $r.user.type == "Root"', '$r.user.type is "IAMUser", the rule wants "Root"'],
    ['.x // "none" | . == "x"', '.x // "none" is "none", the rule wants "x"'],
    [
      'reduce .ports[] as $p (0; . + $p.from) | . > 1000',
      'reduce .ports[] as $p (0; . + $p.from) is 465, the rule wants more than 1000',
    ],
    ['empty', 'empty gives no output'],
    ['false', 'false gives false'],
  ])('%s: %s', (program, reason) => {
    const { result, reason: got } = explain(program, order);
    expect(result).toBeUndefined();
    expect(got).toBe(reason);
  });

  it('names some alternatives when there are many', () => {
    const program = ['name', 'source', 'account', 'closed', 'nothing']
      .map((key) => `.${key} == "x"`)
      .join(' or ');
    expect(explain(program, order).reason).toMatch(/"CreateUser".*"iam".*"0123".*; or 2 more$/);
  });

  it('says where in the program the condition stands', () => {
    const program = 'select(.source == "iam" # here\n  and (.name == "X"))';
    expect(explain(program, order).place).toEqual({ line: 2, column: 8 });
  });

  it('says whether an output that does not count would have been one', () => {
    expect(explain('.ports[] | .from == 443', order).hasLaterOutput).toBe(true);
    expect(explain('.ports[] | .from == 80', order).hasLaterOutput).toBe(false);
  });
});

describe('the reason for which a program has an output', () => {
  it.each([
    ['.name == "CreateUser"', '.name == "CreateUser" holds'],
    ['.name', '.name is "CreateUser"'],
    ['select(.name == "CreateUser" and .source == "iam") | {name}', 'all of its conditions hold'],
    ['.name == "X" or .source == "iam"', '.source == "iam" holds'],
    ['any(.ports[]; .from == 443)', '.from == 443 holds'],
    ['.', 'it has no condition'],
    ['"text"', 'it has no condition'],
  ])('%s: %s', (program, reason) => {
    const { result, reason: got } = explain(program, order);
    expect(result?.kind).toBe('value');
    expect(got).toBe(reason);
  });
});

describe('a failure', () => {
  it.each([
    [
      '.nothing | test("x")',
      'test("x") failed (.nothing is null): null (null) cannot be matched, as it is not a string',
      '.nothing',
      '(.nothing // "")',
    ],
    [
      '.x | startswith("y") | not',
      'startswith("y") failed (.x is missing): startswith() requires string inputs',
      '.x',
      '(.x // "")',
    ],
    [
      'any(.user.groups[]; . == "a")',
      '.user.groups[] failed (.user.groups is missing): Cannot iterate over null (null)',
      '.user.groups[]',
      '.user.groups[]?',
    ],
    [
      '.name.first == "a"',
      '.name.first failed (.name is "CreateUser"): Cannot index string with string ("first")',
      '.name.first',
      '.name.first?',
    ],
    [
      '.user | test("x")',
      'test("x") failed (.user is {"type":"IAMUser","name":"alice"}): object ({"type":"IAMUser","name":...}) cannot be matched, as it is not a string',
      '.user',
      '(.user | strings // "")',
    ],
    ['.x | keys', 'keys failed (.x is missing): null (null) has no keys', '.x', '(.x // [])'],
    ['.name | tonumber > 5', undefined, 'tonumber', 'tonumber?'],
    ['.x - 1 == 0', undefined, '.x', '(.x // 0)'],
    ['.ports | map(.from | test("2"))', undefined, '.from', '(.from | tostring)'],
    ['def isAdmin: .role | test("admin"); select(isAdmin)', undefined, '.role', '(.role // "")'],
    ['.ports[0] | .to.a.b | ascii_downcase | test("x")', undefined, '.to.a.b', '(.to.a.b // "")'],
  ])('of %s', (program, reason, of, instead) => {
    const explanation = explain(program, order);
    expect(explanation.result?.kind).toBe('error');
    if (reason !== undefined) expect(explanation.reason).toBe(reason);
    expect(explanation.fix).toEqual({ of, instead });
  });

  it('has no fix where the program means to fail, or fails again', () => {
    expect(explain('error("x"), error("y")', order).fix).toBeUndefined();
    expect(explain('[.x[], .y[]]', order).fix).toBeUndefined();
  });
});

describe('the tree of a program', () => {
  it('has a line for each condition, with what was there, what decided, and what was not reached', () => {
    expect(treeOf('select(.source == "iam" and .name == "X" and .closed) | .name', order)).toBe(`
✗ select(…)
  ✓ .source == "iam"
  ✗ .name == "X" [.name is "CreateUser"] ◀
  · .closed
· .name`);
  });

  it('shows a few of many iterations, with the one that decided first', () => {
    const input = { ports: [1, 2, 3, 4, 5, 6].map((from) => ({ from })) };
    expect(treeOf('all(.ports[]; .from < 6)', input)).toBe(`
✗ all(.ports[]; .from < 6)
    .ports[] [{"from":1}, {"from":2}, {"from":3}, … (6)]
    6 of 6: [{"from":6}]
    ✗ .from < 6 [.from is 6] ◀
    1 of 6: [{"from":1}]
    ✓ .from < 6 [.from is 1]
    2 of 6: [{"from":2}]
    ✓ .from < 6 [.from is 2]
    … and 3 more`);
  });

  it('shows a function below its call', () => {
    expect(treeOf('def isUser: .user.type == "IAMUser" and .user.name == "bob"; isUser', order)).toBe(`
✗ isUser
  ✗ all of
    ✓ .user.type == "IAMUser"
    ✗ .user.name == "bob" [.user.name is "alice"] ◀`);
  });

  it('marks what failed, and what the real jq must evaluate', () => {
    expect(treeOf('select(.name == "CreateUser") | .x | test("y")', order)).toBe(`
✓ select(…)
  ✓ .name == "CreateUser"
! .x | test("y") [.x is missing] ◀`);
    expect(treeOf('select(.name == "CreateUser") | walk(.)', order)).toBe(`
✓ select(…)
  ✓ .name == "CreateUser"
? walk(.) ◀`);
  });

  it('names the value on which the first part of a pipe failed', () => {
    expect(treeOf('.nothing[] | .x == 1', order)).toBe(`
! .nothing[] | .x == 1 [.nothing is null] ◀`);
  });

  it('shows long pipes on several lines', () => {
    expect(treeOf('.name | . * 3 | . * 3 | startswith("x")', order)).toBe(`
  .name ["CreateUser"]
  . * 3 ["CreateUserCreateUserCreateUser"]
✗ . * 3 | startswith("x") [. * 3 gives "CreateUserCreateUserCreateUserCreateUserCreateUserCr…ateUserCreateUser"] ◀`);
  });

  it('shortens long values in the middle', () => {
    const { lines } = explain('.name == "x"', { name: `${'a'.repeat(500)}z` });
    expect(lines[0]?.note).toMatch(/^\.name is "a+…a+z"$/);
    expect(lines[0]?.note.length).toBeLessThan(100);
  });
});

const marks = {
  holds: '✓',
  'does not hold': '✗',
  failed: '!',
  'bailed out': '?',
  'not reached': '·',
  value: ' ',
};

const treeOf = (program: string, input: JsonValue): string =>
  explain(program, input)
    .lines.map(({ depth, mark, text, note, isDecisive }) => {
      const line = `${marks[mark]} ${text}${note === '' ? '' : ` [${note}]`}${isDecisive ? ' ◀' : ''}`;
      return `\n${'  '.repeat(depth)}${line}`;
    })
    .join('');

describe(`for whatever program and input (seed ${seed})`, () => {
  const check = (text: string, inputs: readonly JsonValue[]): void => {
    const [program, explainIt] = [compileProgram(text), explainer(text)];
    expect(explainIt === undefined, text).toBe(program === undefined);
    if (program === undefined || explainIt === undefined) return;
    for (const input of inputs) {
      const { result, lines, fix } = explainIt(input);
      expect(result, text).toEqual(evaluate(program, input));
      expect(lines.filter(({ isDecisive }) => isDecisive).length, text).toBeLessThanOrEqual(1);
      if (fix !== undefined) expect(text.replace(/\s/g, ''), text).toContain(fix.of.replace(/\s/g, ''));
    }
  };

  it('the result is that of the evaluator: conformance table', { timeout: 60_000 }, () => {
    for (const { rows } of readTables()) for (const row of rows) check(row.program, [inputOf(row)]);
  });

  it('the result is that of the evaluator: generated', { timeout: 120_000 }, () => {
    const inputs = fc.sample(anyInput(), { seed, numRuns: 15 });
    for (const text of fc.sample(anyProgram(), { seed, numRuns: 200 })) check(text, inputs);
  });
});
