import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { pathOf, readText } from '../../support/fixtures.ts';
import { runMain } from '../../support/run-main.ts';

const logs = pathOf('fixtures/log-files');

/** What the command prints, and its exit code. Without a config of its own, with that of the example. */
const preview = async (args: readonly string[], { stdin = '', config = '' } = {}) => {
  const file = join(mkdtempSync(join(tmpdir(), 'tattletail-preview-')), 'tattletail.toml');
  writeFileSync(file, config === '' ? readText('tattletail.example.toml') : config);
  return runMain(['preview', '--config', file, ...args], {
    stdin: Readable.from([Buffer.from(stdin)]),
    invoke: () => expect.fail('nothing may be sent'),
  });
};

const titlesIn = (stdout: string): readonly string[] => stdout.match(/^.* → .*$/gm) ?? [];

it('shows the message of each match to each of its destinations', async () => {
  const { code, stdout, stderr } = await preview([logs]);
  expect(titlesIn(stdout)).toEqual([
    'Access key created → Security channel (slack_webhook)',
    'Session Manager session started → Security channel (slack_webhook)',
    'User created → Security channel (slack_webhook)',
    'User created → Security mail (ses)',
    'User created → Security topic (sns)',
  ]);
  expect(stdout).not.toContain('XXXXXXXXXXXXXXXXXXXXXXXX');
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Messages: 5. Nothing was sent.\n' });
});

it('shows a mail with its headers and its text', async () => {
  const { stdout } = await preview(['--rule', 'User created', '--destination', 'Security mail', logs]);
  expect(titlesIn(stdout)).toEqual(['User created → Security mail (ses)']);
  expect(stdout).toMatch(/^SendEmail\nFrom: tattletail@example\.com\nTo: security@example\.com\nSubject: /m);
  expect(stdout).toContain('\nbob@example.com (role Admin) created user backup-admin\n');
});

it('shows what is published to a topic, with its attributes', async () => {
  const { stdout } = await preview(['--destination', 'Security topic', logs]);
  expect(stdout).toContain('\nTopicArn: arn:aws:sns:us-east-1:111122223333:security-alerts\n');
  expect(stdout).toContain('\nMessage: {"name":"User created",');
  expect(stdout).toContain('\nMessageAttributes: {\n  "AlertId": {\n');
});

it('takes a single record from standard input', async () => {
  const { code, stdout } = await preview(['-'], { stdin: JSON.stringify(aRecord()) });
  expect(titlesIn(stdout)).toEqual(['Access key created → Security channel (slack_webhook)']);
  expect(code).toBe(0);
});

it('writes a page with the messages of each alert side by side', async () => {
  const page = join(mkdtempSync(join(tmpdir(), 'tattletail-preview-')), 'preview.html');
  const { code, stdout } = await preview(['--html', page, logs]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  const html = readFileSync(page, 'utf8');
  expect(html.match(/<section>/g)).toHaveLength(3);
  expect(html.match(/<article>/g)).toHaveLength(5);
  expect(html).not.toContain('XXXXXXXXXXXXXXXXXXXXXXXX');
});

it('says so if the page cannot be written', async () =>
  expect(await preview(['--html', '/nosuch/preview.html', logs])).toMatchObject({
    code: 1,
    stderr: 'error: /nosuch/preview.html: cannot be written: no such file or directory\n',
  }));

it('says that a folder is no file for the page', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-preview-'));
  const { code, stderr } = await preview(['--html', folder, logs]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `error: ${folder}: cannot be written: it is a folder\n`,
  });
});

it('shows a roundup as the function would send it', async () => {
  const config = readText('tattletail.example.toml').replace(
    /$/,
    '\n[delivery]\nroundup_after = 1\n[[rule]]\nname = "All"\njq_match = "true"\ndestinations = ["Security topic"]\n',
  );
  const { stdout } = await preview(['--rule', 'All', logs], { config });
  expect(titlesIn(stdout)).toEqual([
    'All → Security topic (sns)',
    'All: 5 more matches → Security topic (sns)',
  ]);
});

it('text of a record cannot move the cursor of a terminal', async () => {
  const record = aRecord({
    eventName: 'CreateAccessKey',
    userAgent: '\u001b[2J\u009b1m\u202e',
    eventID: '\r',
  });
  const { stdout } = await preview(['-'], { stdin: JSON.stringify(record) });
  expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
});

it('fails if no message would be sent', async () => {
  const record = aRecord({ eventName: 'ListKeys' });
  expect(await preview(['-'], { stdin: JSON.stringify(record) })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'error: there is nothing to show: no message would be sent\n',
  });
});

it.each([
  ['--rule', 'User craeted', 'rule "User craeted", did you mean User created?'],
  [
    '--destination',
    'nosuch',
    'destination "nosuch": it has "Security channel", "Security mail", "Security topic"',
  ],
])('refuses what the config does not name: %s %s', async (option, name, message) =>
  expect(await preview([option, name, logs])).toEqual({
    code: 64,
    stdout: '',
    stderr: `error: the config has no ${message}\n`,
  }),
);

it('says if there is no record to show', async () =>
  expect(await preview(['-'], { stdin: 'not JSON' })).toMatchObject({
    code: 1,
    stderr:
      'left out: 1 file (1 not CloudTrail)\n  -: text\nerror: no log file was read\nerror: there is nothing to show: no message would be sent\n',
  }));
