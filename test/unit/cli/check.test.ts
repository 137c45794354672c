import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runMain } from '../../support/run-main.ts';

const check = (config: string, ...options: readonly string[]) =>
  runMain(['check', '-', ...options], { stdin: Readable.from([Buffer.from(config)]) });

const destination = `
[[destination]]
id = "Security topic"
type = "sns"
sns_arn = "arn:aws:sns:us-east-1:111122223333:security-alerts"
`;

const withProgram = (written: string): string =>
  `[[rule]]\nname = "Root, 100%: login"\njq_match = ${written}\ndestinations = ["Security topic"]\n${destination}`;

const misspelt = withProgram(
  `'''\n  select(.eventName == "ConsoleLogin"\n    and .userIdentity.typ == "Root")\n'''`,
);

const withDefine = (jq: string): string =>
  `${withProgram(`'isRoot and .eventName == "ConsoleLogn"'`)}[[define]]\njq = '${jq}'\n`;

describe('a finding', () => {
  it('is shown of what a define says, and of the rule that uses it, each at its own place', async () => {
    const { stderr } = await check(withDefine('def isRoot: .userIdentity.typ == "Root";'));
    expect(stderr.match(/^warning: -:\d+:\d+: .*? /gm)).toEqual([
      'warning: -:3:38: rule ',
      'warning: -:11:19: define ',
    ]);
    expect(stderr).toContain('.userIdentity.type == "Root"');
    expect(stderr).toContain('.eventName == "ConsoleLogin"');
  });

  it('is shown of a rule that can never match because of what it uses of a define', async () => {
    const define = 'def isRoot: .userIdentity.type == "Root" and .userIdentity.type == "IAMUser";';
    expect((await check(withDefine(define).replace('ConsoleLogn', 'ConsoleLogin'))).stderr).toMatch(/never/);
  });

  it('is shown with its line, what is meant, and the line with the fix', async () => {
    expect(await check(misspelt)).toEqual({
      code: 0,
      stdout: '- is usable: rules: 1, destinations: 1\n',
      stderr: [
        'warning: -:5:9: rule "Root, 100%: login": CloudTrail writes no .userIdentity.typ, but .userIdentity.type: this is always null [unknown-field]',
        '    5 |     and .userIdentity.typ == "Root")',
        '      |         ^^^^^^^^^^^^^^^^^',
        '  fix |     and .userIdentity.type == "Root")',
        '',
      ].join('\n'),
    });
  });

  it('is shown in a string with escapes, as it is written', async () => {
    const { stderr } = await check(withProgram(`".userIdentity.type == \\"root\\""`));
    expect(stderr).toContain('    3 | jq_match = ".userIdentity.type == \\"root\\""\n');
    expect(stderr).toContain('      |                                   ^^^^^^^^\n');
    expect(stderr).toContain('  fix | jq_match = ".userIdentity.type == \\"Root\\""\n');
  });

  it('is shown with only a part of a long line', async () => {
    const names = Array.from({ length: 20 }, () => '"CreateUser"').join(', ');
    const { stderr } = await check(withProgram(`'.eventName | IN(${names}, "DeletUser", ${names})'`));
    const [, line = '', caret = ''] = stderr.split('\n');
    expect(line.length).toBeLessThan(140);
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('"DeletUser"');
  });

  it('is shown of an ignore, which leaves out what it selects', async () => {
    const ignore = `[[ignore]]\nname = "Terraform"\nreason = "deployments"\njq_match = '(.userAgent // "") | test("terraform")'\n`;
    const { stderr } = await check(withProgram(`'.eventName == "CreateUser"'`) + ignore);
    expect(stderr).toMatch(/^warning: .*ignore "Terraform": .*userAgent.*\[trust\]\n/);
  });

  it('is shown of a threshold, whose programs see only what the rule matches', async () => {
    const withKey = (key: string) =>
      check(
        `[[rule]]\nname = "R"\njq_match = '.eventName == "GetObject"'\ndestinations = ["Security topic"]\n[rule.threshold]\ncount = 3\nkey = '${key}'\n${destination}`,
      );
    expect((await withKey('.userIdentity.typ')).stderr).toMatch(
      /^warning: -:7:8: rule "R", threshold: .*\[unknown-field\]\n/,
    );
    expect((await withKey('.requestParameters.bucketName | split("-")[0]')).stderr).toMatch(
      /^warning: -:7:8: rule "R", threshold: .* fails on a denied call, .*\[unguarded\]\n/,
    );
    expect((await withKey('.eventName | split("O")[0]')).stderr).toBe('');
    expect((await withKey('.requestParameters.bucketName')).stderr).toBe('');
  });

  it('fails the command with --strict', async () => {
    expect(await check(misspelt, '--strict')).toMatchObject({ code: 1 });
    expect(await check(withProgram(`'.userIdentity.type == "Root"'`), '--strict')).toMatchObject({ code: 0 });
  });

  it('fails the command if nobody can mean it', async () => {
    expect(await check(withProgram(`'.Records[].eventName == "CreateUser"'`))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: -:3:13: /),
    });
  });

  it('is an annotation on GitHub', async () => {
    expect(await check(misspelt, '--format', 'github')).toEqual({
      code: 0,
      stdout:
        '::warning file=-,line=5,col=9,endLine=5,endColumn=26,title=rule "Root%2C 100%25%3A login"%3A unknown-field::CloudTrail writes no .userIdentity.typ, but .userIdentity.type: this is always null%0Afix: and .userIdentity.type == "Root")\n',
      stderr: '',
    });
  });

  it('is JSON for programs', async () => {
    const { stdout, code } = await check(misspelt, '--format', 'json', '--strict');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      file: '-',
      usable: true,
      rules: 1,
      destinations: 1,
      findings: [
        {
          level: 'warning',
          kind: 'unknown-field',
          where: 'rule "Root, 100%: login"',
          line: 5,
          column: 9,
          endLine: 5,
          endColumn: 26,
          message: expect.stringContaining('.userIdentity.type'),
          fix: {
            before: '    and .userIdentity.typ == "Root")',
            after: '    and .userIdentity.type == "Root")',
          },
        },
      ],
    });
  });

  it('never shows the URL of a webhook, wherever it stands', async () => {
    const url = 'https://hooks.slack.com/services/T00000001/B00000001/secretsecretsecret';
    const config = `rule = [{ name = "R", jq_match = '.eventname == "${url}"', destinations = ["s"] }]\ndestination = [{ id = "s", type = "slack_webhook", webhook_url = "${url}" }]\n`;
    for (const format of ['text', 'json', 'github']) {
      const { stdout, stderr } = await check(config, '--format', format);
      expect(stdout + stderr).toContain('unknown-field');
      expect(stdout + stderr).not.toContain('secretsecret');
    }
  });
});

