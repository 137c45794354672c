import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { built } from '../support/build.ts';
import { readText } from '../support/fixtures.ts';

/** Runs the built command line in a folder with these files. */
const tattletail = (args: readonly string[], files: Readonly<Record<string, string | Uint8Array>>) => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [built('cli.mjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

const rule = (name: string, jq: string, tests = ''): string =>
  `[[rule]]\nname = "${name}"\njq_match = '${jq}'\ndestinations = []\n${tests}`;

const threshold = (count: number): string =>
  `[rule.threshold]\ncount = ${count}\nkey = '.userIdentity.arn'\n`;

const aTest = (name: string, expected: string, record: string): string =>
  `[[rule.test]]\nname = "${name}"\nexpect = "${expected}"\n${record}\n`;

const example = {
  'tattletail.toml': readText('tattletail.example.toml'),
  'tattletail.test.toml': readText('tattletail.example.test.toml'),
};

describe('tattletail test', () => {
  it('takes a file of tests for the config that it is beside, which it tests once', () => {
    const all = ['tattletail.test.toml', 'tattletail.toml'];
    expect(tattletail(['test', ...all], example)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^tattletail\.toml\n(.*\n)*Tests: 7 passed, 0 failed\.\n$/),
    });
    expect(tattletail(['test', 'gone.test.toml'], {})).toMatchObject({
      status: 78,
      stderr: expect.stringContaining('gone.toml'),
    });
  });

  it('runs the tests in the config and in the file beside it', () => {
    expect(tattletail(['test'], example)).toMatchInlineSnapshot(`
      {
        "status": 0,
        "stderr": "",
        "stdout": "tattletail.toml
        Access key created
          ✓ a new key
          ✓ a call of the same name to another service
          ✓ another call
        Session Manager session started
          ✓ the alert shows the session and the instance
          ✓ other calls
        User created
          ✓ a new user
          ✓ calls that create no IAM user

      Tests: 7 passed, 0 failed.
      ",
      }
    `);
  });

  it('fails with what was expected, what came and of which record, and names rules without tests', () => {
    const config = [
      rule(
        'Created',
        'select(.eventName == "CreateUser")',
        aTest('a', 'no match', 'file = ["logs/1.json", "2.json.gz"]'),
      ),
      rule(
        'Denied',
        '.errorCode | test("Denied")',
        aTest('b', 'no match', 'record = { eventName = "GetUser" }'),
      ),
      rule('Untested', 'true'),
    ].join('');
    const files = {
      'rules/tattletail.toml': config,
      'rules/logs/1.json':
        '{"Records": [{"eventName": "GetUser"}, {"eventName": "CreateUser", "eventSource": "iam.amazonaws.com"}]}',
      'rules/2.json.gz': gzipSync('{"eventName": "GetUser"}'),
    };
    expect(tattletail(['test', 'rules/tattletail.toml'], files)).toMatchInlineSnapshot(`
      {
        "status": 1,
        "stderr": "",
        "stdout": "rules/tattletail.toml
        Created
          ✗ a
              record:   2 of 3 (logs/1.json), CreateUser of iam.amazonaws.com
              expected: no match
              got:      match
        Denied
          ✗ b
              record:   1 of 1, GetUser
              expected: no match
              got:      the rule failed: null (null) cannot be matched, as it is not a string

      Rules without tests:
        Untested
      Tests: 0 passed, 2 failed.
      ",
      }
    `);
  });

  it('fails if there is no test at all', () => {
    expect(
      tattletail(['test', 'a.toml', 'b.toml'], { 'a.toml': rule('A', 'true'), 'b.toml': rule('B', 'true') }),
    ).toMatchInlineSnapshot(`
      {
        "status": 1,
        "stderr": "",
        "stdout": "a.toml
      b.toml

      Rules without tests:
        A
        B
      error: no tests
      ",
      }
    `);
  });

  it('reports files of tests that it cannot use, and so does check', () => {
    const files = {
      'tattletail.toml': rule(
        'R',
        'true',
        aTest('a', 'match', 'file = ["none.json", "text.json", "list.json"]'),
      ),
      'text.json': 'text',
      'list.json': '[1]',
    };
    const outcome = tattletail(['test'], files);
    expect(outcome).toMatchInlineSnapshot(`
      {
        "status": 78,
        "stderr": "error: tattletail.toml: 3 problems
        line 5: rule "R", test "a": file "none.json" cannot be read: no such file or directory
        line 5: rule "R", test "a": file "text.json" is no JSON: Unexpected token 'e', "text" is not valid JSON
        line 5: rule "R", test "a": file "list.json" holds something other than records
      ",
        "stdout": "",
      }
    `);
    expect(tattletail(['check'], files)).toEqual({
      ...outcome,
      stderr: expect.stringContaining(outcome.stderr),
    });
  });

  it('reports malformed tests in check', () => {
    const beside = '[[test]]\nrule = "r"\nname = "a"\nexpect = "maybe"\n';
    const { status, stderr } = tattletail(['check'], { ...example, 'tattletail.test.toml': beside });
    expect(status).toBe(78);
    expect(stderr).toContain(
      [
        'error: tattletail.test.toml: 2 problems',
        '  line 2: test "a": unknown rule "r"',
        '  line 4: test "a": expect must be one of "match", "no match", got "maybe"',
        '',
      ].join('\n'),
    );
  });

  it('names the file of malformed tests in check --format json', () => {
    const beside = '[[test]]\nrule = "r"\nname = "a"\nexpect = "match"\n';
    const files = { ...example, 'tattletail.test.toml': beside };
    const { stdout } = tattletail(['check', '--format', 'json'], files);
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'tattletail.toml',
      findings: expect.arrayContaining([
        expect.objectContaining({ file: 'tattletail.test.toml', line: 2, message: 'unknown rule "r"' }),
      ]),
    });
  });
});

