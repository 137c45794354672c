import { describe, expect, it } from 'vitest';
import { testsBeside, testsInConfig } from '../../../src/config/rule-tests.ts';

const rule = (tests: string, name = 'R'): string =>
  `[[rule]]\nname = "${name}"\njq_match = "."\ndestinations = []\n${tests}`;

const read = (text: string) => testsInConfig({ uri: 'tattletail.toml', text });

const readBeside = (text: string, rules = [{ id: 'R', name: 'R' }]) =>
  testsBeside({ uri: 'tattletail.test.toml', text }, rules);

const problemsOf = async (reading: Promise<unknown>): Promise<string> =>
  reading.then(
    () => 'none',
    (error: Error) => error.message,
  );

describe('tests of rules', () => {
  it('stand below their rule, with records in TOML, in JSON, or in files', async () => {
    const tests = await read(
      rule(`
[[rule.test]]
name = "in TOML"
expect = "match"
output = { a = 1 }
severity = "high"
[rule.test.record]
eventTime = 2026-11-20T09:02:11Z
userIdentity.type = "Root"

[[rule.test]]
name = "in JSON"
expect = "no match"
record = '{ "errorCode": null, "n": 1 }'

[[rule.test]]
name = "several"
expect = "match"
record = ['{"Records": [{"a": 1}, {"a": 2}]}', '[{"a": 3}]', { a = 4 }]
file = "records.json"
`),
    );
    expect(tests).toEqual([
      {
        name: 'in TOML',
        rule: 0,
        records: [{ eventTime: '2026-11-20T09:02:11Z', userIdentity: { type: 'Root' } }],
        files: [],
        expected: { kind: 'match', output: { a: 1 }, severity: 'high' },
        where: 'rule "R", test "in TOML"',
        line: 6,
      },
      {
        name: 'in JSON',
        rule: 0,
        records: [{ errorCode: null, n: 1 }],
        files: [],
        expected: { kind: 'no match' },
        where: 'rule "R", test "in JSON"',
        line: 15,
      },
      {
        name: 'several',
        rule: 0,
        records: [{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }],
        files: ['records.json'],
        expected: { kind: 'match', output: undefined, severity: undefined },
        where: 'rule "R", test "several"',
        line: 20,
      },
    ]);
  });

  it('stand in a file beside the config, and name their rule or its id', async () => {
    const beside =
      'test = [\n  { rule = "R", name = "a", record = {}, expect = "match" },\n  { rule = "R#2", name = "b", record = {}, expect = "match" },\n]\n';
    const rules = [
      { id: 'R', name: 'R' },
      { id: 'R#2', name: 'R' },
    ];
    const tests = await readBeside(beside, rules);
    expect(tests.map((test) => [test.name, test.rule, test.line])).toEqual([
      ['a', 0, 2],
      ['b', 1, 3],
    ]);
  });

  it('may have keys in any case, as everything in a config', async () => {
    const tests = await read(rule('[[rule.Test]]\nName = "a"\nRecord = {}\nExpect = "match"\n'));
    expect(tests).toHaveLength(1);
  });

  it('have their problems reported with a line, all at once', async () => {
    expect(
      await problemsOf(
        read(
          rule(`
[[rule.test]]
expect = "matches"
record = "{"
[[rule.test]]
name = "no record"
expect = "match"
[[rule.test]]
name = "not records"
expect = "no match"
record = [1]
file = [""]
[[rule.test]]
name = "too much"
expect = "no match"
record = {}
output = 1
outptu = 1
severity = "low"
[[rule.test]]
name = "empty"
expect = "match"
record = []
`),
        ),
      ),
    ).toMatchInlineSnapshot(`
      "tattletail.toml: 10 problems
        line 6: rule "R", test 1 (without name): name is missing
        line 7: rule "R", test 1 (without name): expect must be one of "match", "no match", got "matches"
        line 8: rule "R", test 1 (without name): record is text that is no JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2)
        line 9: rule "R", test "no record": record is missing
        line 15: rule "R", test "not records": record must be a record: a table, JSON text, or a list of these
        line 16: rule "R", test "not records": file must be a path or a list of paths
        line 21: rule "R", test "too much": output can only be expected of a match
        line 22: rule "R", test "too much": unknown key outptu, did you mean output?
        line 23: rule "R", test "too much": severity can only be expected of a match
        line 27: rule "R", test "empty": record must not be an empty list"
    `);
  });

  it('have their problems reported in the file beside the config too', async () => {
    expect(
      await problemsOf(
        readBeside(
          '[[test]]\nname = "a"\nrule = "Key craeted"\nexpect = "match"\nrecord = {}\n[[test]]\nname = "b"\nexpect = "match"\nrecord = {}\n[[tests]]\n',
          [{ id: 'Key created', name: 'Key created' }],
        ),
      ),
    ).toMatchInlineSnapshot(`
      "tattletail.test.toml: 3 problems
        line 3: test "a": unknown rule "Key craeted", did you mean Key created?
        line 6: test "b": rule is missing: the name or id of the rule that the test is for
        line 10: tests: unknown key tests, did you mean test?"
    `);
    expect(await problemsOf(read(`${rule('')}test = 1\n`))).toMatchInlineSnapshot(`
      "tattletail.toml: a problem
        line 5: rule "R": test must be a list of tables, each under its own [[rule.test]], got a number"
    `);
  });
});