describe('a config that cannot be used', () => {
  const broken = `${withProgram(`'select('`)}${withProgram(`'.eventname == "CreateUser"'`).replace(destination, '')}`;

  it('is reported with everything that is probably not meant', async () => {
    const { code, stderr, stdout } = await check(broken);
    expect({ code, stdout }).toEqual({ code: 78, stdout: '' });
    expect(stderr).toMatch(/unknown-field/);
    expect(stderr).toMatch(/error: -: a problem\n {2}line 3: .*jq_match does not compile/);
  });

  it.each(['json', 'github'])('is reported as %s, too', async (format) => {
    const { code, stdout } = await check(broken, '--format', format);
    expect(code).toBe(78);
    expect(stdout).toMatch(/invalid-config/);
    expect(stdout).toMatch(/unknown-field/);
    expect(await check('a = ', '--format', format)).toMatchObject({
      code: 78,
      stdout: expect.stringContaining('invalid-config'),
    });
  });
});

describe('check --explain', () => {
  it.each([
    [
      '.errorCode == null and .eventSource == "iam.amazonaws.com" and (.eventName | IN("CreateUser", "DeleteUser"))',
      ['iam.amazonaws.com: CreateUser, DeleteUser', 'only without errorCode', 'in-process'],
    ],
    ['.userIdentity.type == "Root"', ['every event', 'callers    Root', 'in-process']],
    ['.eventName | startswith("Delete")', ['more sources', 'in-process']],
    ['.eventName == "NoSuchEvent"', ['no event of the catalogue']],
    ['[walk(.) | .eventName] | length > 0', ['the real jq where it gets to it, because of walk']],
    ['.userAgent // "" | test("(a+)\\\\1")', ['because of the regex "(a+)\\\\1"']],
  ])('says which events a rule can match, and what evaluates it: %s', async (program, expected) => {
    const { stdout } = await check(withProgram(`'''${program}'''`), '--explain');
    for (const part of expected) expect(stdout).toContain(part);
  });

  it.each([
    ['.errorCode | IN("AccessDenied", "Client.UnauthorizedOperation") | not', undefined],
    ['(.errorCode // "" | test("AccessDenied|Unauthorized")) | not', undefined],
    ['.errorCode == "ThrottlingException"', 'only with errorCode'],
    ['.errorCode == null', 'only without errorCode'],
  ])('says of which calls only if no other can match: %s', async (program, expected) => {
    const { stdout } = await check(withProgram(`'''${program}'''`), '--explain');
    expect(/^ {2}calls +(.*)$/m.exec(stdout)?.[1]).toBe(expected);
  });

  it('says which outcome a rule wants, and from how many matches on it alerts', async () => {
    const toml = `[[rule]]
name = "R"
outcome = "denied"
jq_match = '.eventSource == "sts.amazonaws.com"'
destinations = []
[rule.threshold]
count = 5
key = '.userIdentity.arn'
distinct = '.eventName'
`;
    const { stdout } = await check(toml, '--explain');
    expect(stdout).toContain('  calls      only denied\n');
    expect(stdout).toContain(
      '  alerts     once for 5 different .eventName or more in a log file with the same .userIdentity.arn\n',
    );
    const { stdout: json } = await check(toml, '--explain', '-f', 'json');
    expect(JSON.parse(json).explanations).toMatchObject([
      { outcome: 'denied', threshold: { count: 5, key: '.userIdentity.arn', distinct: '.eventName' } },
    ]);
  });

  it('is JSON for programs', async () => {
    const { stdout } = await check(withProgram(`'.eventName == "CreateUser"'`), '--explain', '-f', 'json');
    expect(JSON.parse(stdout).explanations).toMatchObject([
      { rule: 'Root, 100%: login', callers: 'every caller', outcomes: 'any', engine: 'in-process' },
    ]);
  });
});
