import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { built } from '../support/build.ts';
import { failedTransformation } from '../support/events.ts';
import { readText } from '../support/fixtures.ts';
import { created } from '../support/function.ts';
import { startS3 } from '../support/s3-server.ts';
import { startSlack } from '../support/slack-server.ts';

interface Outcome {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line as a process, in a folder with log files of every kind. */
const tattletail = (
  args: readonly string[],
  { stdin = '', env = {} }: { stdin?: string | Buffer; env?: NodeJS.ProcessEnv } = {},
) =>
  new Promise<Outcome>((resolve) => {
    const child = execFile(
      process.execPath,
      [built('cli.mjs'), ...args],
      { cwd: folder, env },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
    child.stdin?.end(stdin);
  });

const folder = mkdtempSync(join(tmpdir(), 'tattletail-'));
const morning = readText('fixtures/log-files/morning.json');
const put = (path: string, content: string | Uint8Array) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
};
put('tattletail.toml', readText('tattletail.example.toml'));
put(
  'severity.toml',
  '[[rule]]\nname = "R"\nid = "r"\nseverity = "high"\noutcome = "success"\njq_match = \'.eventName == "CreateUser"\'\ndestinations = []\n',
);
put(
  'ignores.toml',
  `[[rule]]\nname = "R"\njq_match = '.eventName == "CreateUser"'\ndestinations = []\n` +
    `[[ignore]]\nname = "Bob"\njq_match = '.userIdentity.arn | test("Admin")'\n` +
    `[[ignore]]\nname = "old"\njq_match = "true"\nexpires = 2020-01-31\n` +
    `[[ignore]]\nname = "bad"\njq_match = ".eventName | error"\n` +
    `[[ignore]]\nname = "dead"\njq_match = "false"\n` +
    `[ignore_profiles]\naws-self = true\n`,
);
put(
  'bursts.toml',
  `[[rule]]\nname = "Many calls"\njq_match = "true"\ndestinations = []\n[rule.threshold]\ncount = 2\nkey = '.userIdentity.arn'\n` +
    `[[rule]]\nname = "Denied"\njq_match = '.errorCode == "AccessDenied"'\ndestinations = []\n`,
);
const byAlice = { userIdentity: { arn: 'arn:aws:iam::111122223333:user/alice' } };
put(
  'bursts.json',
  JSON.stringify({
    Records: [
      { eventID: 'a', eventTime: '2026-11-20T09:00:00Z', ...byAlice },
      { eventID: 'b', eventTime: '2026-11-20T09:01:00Z', ...byAlice, errorCode: 'AccessDenied' },
      { eventID: 'c', eventTime: '2026-11-20T09:02:00Z', userIdentity: { arn: 'bob' } },
      { eventID: 'd', eventTime: '2026-11-20T09:03:00Z', userIdentity: {} },
    ],
  }),
);
put('broken.toml', '[[rule]]\nname = "R"\njq_match = "select("\ndestinations = []\n');
put('fails.toml', '[[rule]]\nname = "R"\njq_match = ".errorCode | test(\\"Denied\\")"\ndestinations = []\n');
put(
  'walks.toml',
  '[[rule]]\nname = "W"\njq_match = \'select(.eventName == "CreateUser") | walk(.) | .eventName\'\ndestinations = []\n',
);
put(
  'denied.toml',
  '[[rule]]\nname = "D"\njq_match = \'.eventName == "CreateUser"\'\noutcome = "denied"\ndestinations = []\n',
);
const ignoring = (expires: string) =>
  `[[rule]]\nname = "I"\njq_match = '.eventName == "CreateUser"'\ndestinations = []\n[[ignore]]\nname = "Bob"\njq_match = 'true'\nreason = "he does that"\n${expires}`;
put('ignored.toml', ignoring(''));
put('expired.toml', ignoring('expires = 2020-01-31\n'));
put('empty.toml', '');
put(
  'in-turn.json',
  JSON.stringify({
    Records: [null, 2, {}, [], true, null, null, [], null].map((errorCode, index) => ({
      eventVersion: '1.08',
      eventID: String(index + 1),
      errorCode,
    })),
  }),
);
for (let number = 10; number < 22; number += 1) put(`many-others/${number}.txt`, 'no log file');
put(
  'hostile-problem.toml',
  '[[rule]]\r\nname = "R"\r\njq_match = """\r\n\t\tselect(.x\\u001b[2K\t]\r\n)"""\r\ndestinations = []\r\n',
);
put('logs/2026/morning.json', morning);
put('logs/2026/evening.json.gz', gzipSync(morning));
put('logs/CloudTrail-Digest/digest.json.gz', gzipSync('{"logFiles":[]}'));
put('logs/notes.txt', 'no log file');
put('truncated.json.gz', gzipSync(morning).subarray(0, 100));
put('empty-folder/.keep', '');
put('bucket/AWSLogs/111122223333/Config/history.json.gz', gzipSync('{"configurationItems":[]}'));
put('bucket/flow-logs/1.log', '2 123456789010 eni-0a1b 10.0.0.1 10.0.0.2 20641 22 6 20 4249 1 2 ACCEPT OK\n');

const lineOfProgram =
  readText('tattletail.example.toml')
    .split('\n')
    .findIndex((line) => line.includes('CreateAccessKey')) + 1;

const counts =
  '       1  Access key created\n       1  Session Manager session started\n       1  User created\n';
const inspected = 'Inspected 1 log file: 6 records, 3 matches.\n';

/** The example has a webhook that is none. */
const placeholderWarning =
  /^warning: \S+:\d+: destination "Security channel": webhook_url is the one of the example.*\n$/;

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly stdin?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
  readonly code: number;
  readonly stdout: string | RegExp;
  readonly stderr: string | RegExp;
}