describe('tattletail test --mutate', () => {
  it('passes where tests see every change of a rule', () => {
    const { status, stdout } = tattletail(['test', '--mutate'], example);
    expect(stdout).toMatch(/^Tests: 7 passed, 0 failed\.\nMutants: 20 killed, 0 survived\.\n$/m);
    expect(status).toBe(0);
  });

  it('fails with the line of every change that no test sees, and a record that would', () => {
    const config = [
      "[[rule]]\nname = 'Denied'\njq_match = '''\n  select(.eventName == \"GetUser\"\n    and .errorCode != null)\n'''\ndestinations = []\n",
      aTest('denied', 'match', 'record = { eventName = "GetUser", errorCode = "AccessDenied" }'),
      aTest('another call', 'no match', 'record = { eventName = "ListUsers", errorCode = "AccessDenied" }'),
      rule('Fails', 'true', aTest('never', 'no match', 'record = {}')),
    ].join('');
    expect(tattletail(['test', '-m'], { 'tattletail.toml': config })).toMatchInlineSnapshot(`
      {
        "status": 1,
        "stderr": "",
        "stdout": "tattletail.toml
        Denied
          ✓ denied
          ✓ another call
          mutants: 6, killed: 5
          ✗ line 5: without: .errorCode != null
              no test sees it; this would: the record of test "denied" without .errorCode (expect no match, not a match)
        Fails
          ✗ never
              record:   1 of 1, without eventName
              expected: no match
              got:      match with output true

      Tests: 2 passed, 1 failed.
      Mutants: 5 killed, 1 survived.
      ",
      }
    `);
  });
});

it('test --mutate says which definitions it does not change, and which conditions can go', () => {
  const tests = [
    aTest('a', 'match', 'record = { eventName = "GetUser", eventSource = "iam.amazonaws.com" }'),
    aTest('b', 'no match', 'record = { eventName = "GetRole", eventSource = "iam.amazonaws.com" }'),
  ];
  const config = `[[define]]\njq = 'def getUser: .eventName == "GetUser";'\n${rule(
    'R',
    'getUser and (.eventSource | type) == "string"',
    tests.join('\n'),
  )}`;
  const { stdout } = tattletail(['test', '--mutate'], { 'tattletail.toml': config });
  expect(stdout).toContain('    not changed: getUser (a [[define]])\n');
  expect(stdout).toContain(
    'no test sees it; only a record that CloudTrail never writes shows it (the record of test "a" without .eventSource): the rest of the rule already decides this, and it can go\n',
  );
});

