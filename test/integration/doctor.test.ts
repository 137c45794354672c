import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { Account } from '../support/account/account.ts';
import { healthyAccount, topicArn } from '../support/account/examined.ts';
import { startAccount } from '../support/account/server.ts';
import { built } from '../support/build.ts';

const cwd = mkdtempSync(join(tmpdir(), 'tattletail-'));

/** Runs the built command line as a process, with nothing but these services. */
const doctor = async (account: Account, ...args: readonly string[]) => {
  await using server = await startAccount(account);
  const env = {
    AWS_ENDPOINT_URL: server.url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not a secret',
  };
  const command = [built('cli.mjs'), 'doctor', '--live', ...args];
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, command, { cwd, env });
    return { code: 0, stdout, stderr };
  } catch (error) {
    // What it throws for an exit code other than 0 has these.
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
};

it('says in one line that everything is well', async () => {
  expect(await doctor(healthyAccount(), '--write')).toEqual({
    code: 0,
    stdout:
      'cloudtrail-tattletail, which reads my-trail with s3://config/tattletail.toml: 0 errors, 0 warnings, 0 not checked; in order: trail, trigger, function, config, role, ledger, mail, topics, secrets\n',
    stderr: '',
  });
  expect(await doctor(healthyAccount(), '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
});

it('names what is wrong, may be, and could not be seen, each with its fix', async () => {
  const account = healthyAccount();
  account.functionPolicy = [];
  account.mail.ProductionAccessEnabled = false;
  account.denied.add('sns:GetTopicAttributes');
  const { code, stdout, stderr } = await doctor(account, '--bucket', 'my-trail');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout.replaceAll(/ for arn\S+|--source-arn \S+/g, '')).toBe(
    [
      'error: trigger: the function does not allow events.amazonaws.com to invoke it',
      '  fix: aws lambda add-permission --function-name arn:aws:lambda:eu-central-1:111122223333:function:cloudtrail-tattletail --statement-id doctor-events --action lambda:InvokeFunction --principal events.amazonaws.com ',
      'warning: mail: SES in eu-central-1 is in its sandbox: it sends to verified addresses only, and 200 mails a day',
      '  fix: aws sesv2 put-account-details --region eu-central-1 --production-access-enabled --mail-type TRANSACTIONAL --website-url URL',
      'not checked: topics: You are not authorized to perform this.',
      '  fix: allow yourself sns:GetTopicAttributes',
      'cloudtrail-tattletail, which reads my-trail with s3://config/tattletail.toml: 1 error, 1 warning, 1 not checked; in order: trail, function, config, role, ledger, secrets',
      '',
    ].join('\n'),
  );
});

it('gives programs the same as JSON', async () => {
  const account = healthyAccount();
  account.topics.delete(topicArn);
  const { code, stdout } = await doctor(account, '--format', 'json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    function: 'arn:aws:lambda:eu-central-1:111122223333:function:cloudtrail-tattletail',
    bucket: 'my-trail',
    config: 's3://config/tattletail.toml',
    checks: expect.arrayContaining([
      { check: 'trail', findings: [] },
      {
        check: 'topics',
        findings: [
          {
            level: 'error',
            message: `there is no topic ${topicArn}`,
            fix: expect.stringMatching(/^aws sns create-topic /),
          },
        ],
      },
    ]),
  });
});

it('does not fail on warnings and on what it may not see, unless it is strict', async () => {
  const account = healthyAccount();
  account.denied.add('ses:GetAccount');
  expect((await doctor(account)).code).toBe(0);
  expect((await doctor(account, '--strict')).code).toBe(1);
});

it('fails if it may not see the function', async () => {
  const account = healthyAccount();
  account.denied.add('lambda:GetFunctionConfiguration');
  expect(await doctor(account)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'error: AWS cannot be asked about the function "cloudtrail-tattletail": You are not authorized to perform this: allow yourself lambda:GetFunctionConfiguration\n',
  });
});

it('names what is wrong with the config of the function, and fails as check does for one that is named', async () => {
  const account = healthyAccount();
  account.objects.set('config/tattletail.toml', 'rules = []\n');
  expect(await doctor(account)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^error: config: .*unknown key rules, did you mean rule\?/s),
    stderr: '',
  });
  expect(await doctor(account, '--config', 's3://config/tattletail.toml')).toMatchObject({
    code: 78,
    stdout: '',
    stderr: expect.stringContaining('unknown key rules, did you mean rule?'),
  });
});

it('without the config, which is in the zip, checks what it can', async () => {
  const account = healthyAccount();
  account.function.Environment.Variables = { TATTLETAIL_LEDGER: 's3://ledger/claims' };
  expect(await doctor(account)).toEqual({
    code: 0,
    stdout: [
      'not checked: config: what it names is not checked: tattletail.toml: a problem',
      '  config: cannot be read: no such file or directory',
      '  fix: name the config that is in the zip with --config',
      'cloudtrail-tattletail, which reads my-trail with an unknown config: 0 errors, 0 warnings, 1 not checked; in order: trail, trigger, function',
      '',
    ].join('\n'),
    stderr: '',
  });
});