const cases: readonly Case[] = [
  {
    name: 'shows with each alert an ignore to paste, if verbose',
    args: ['scan', '--verbose', 'logs/2026/morning.json'],
    code: 0,
    stdout: /^\[\[ignore\]\]\nname = "User created: .*"\nrules = \["User created"\]\njq_match = '.*'\n\n$/m,
    stderr: inspected,
  },
  {
    name: 'counts the matches of a file',
    args: ['scan', '-f', 'count', 'logs/2026/morning.json'],
    code: 0,
    stdout: counts,
    stderr: inspected,
  },
  {
    name: 'shows bursts, and says how many matches are in none',
    args: ['scan', '-c', 'bursts.toml', 'bursts.json'],
    code: 0,
    stdout:
      /^Denied\n(.*\n)*\nMany calls\n\nBurst {3}2 times by arn:aws:iam::111122223333:user\/alice between 2026-11-20T09:00:00Z and 2026-11-20T09:01:00Z\n(.*\n)*Events {2}a, b\n/,
    stderr: 'Inspected 1 log file: 4 records, 5 matches, 2 of them below a threshold.\n',
  },
  {
    name: 'counts bursts',
    args: ['scan', '-c', 'bursts.toml', '-f', 'count', 'bursts.json'],
    code: 0,
    stdout: '       1  Many calls\n       1  Denied\n',
    stderr: 'Inspected 1 log file: 4 records, 5 matches, 2 of them below a threshold.\n',
  },
  {
    name: 'has bursts in jsonl with their events',
    args: ['scan', '-c', 'bursts.toml', '-f', 'jsonl', '-q', 'bursts.json'],
    code: 0,
    stdout:
      /"rule":"Many calls",.*"count":2,"key":"arn:aws:iam::111122223333:user\/alice","first":"2026-11-20T09:00:00Z","last":"2026-11-20T09:01:00Z","eventIDs":\["a","b"\]/,
    stderr: '',
  },
  {
    name: 'reads gzip',
    args: ['scan', '--format', 'count', 'logs/2026/evening.json.gz'],
    code: 0,
    stdout: counts,
    stderr: inspected,
  },
  {
    name: 'reads standard input',
    args: ['scan', '-f', 'count', '-'],
    stdin: gzipSync(morning),
    code: 0,
    stdout: counts,
    stderr: inspected,
  },
  {
    name: 'reads a folder with everything below it, and names what is no log file',
    args: ['scan', '-f', 'count', 'logs'],
    code: 0,
    stdout: counts.replaceAll('1 ', '2 '),
    stderr:
      'left out: 2 files (2 not CloudTrail)\n  logs/CloudTrail-Digest/digest.json.gz: a CloudTrail digest\n  logs/notes.txt: text\nInspected 2 log files: 12 records, 6 matches.\n',
  },
  {
    name: 'shows on a terminal how far it is',
    args: ['scan', '-f', 'count', 'logs/2026/morning.json'],
    env: { NODE_OPTIONS: '--import=data:text/javascript,process.stderr.isTTY=true' },
    code: 0,
    stdout: counts,
    stderr: /=== 1\/1 log files.*Inspected 1 log file: 6 records, 3 matches\.\n$/s,
  },
  {
    name: 'fails where there is no log file',
    args: ['scan', 'empty-folder', 'logs/notes.txt'],
    code: 1,
    stdout: '',
    stderr:
      'left out: 2 files (1 not CloudTrail, 1 empty)\n  empty-folder/.keep: empty\n  logs/notes.txt: text\nerror: no log file was read\nInspected 0 log files: 0 records, 0 matches.\n',
  },
  {
    name: 'does not fail where everything is what other services write',
    args: ['scan', 'bucket'],
    code: 0,
    stdout: '',
    stderr:
      /^left out: 2 files \(2 not CloudTrail\)\n.*: a file of AWS Config\n.*: a VPC flow log\nwarning: no log file was read\n/,
  },
  {
    name: 'takes another config',
    args: ['scan', '--config', 'fails.toml', '-f', 'count', 'logs/2026/morning.json'],
    code: 1,
    stdout: '       1  R\n',
    stderr:
      'error: logs/2026/morning.json: rule "R" failed on event 5eed0000-1111-4222-8333-000000000001 and on 4 other records: null (null) cannot be matched, as it is not a string\nInspected 1 log file: 6 records, 1 match.\n',
  },
  {
    name: 'shows the severity and the id of a rule that has them',
    args: ['scan', '--config', 'severity.toml', 'logs/2026/morning.json'],
    code: 0,
    stdout: /^\[high\] R\n.*\nRule {4}r\nFile {4}logs/s,
    stderr: /1 match\.\n$/,
  },
  {
    name: 'gives the severity and the id as JSON too',
    args: ['scan', '--config', 'severity.toml', '-f', 'jsonl', 'logs/2026/morning.json'],
    code: 0,
    stdout: /"rule":"R","ruleId":"r","severity":"high","description":""/,
    stderr: /1 match\.\n$/,
  },
  {
    name: 'shows what ignores ignored, would have ignored, failed on, and which are of no use',
    args: ['scan', '--config', 'ignores.toml', '-f', 'count', 'logs/2026/morning.json'],
    code: 0,
    stdout: '       1  R\n',
    stderr: [
      'warning: ignore "old" expired on 2020-01-31, and ignores nothing any more',
      'ignored: 1 match by "Bob"',
      'not ignored any more: 1 match by "old"',
      'warning: ignore "bad" failed on 1 match, which it did not ignore: CreateUser',
      'ignored nothing: "dead"',
      'Inspected 1 log file: 6 records, 1 match.\n',
    ].join('\n'),
  },
  {
    name: 'gives an ignore to paste with each match',
    args: ['scan', '--config', 'severity.toml', '-f', 'jsonl', 'logs/2026/morning.json'],
    code: 0,
    stdout: /"ignore":"\[\[ignore\]\]\\nname = .*\\nrules = \[\\"r\\"\]\\njq_match = '/,
    stderr: /1 match\.\n$/,
  },
  {
    name: 'goes on after a file that cannot be read',
    args: ['scan', '-f', 'count', 'truncated.json.gz', 'nosuch.json', 'logs/2026/morning.json'],
    code: 1,
    stdout: counts,
    stderr:
      'error: truncated.json.gz: is broken: the gzip data ends too early\nerror: nosuch.json: cannot be read: no such file or directory\nInspected 1 of 3 log files: 6 records, 3 matches.\n',
  },
  {
    name: 'says how log files are read that are in S3',
    args: ['scan', 's3://my-trail/AWSLogs/key.json.gz'],
    code: 1,
    stdout: '',
    stderr:
      /^error: s3:\/\/my-trail\/AWSLogs\/key\.json\.gz: S3 is not read from here: pipe in what aws s3 cp s3:/,
  },
  {
    name: 'says that a path is empty',
    args: ['scan', ''],
    code: 1,
    stdout: '',
    stderr: /^error: "": cannot be read: no such file or directory\n/,
  },
  {
    name: 'shows alerts as a person reads them',
    args: ['scan', 'logs/2026/morning.json'],
    code: 0,
    stdout:
      /^\[high\] Access key created\nalice \(IAM user\) created access key AKIAEXAMPLEDEPLOY001 for user deploy\nSomebody created an access key\..*\n\nWhat {4}CreateAccessKey \(iam\.amazonaws\.com\)\nOutcome succeeded\nWho {5}alice \(IAM user\), arn:aws:iam::111122223333:user\/alice\n/,
    stderr: inspected,
  },
  {
    name: 'shows a few reasons of a rule that fails, each with how often',
    args: ['scan', '-c', 'fails.toml', '-f', 'count', 'in-turn.json'],
    code: 1,
    stdout: '       0  R\n',
    stderr: [
      'error: in-turn.json: rule "R" failed on 9 records',
      '  on event 1 and on 3 other records: null (null) cannot be matched, as it is not a string',
      '  on event 2: number (2) cannot be matched, as it is not a string',
      '  on event 3: object ({}) cannot be matched, as it is not a string',
      '  on 3 other records for other reasons',
      'Inspected 1 log file: 9 records, 0 matches.\n',
    ].join('\n'),
  },
  {
    name: 'warns of a config without rules before it scans',
    args: ['scan', '-c', 'empty.toml', '-f', 'count', 'logs/2026/morning.json'],
    code: 0,
    stdout: '',
    stderr:
      'warning: empty.toml has no rules: no alert will be sent\nInspected 1 log file: 6 records, 0 matches.\n',
  },
  {
    name: 'names the first files that it leaves out, and says what names all',
    args: ['scan', '-f', 'count', 'many-others', 'logs/2026/morning.json'],
    code: 0,
    stdout: counts,
    stderr:
      /^left out: 12 files \(12 not CloudTrail\)\n(?: {2}many-others\/\d+\.txt: text\n){10} {2}and 2 more, which --verbose names\nInspected 1 log file/,
  },
  {
    name: 'names every file that it leaves out, if asked to',
    args: ['scan', '-v', '-f', 'count', 'many-others', 'logs/2026/morning.json'],
    code: 0,
    stdout: counts,
    stderr:
      /^left out: 12 files \(12 not CloudTrail\)\n(?: {2}many-others\/\d+\.txt: text\n){12}Inspected 1 log file/,
  },
  {
    name: 'shows only alerts while nothing is wrong, if asked to',
    args: ['scan', '--quiet', '-f', 'count', 'logs'],
    env: { NODE_OPTIONS: '--import=data:text/javascript,process.stderr.isTTY=true' },
    code: 0,
    stdout: counts.replaceAll('1 ', '2 '),
    stderr: '',
  },
  {
    name: 'says what is wrong, however quiet it is',
    args: ['scan', '-q', 'empty-folder'],
    code: 1,
    stdout: '',
    stderr:
      'left out: 1 file (1 empty)\n  empty-folder/.keep: empty\nerror: no log file was read\nInspected 0 log files: 0 records, 0 matches.\n',
  },
  {
    name: 'takes the config that the environment names',
    args: ['scan', '-f', 'count', 'logs/2026/morning.json'],
    env: { TATTLETAIL_CONFIG: 'empty.toml' },
    code: 0,
    stdout: '',
    stderr: /^warning: empty\.toml has no rules/,
  },
  {
    name: 'says its version',
    args: ['--version'],
    env: { TATTLETAIL_CONFIG: 'broken.toml' },
    code: 0,
    stdout: `${JSON.parse(readText('package.json')).version}\nbroken.toml: SHA-256 ${createHash('sha256')
      .update(readFileSync(join(folder, 'broken.toml')))
      .digest('hex')}\n`,
    stderr: '',
  },
  {
    name: 'says its version also where no config is',
    args: ['--version'],
    env: { TATTLETAIL_CONFIG: 'nosuch.toml' },
    code: 0,
    stdout: `${JSON.parse(readText('package.json')).version}\n`,
    stderr: '',
  },
  {
    name: 'shows which records lack one condition of a rule alone',
    args: ['scan', '--near', '-q', '-f', 'count', 'logs/2026/morning.json'],
    code: 0,
    stdout: `${counts}       2  nearly Access key created\n       2  nearly User created\n`,
    stderr: '',
  },
  {
    name: 'shows why a record nearly matched',
    args: ['scan', 'logs/2026/morning.json', '-q', '--near', '1'],
    code: 0,
    stdout:
      /\nNearly User created: 2 records lacked one condition of it\n {2}\.eventName == "CreateUser"\n {4}\.eventName is "CreateAccessKey", the rule wants "CreateUser": event 5eed0000-1111-4222-8333-000000000002\n {2}and 1 more reason\n\n$/,
    stderr: '',
  },
  {
    name: 'wants a number after --near if there is one',
    args: ['scan', '--near=x', 'logs'],
    code: 64,
    stdout: '',
    stderr: /argument 'x' is invalid\. expected a whole number of 1 or more\./,
  },
  {
    name: 'explains what decided that a rule does not match',
    args: [
      ...['explain', 'Access key created', 'logs/2026/morning.json'],
      ...['--event', '5eed0000-1111-4222-8333-000000000005'],
    ],
    code: 0,
    stdout: `✗ Rule "Access key created" does not match event 5eed0000-1111-4222-8333-000000000005
  CreateUser (iam.amazonaws.com), in logs/2026/morning.json
  .eventName is "CreateUser", the rule wants "CreateAccessKey" (tattletail.toml, line LINE)

  ✗ select(…)
    ✓ .eventSource == "iam.amazonaws.com"
    ✗ .eventName == "CreateAccessKey"   .eventName is "CreateUser"   ◀ decided

`.replace('LINE', String(lineOfProgram)),
    stderr: '',
  },
  {
    name: 'explains a failure, and how to write the rule instead',
    args: ['explain', '-c', 'fails.toml', 'R', '-'],
    stdin: '{"eventID":"1","eventName":"CreateUser","eventSource":"iam.amazonaws.com","eventVersion":"1"}',
    code: 0,
    stdout: `! Rule "R" fails on event 1
  CreateUser (iam.amazonaws.com), in -
  test("Denied") failed (.errorCode is missing): null (null) cannot be matched, as it is not a string (line 1, column 14 of its jq)
  Fix: write (.errorCode // "") for .errorCode

  ! .errorCode | test("Denied")   .errorCode is missing   ◀ decided

`,
    stderr: '',
  },
  {
    name: 'explains what the real jq evaluates, as far as it is evaluated in-process',
    args: [
      'explain',
      '-c',
      'walks.toml',
      'W',
      'logs/2026/morning.json',
      '-e',
      '5eed0000-1111-4222-8333-000000000005',
    ],
    code: 0,
    stdout: `✓ Rule "W" matches event 5eed0000-1111-4222-8333-000000000005
  CreateUser (iam.amazonaws.com), in logs/2026/morning.json
  The real jq evaluates it on this record, since walk(.) is not evaluated in-process: may not end (walks.toml, line 3)
  There, its output is "CreateUser"

  ✓ select(…)
    ✓ .eventName == "CreateUser"
  ? walk(.) | .eventName   ◀ decided

`,
    stderr: '',
  },
  {
    name: 'explains that the outcome of a call decided',
    args: [
      'explain',
      '-c',
      'denied.toml',
      'D',
      'logs/2026/morning.json',
      '-e',
      '5eed0000-1111-4222-8333-000000000005',
    ],
    code: 0,
    stdout:
      /^✗ Rule "D" does not match .*\n.*\n {2}Its outcome is "denied", and the call succeeded; its jq alone would match\n/,
    stderr: '',
  },
  {
    name: 'explains that an ignore keeps a match from being sent',
    args: [
      'explain',
      '-c',
      'ignored.toml',
      'I',
      'logs/2026/morning.json',
      '-e',
      '5eed0000-1111-4222-8333-000000000005',
    ],
    code: 0,
    stdout:
      /^✗ Rule "I" matches, but sends no alert for event .*\n.*\n {2}The ignore "Bob" ignores it: he does that\n {2}Its output is true: /,
    stderr: '',
  },
  {
    name: 'explains that an ignore has expired',
    args: [
      'explain',
      '-c',
      'expired.toml',
      'I',
      'logs/2026/morning.json',
      '-e',
      '5eed0000-1111-4222-8333-000000000005',
    ],
    code: 0,
    stdout:
      /^✓ Rule "I" matches event .*\n.*\n {2}The ignore "Bob" would ignore it, but expired after 2020-01-31\n/,
    stderr: '',
  },
  {
    name: 'colors an explanation on a terminal',
    args: ['explain', 'User created', 'logs/2026/morning.json', '-e', '5eed0000-1111-4222-8333-000000000005'],
    env: { NODE_OPTIONS: '--import=data:text/javascript,process.stdout.isTTY=true', FORCE_COLOR: '1' },
    code: 0,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colors begin with one
    stdout: /^\u001b\[32m✓ Rule "User created" matches event \S+\u001b\[39m\n/,
    stderr: '',
  },
  {
    name: 'explains the records in a folder, and names what has none',
    args: [
      'explain',
      'User created',
      'logs/CloudTrail-Digest',
      'logs/2026/morning.json',
      '-e',
      '5eed0000-1111-4222-8333-000000000005',
    ],
    code: 0,
    stdout: /^✓ Rule/,
    stderr: 'left out: logs/CloudTrail-Digest/digest.json.gz: a CloudTrail digest\n',
  },
  {
    name: 'explains a few records of many',
    args: ['explain', 'User created', 'logs'],
    code: 0,
    stdout: /^(?:[✓✗] Rule.*?\n\n\n?.*?){10}$/s,
    stderr: 'These are the first 10 records: pick one with --event ID.\n',
  },
  {
    name: 'guesses which rule was meant',
    args: ['explain', 'user createt', 'logs'],
    code: 64,
    stdout: '',
    stderr:
      'error: tattletail.toml has no rule "user createt", did you mean User created?\nIts rules are:\n  "Access key created"\n  "Session Manager session started"\n  "User created"\n',
  },
  {
    name: 'says that there is no record of an event, and which files cannot be read',
    args: ['explain', 'User created', 'nosuch.json', 'logs/2026/morning.json', '--event', 'x'],
    code: 1,
    stdout: '',
    stderr:
      'error: nosuch.json: cannot be read: no such file or directory\nerror: no record of event "x" was found\n',
  },
  {
    name: 'refuses an unknown format',
    args: ['scan', '-f', 'xml', 'logs'],
    code: 64,
    stdout: '',
    stderr: /Allowed choices are text, jsonl, count/,
  },
  {
    name: 'needs a path',
    args: ['scan'],
    code: 64,
    stdout: '',
    stderr: "error: missing required argument 'paths'\n",
  },
  {
    name: 'refuses an unknown option',
    args: ['scan', '--watch', 'logs'],
    code: 64,
    stdout: '',
    stderr: "error: unknown option '--watch'\n",
  },
  {
    name: 'refuses an unknown command, and guesses what was meant',
    args: ['scna'],
    code: 64,
    stdout: '',
    stderr: /unknown command 'scna'\n\(Did you mean scan\?\)/,
  },
  {
    name: 'has no help for an unknown command',
    args: ['help', 'scna'],
    code: 64,
    stdout: '',
    stderr: /unknown command 'scna'\n\(Did you mean scan\?\)/,
  },
  {
    name: 'has help for a command',
    args: ['help', 'scan'],
    code: 0,
    stdout: /Usage: tattletail scan/,
    stderr: '',
  },
  { name: 'shows its help without a command', args: [], code: 64, stdout: '', stderr: /Usage: tattletail/ },
  {
    name: 'shows its help',
    args: ['--help'],
    code: 0,
    stdout: /Usage: tattletail .*scan.*check/s,
    stderr: '',
  },
  {
    name: 'shows the help of scan with examples',
    args: ['scan', '--help'],
    code: 0,
    stdout: /Examples:\n {2}tattletail scan/,
    stderr: '',
  },
  {
    name: 'stops before reading anything when the config is broken',
    args: ['scan', '-c', 'broken.toml', 'nosuch.json'],
    code: 78,
    stdout: '',
    stderr: /^error: broken\.toml: a problem\n {2}line 3: rule "R": jq_match does not compile: syntax error/,
  },
  {
    name: 'says that there is no config',
    args: ['scan', '-c', 'nosuch.toml', 'logs'],
    code: 78,
    stdout: '',
    stderr:
      'error: nosuch.toml: a problem\n  config: cannot be read: no such file or directory; name another with --config or TATTLETAIL_CONFIG\n',
  },
  {
    name: 'says that there is no config to check',
    args: ['check', 'nosuch.toml'],
    code: 78,
    stdout: '',
    stderr:
      'error: nosuch.toml: a problem\n  config: cannot be read: no such file or directory; name another: tattletail check FILE\n',
  },
  {
    name: 'checks a config',
    args: ['check'],
    code: 0,
    stdout: 'tattletail.toml is usable: rules: 3, destinations: 3\n',
    stderr: placeholderWarning,
  },
  {
    name: 'checks the config that an option names, as scan does',
    args: ['check', '-c', 'empty.toml'],
    code: 0,
    stdout: /^empty\.toml is usable/,
    stderr: /^warning: /,
  },
  {
    name: 'checks the config that the environment names',
    args: ['check'],
    env: { TATTLETAIL_CONFIG: 'empty.toml' },
    code: 0,
    stdout: /^empty\.toml is usable/,
    stderr: /^warning: /,
  },
  {
    name: 'checks one config',
    args: ['check', '-c', 'empty.toml', 'tattletail.toml'],
    code: 64,
    stdout: '',
    stderr: 'error: two configs to check, tattletail.toml and empty.toml: name one\n',
  },
  {
    name: 'warns of a config without rules',
    args: ['check', 'empty.toml'],
    code: 0,
    stdout: 'empty.toml is usable: rules: 0, destinations: 0\n',
    stderr: 'warning: empty.toml has no rules: no alert will be sent\n',
  },
  {
    name: 'checks a config that comes from standard input',
    args: ['check', '-'],
    stdin: readText('tattletail.example.toml'),
    code: 0,
    stdout: '- is usable: rules: 3, destinations: 3\n',
    stderr: placeholderWarning,
  },
  {
    name: 'checks a broken config',
    args: ['check', 'broken.toml'],
    code: 78,
    stdout: '',
    stderr: /select\(\n {14}\^\n$/,
  },
  {
    name: 'says nothing to the terminal that a config with a problem wants, and leaves the caret where jq put it',
    args: ['check', 'hostile-problem.toml'],
    code: 78,
    stdout: '',
    stderr: /\n {10}select\(\.x \[2K \]\n {19}\^\n$/,
  },
  {
    name: 'takes an empty choice of the engine for none',
    args: ['check'],
    env: { TATTLETAIL_JQ: '' },
    code: 0,
    stdout: /is usable/,
    stderr: placeholderWarning,
  },
  {
    name: 'refuses an unknown engine',
    args: ['check'],
    env: { TATTLETAIL_JQ: 'fast' },
    code: 78,
    stdout: '',
    stderr: 'error: expected TATTLETAIL_JQ to be wasm or native, got "fast"\n',
  },
  {
    name: 'needs a jq for the native engine',
    args: ['check'],
    env: { TATTLETAIL_JQ: 'native' },
    code: 78,
    stdout: '',
    stderr: 'error: TATTLETAIL_JQ=native needs JQ_PATH, the path of a jq binary\n',
  },
  {
    name: 'says that there is no jq where JQ_PATH points',
    args: ['check'],
    env: { TATTLETAIL_JQ: 'native', JQ_PATH: '/nosuch/jq' },
    code: 78,
    stdout: '',
    stderr: 'error: expected a jq binary at JQ_PATH=/nosuch/jq, but there is no such file\n',
  },
  {
    name: 'says that what JQ_PATH names is no jq',
    args: ['check'],
    env: { TATTLETAIL_JQ: 'native', JQ_PATH: '/bin/echo' },
    code: 78,
    stdout: '',
    stderr: /^error: expected a jq binary at JQ_PATH=\/bin\/echo, but it says it is "echo[^"]*"\n$/,
  },
];

describe('tattletail', () => {
  it.each(cases)('$name', async ({ args, stdin, env, code, stdout, stderr }) => {
    const outcome = await tattletail(args, {
      ...(stdin !== undefined && { stdin }),
      ...(env !== undefined && { env }),
    });
    expect(outcome).toEqual({
      code,
      stdout: typeof stdout === 'string' ? stdout : expect.stringMatching(stdout),
      stderr: typeof stderr === 'string' ? stderr : expect.stringMatching(stderr),
    });
  });

  it('writes a line of JSON for each match', async () => {
    const { stdout } = await tattletail(['scan', '-f', 'jsonl', 'logs/2026/morning.json']);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines).toHaveLength(3);
    expect(lines[1]).toEqual({
      logFile: 'logs/2026/morning.json',
      severity: 'medium',
      ignore: [
        '[[ignore]]',
        'name = "Session Manager session started: arn:aws:sts::111122223333:assumed-role/Admin/bob@example.com"',
        'rules = ["Session Manager session started"]',
        `jq_match = '.userIdentity.type == "AssumedRole" and .userIdentity.accountId == "111122223333" and .userIdentity.sessionContext.sessionIssuer.arn == "arn:aws:iam::111122223333:role/Admin"'`,
        '',
      ].join('\n'),
      eventID: '5eed0000-1111-4222-8333-000000000003',
      rule: 'Session Manager session started',
      description: 'Somebody opened a shell on an instance.',
      match: { sessionId: 'bob@example.com-0a1b2c3d4e5f60718', target: 'i-0123456789abcdef0' },
      destinations: ['Security channel'],
      record: JSON.parse(morning).Records[2],
    });
  });

  it('writes a line of JSON for each reason for which records nearly matched', async () => {
    const { stdout } = await tattletail(['scan', '--near', '-f', 'jsonl', 'logs/2026/morning.json']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(3 + 3);
    expect(JSON.parse(lines[3] ?? '')).toEqual({
      rule: 'Access key created',
      nearMiss: {
        condition: '.eventName == "CreateAccessKey"',
        reason: '.eventName is "CreateUser", the rule wants "CreateAccessKey"',
        records: 2,
      },
      eventID: '5eed0000-1111-4222-8333-000000000005',
      event: 'CreateUser (iam.amazonaws.com)',
      eventTime: '2026-11-20T09:04:30Z',
    });
  });

  it('goes on after a folder that cannot be read', async () => {
    // Root may read everything, but nobody a folder whose path is longer than any system takes (Linux: 4,096 bytes).
    const long = Array(4).fill('d'.repeat(200)).join('/');
    put('partly/open/log.json', morning);
    put(`depth-0/${long}/log.json`, morning);
    for (const depth of [1, 2, 3, 4, 5, 6]) {
      put(`depth-${depth}/${long}/notes.txt`, 'no log file');
      renameSync(join(folder, `depth-${depth - 1}`), join(folder, `depth-${depth}`, long, 'deeper'));
    }
    renameSync(join(folder, 'depth-6'), join(folder, 'partly/closed'));
    const { code, stdout, stderr } = await tattletail(['scan', '-f', 'count', 'partly']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: counts });
    expect(stderr).toMatch(/^error: partly\/closed\/\S+: cannot be read: name too long\n/);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('counts rules of the same name each for itself', async () => {
    const rule = (program: string) => `[[rule]]\nname = "R"\njq_match = "${program}"\ndestinations = []\n`;
    put('twins.toml', rule('true') + rule('false'));
    const { stdout } = await tattletail([
      ...['scan', '-c', 'twins.toml', '-f', 'count'],
      'logs/2026/morning.json',
    ]);
    expect(stdout).toBe('       6  R\n       0  R\n');
  });

  it.each(['text', 'jsonl', 'count'])(
    'says nothing to the terminal that a record, a config or the name of a file wants: %s',
    async (format) => {
      const hostile = 'x\u001b[2K\r\u009b31m';
      const record = { eventID: hostile, eventName: 'CreateAccessKey', awsRegion: hostile };
      put(`${hostile}.json`, JSON.stringify({ Records: [record] }));
      put(
        'hostile.toml',
        '[[rule]]\nname = "R\\u001b[2K"\ndescription = "\\u009b31m"\njq_match = "true"\ndestinations = []\n[[rule]]\nname = "E"\njq_match = "error(.awsRegion)"\ndestinations = []\n',
      );
      const { stdout, stderr } = await tattletail([
        'scan',
        '-c',
        'hostile.toml',
        '-f',
        format,
        `${hostile}.json`,
      ]);
      expect(stderr).toContain('rule "E" failed on event x');
      expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      if (format === 'jsonl') expect(JSON.parse(stdout)).toMatchObject({ record });
    },
  );

  it.skipIf(!existsSync('/dev/full')).each([['check'], ['scan', 'logs/2026/morning.json']])(
    'says that it cannot write what it shows: %s',
    (...args) => {
      // Like a disk that is full.
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = spawnSync(process.execPath, [built('cli.mjs'), ...args], {
        cwd: folder,
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringMatching(
          /^(warning: .*\n)?error: cannot write to standard output: no space left on device\n$/,
        ),
      });
    },
  );

  const environment = (s3Url: string) => ({
    S3_CONFIG_BUCKET: 'my-config',
    S3_CONFIG_PATH: 'fails.toml',
    AWS_ENDPOINT_URL_S3: s3Url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not a secret',
  });

  it('sends a sample alert to a destination of a local config, and says what came back', async () => {
    await using slack = await startSlack();
    const config = (url: string): string =>
      readText('tattletail.example.toml').replace(/https:\/\/hooks.slack.com\S*(?=")/, url);
    put('loopback.toml', config(slack.webhookUrl));
    put('removed.toml', config(`${slack.url}/services/T0/B0/removed`));
    const notify = (file: string) =>
      tattletail(['notify', 'Security channel', '--config', file], {
        env: environment('http://127.0.0.1:9'),
      });
    expect(await notify('loopback.toml')).toEqual({
      code: 0,
      stdout:
        '"Security channel": accepted by the destination (slack_webhook). Look there for the sample alert.\n',
      stderr: '',
    });
    expect(slack.posted).toHaveLength(1);
    expect(await notify('removed.toml')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error: "Security channel": not accepted: Slack answered 404: no_service\nThe webhook was removed, or its URL is not complete: make a new one for the channel, and put its URL into webhook_url.\n',
    });
  });

  it('previews what it does not send, as the sources do', async () => {
    const { code, stdout, stderr } = await tattletail(['preview', 'logs/2026/morning.json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Messages: 5. Nothing was sent.\n' });
    expect(stdout).toMatch(/^SendEmail\nFrom: /m);
    expect(stdout).toMatch(/^Publish\nTopicArn: /m);
  });

  it('redrives, and reports once what failed', async () => {
    await using s3 = await startS3({ buckets: ['my-trail', 'my-config'] });
    s3.put('my-config', 'fails.toml', readText(join(folder, 'fails.toml')));
    s3.put('my-trail', 'morning.json', morning);
    put('kept.json', JSON.stringify([created('morning.json'), created('gone.json')]));
    expect(await tattletail(['redrive', 'kept.json'], { env: environment(s3.url) })).toEqual({
      code: 1,
      stdout: '',
      stderr: [
        'warning: A rule failed {"rule":"R","logFile":"s3://my-trail/morning.json","eventId":"5eed0000-1111-4222-8333-000000000001","times":5,"error":"null (null) cannot be matched, as it is not a string"}',
        'error: s3://my-trail/gone.json: NoSuchKey: there is no such object',
        'error: kept.json: failed, see above',
        'Events done: 1, failed: 1.\n',
      ].join('\n'),
    });
  });

  it('redrives with the config that the environment names', async () => {
    await using s3 = await startS3({ buckets: ['my-trail'] });
    s3.put('my-trail', 'morning.json', morning);
    put('created.json', JSON.stringify(created('morning.json')));
    const env = { ...environment(s3.url), S3_CONFIG_BUCKET: '', S3_CONFIG_PATH: '' };
    const { code, stderr } = await tattletail(['redrive', 'created.json'], {
      env: { ...env, TATTLETAIL_CONFIG: 'empty.toml' },
    });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'warning: empty.toml has no rules: no alert will be sent\nEvents done: 1, failed: 0.\n',
    });
  });

  it('redrives what stands behind a message that was made to take all memory', async () => {
    await using s3 = await startS3({ buckets: ['my-trail', 'my-config'] });
    s3.put('my-config', 'fails.toml', readText(join(folder, 'fails.toml')));
    const bomb = gzipSync(`[${'1,'.repeat(10_000_000)}1]`);
    const kept = [bomb, JSON.stringify(created('gone.json'))].map((data) =>
      JSON.stringify(failedTransformation(Buffer.from(data).toString('base64'))),
    );
    put('processing-failed-1', kept.join('\n'));
    expect(await tattletail(['redrive', 'processing-failed-1'], { env: environment(s3.url) })).toEqual({
      code: 1,
      stdout: '',
      stderr: [
        'error: message event holds more than 4000000 values in one piece, which is more than any message has: the rest was not read',
        'error: processing-failed-1: failed, see above',
        'error: s3://my-trail/gone.json: NoSuchKey: there is no such object',
        'error: processing-failed-1: failed, see above',
        'Events done: 0, failed: 2.\n',
      ].join('\n'),
    });
  });

  it('says on an old Node that it is too old', ({ skip }) => {
    const paths = (process.env.PATH ?? '').split(delimiter).map((path) => join(path, 'node'));
    const old = paths.find((node) =>
      /^v(?:1\d|20|21)\./.test(spawnSync(node, ['--version']).stdout?.toString()),
    );
    skip(old === undefined, 'there is no Node older than 22 on the PATH');
    const { status, stderr } = spawnSync(String(old), [built('cli.mjs')], { encoding: 'utf8' });
    expect({ status, stderr }).toMatchObject({
      stderr: expect.stringMatching(/^error: tattletail needs Node 22\.18 /),
    });
    expect(status).not.toBe(0);
  });

  it('runs the native engine where there is a jq', async ({ skip }) => {
    const jq = process.env.JQ_PATH ?? '/usr/bin/jq';
    put('needs-jq.toml', '[[rule]]\nname = "R"\njq_match = "now > 1"\ndestinations = []\n');
    const { code, stdout, stderr } = await tattletail(
      ['scan', '-c', 'needs-jq.toml', '-f', 'count', 'logs/2026/morning.json'],
      { env: { TATTLETAIL_JQ: 'native', JQ_PATH: jq } },
    );
    skip(stderr.includes('ENOENT'), `there is no jq at ${jq}`);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '       6  R\n' });
  });
});