describe('of a rule with a threshold', () => {
  const calls = (...who: readonly string[]): string =>
    `record = [${who.map((name) => `{ userIdentity.arn = "${name}" }`).join(', ')}]`;
  const config = rule(
    'Many',
    'true',
    `${threshold(2)}\n${[
      aTest('two calls', 'match', calls('alice', 'alice')),
      aTest('by two callers', 'no match', calls('alice', 'bob')),
    ].join('\n')}`,
  );

  it('test gives it the records of a test together', () => {
    const { status, stdout } = tattletail(['test'], { 'tattletail.toml': config });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('Tests: 2 passed') });
  });

  it('test --mutate changes the threshold, too', () => {
    const { status, stdout } = tattletail(['test', '--mutate'], { 'tattletail.toml': config });
    expect(stdout).toContain('mutants: 3, killed: 3');
    expect(status).toBe(0);
    const [first = ''] = config.split('[[rule.test]]\nname = "by two');
    const less = tattletail(['test', '--mutate'], { 'tattletail.toml': first });
    expect(less.stdout).toContain(
      '✗ line 5: count = 2 → 1\n        no test sees it; this would: one that expects no match of the same key once',
    );
    expect(less.status).toBe(1);
  });
});

describe('tattletail test --record', () => {
  const logs = { ...example, 'logs/morning.json': readText('fixtures/log-files/morning.json') };

  it('writes tests that pass, without the names of the records', () => {
    const { status, stdout, stderr } = tattletail(['test', '-r', 'User created', 'logs'], logs);
    expect(status).toBe(0);
    expect(stderr).toBe('Read 6 records, wrote 2 tests. Look through them before you share them.\n');
    expect(stdout).not.toMatch(/bob|alice|Admin|AKIAEXAMPLEALICE|198\.51\.100/);
    const again = tattletail(['test'], { ...logs, 'tattletail.test.toml': stdout });
    expect(again.stdout).toMatch(/ {4}✓ matches CreateUser\n {4}✓ does not match CreateUser that failed/);
    expect(again.status).toBe(0);
  });

  it('says why no test expects no match', () => {
    const files = {
      'tattletail.toml': rule('R', '.eventName == "GetUser"', ''),
      'logs.json': '{"Records": [{"eventName": "GetUser"}]}',
    };
    expect(tattletail(['test', '-r', 'R', 'logs.json'], files).stderr).toBe(
      'Read 1 record, wrote 1 test. Look through them before you share them.\nwarning: no test expects "no match": no record of the same event was read that the rule does not match\n',
    );
  });

  it.each([
    [
      'no record matches',
      ['User created', 'none.json'],
      1,
      /^error: no test was written: the rule matches none of 1 record\n$/,
    ],
    [
      'there is no such rule',
      ['User craeted', 'none.json'],
      64,
      /there is no rule "User craeted", did you mean User created\?/,
    ],
    [
      'the rule has a threshold',
      ['Many', 'none.json'],
      1,
      /rule "Many" has a threshold: its tests need several/,
    ],
    ['there are no log files', ['User created'], 64, /--record needs log files/],
    [
      'a log file cannot be read',
      ['User created', 'nothing.json'],
      1,
      /warning: nothing.json: .*no such file/,
    ],
  ])('fails if %s', (_, args, status, stderr) => {
    const outcome = tattletail(['test', '--record', ...args], {
      ...logs,
      'tattletail.toml': `${example['tattletail.toml']}\n${rule('Many', 'true', threshold(2))}`,
      'none.json': '{"eventName":"GetUser","eventSource":"iam.amazonaws.com","eventVersion":"1.11"}',
    });
    expect(outcome).toEqual({ status, stdout: '', stderr: expect.stringMatching(stderr) });
  });
});

describe('tests cost nothing where rules run', () => {
  it('scan does not look at them', () => {
    const files = {
      'tattletail.toml': rule('R', 'true', 'test = "broken"\n'),
      '1.json': '{"Records": [{"eventName": "GetUser"}]}',
    };
    const { status, stdout } = tattletail(['scan', '-f', 'count', '1.json'], files);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '       1  R\n' });
  });
});
