import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { destinationTables } from '../../../src/cli/init/destination-tables.ts';
import { destinationTypes } from '../../../src/destinations/registry.ts';
import { readText } from '../../support/fixtures.ts';
import { runMain } from '../../support/run-main.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'tattletail-init-'));

const init = async (...args: readonly string[]) => {
  const config = join(newFolder(), 'tattletail.toml');
  const outcome = await runMain(['init', '--config', config, ...args]);
  return { config, ...outcome };
};

describe('init writes a config', () => {
  it('that check accepts, and whose tests pass, if options say everything', async () => {
    const { config, code, stdout } = await init(
      ...['--slack', 'https://hooks.slack.com/services/T1234ABCD/B1234ABCD/abcdefghijklmnopqrstuvwx'],
      ...['--sns', 'arn:aws:sns:us-east-1:111122223333:alerts', '--ledger', 'my-state'],
      ...['--email', 'security@example.com', '--from', 'tattletail@example.com'],
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(`${config} is written.`) });
    expect(await runMain(['check', '--strict', config])).toEqual({
      code: 0,
      stdout: `${config} is usable: rules: 1, destinations: 3\n`,
      stderr: expect.stringMatching(
        /^note: a secret in plain text: webhook_url of destination "Security channel"\. .*\n$/,
      ),
    });
    expect(await runMain(['test', config])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Tests: 2 passed, 0 failed.'),
    });
    expect(readFileSync(config, 'utf8')).toContain('ledger = "s3://my-state/claims"');
  });

  it.each(destinationTypes.map(({ type }) => type))(
    'with a destination of type %s, in which check names what is to be filled in',
    async (type) => {
      const { config, code } = await init('--destination', type);
      expect(code).toBe(0);
      const checked = await runMain(['check', config]);
      expect(checked).toMatchObject({ code: 78, stderr: expect.stringMatching(/line \d+: destination "/) });
      const toFillIn = [...checked.stderr.matchAll(/line (\d+)/g)].map(([, line]) => Number(line));
      const lines = readFileSync(config, 'utf8').split('\n');
      for (const line of toFillIn) expect(lines[line - 2]).toMatch(/^# /);
    },
  );

  it('and names a command to check it that can be pasted, whatever its path', async () => {
    const config = join(newFolder(), 'my config.toml');
    expect(await runMain(['init', '--config', config])).toMatchObject({
      stdout: expect.stringContaining(`Next: tattletail check '${config}', which`),
    });
  });

  it('for each type of destination that there is', () =>
    expect(destinationTables.map(({ type }) => type).toSorted()).toEqual(
      destinationTypes.map(({ type }) => type).toSorted(),
    ));

  it('with packs, which it copies beside it', async () => {
    const { config, code } = await init(
      '--pack',
      'ssm',
      'cis',
      '--sns',
      'arn:aws:sns:us-east-1:111122223333:a',
    );
    expect(code).toBe(0);
    expect(readFileSync(join(config, '../rules/ssm.toml'), 'utf8')).toBe(readText('rules/ssm.toml'));
    expect(await runMain(['check', config])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/usable/),
    });
  });

  it.each(['s3', 'eventbridge', 'sns', 'sqs'])('that says how %s invokes the function', async (trigger) => {
    const { config } = await init('--trigger', trigger);
    expect(readFileSync(config, 'utf8').toLowerCase()).toContain(
      `# trigger: ${trigger} invokes the function`,
    );
  });
});

describe('a reference in place of a secret', () => {
  it('is written, and what puts the secret there is shown', async () => {
    const { config, code, stdout } = await init(
      ...['--slack', 'ssm:/tattletail/slack', '--webhook', 'secretsmanager:my+siem#url'],
      ...['--pagerduty', 'env:PAGERDUTY_KEY'],
    );
    expect(code).toBe(0);
    const written = readFileSync(config, 'utf8');
    expect(written).toContain('\nwebhook_url = "ssm:/tattletail/slack"\n');
    expect(written).toContain('\nurl = "secretsmanager:my+siem#url"\n');
    expect(written).toContain('\nrouting_key = "env:PAGERDUTY_KEY"\n');
    expect(stdout.split('\n').slice(1, -2)).toEqual([
      'Put the secret where ssm:/tattletail/slack points: run this, paste it, and press Enter and Ctrl+D.',
      '  aws ssm put-parameter --name /tattletail/slack --type SecureString --value "$(cat)"',
      'The template lets the function read it with SecretParameter=/tattletail/slack.',
      'Put the secret into the environment variable PAGERDUTY_KEY of the function.',
      'Put the secret where secretsmanager:my+siem#url points: run this, paste JSON with the secret under "url", and press Enter and Ctrl+D.',
      `  aws secretsmanager create-secret --name 'my+siem' --secret-string "$(cat)"`,
      'Let the role of the function read it (secretsmanager:GetSecretValue), with ExtraPolicyArn of the template.',
    ]);
    expect(await runMain(['check', config])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/usable/),
    });
  });

  it('may be an ARN, which says the region', async () => {
    const { stdout } = await init(
      ...['--slack', 'ssm:arn:aws:ssm:eu-west-1:111122223333:parameter/tattletail/slack'],
      ...['--teams', 'secretsmanager:arn:aws:secretsmanager:eu-west-1:111122223333:secret:teams-AbCdEf'],
    );
    expect(stdout).toContain(
      '--name /tattletail/slack --type SecureString --value "$(cat)" --region eu-west-1\n',
    );
    expect(stdout).toContain(
      'put-secret-value --secret-id arn:aws:secretsmanager:eu-west-1:111122223333:secret:teams-AbCdEf --secret-string "$(cat)" --region eu-west-1\n',
    );
  });

  it.each([
    ['--slack', 'ssm:/with space', 'must be ssm: and the name of a parameter'],
    ['--teams', 'ssm:/teams:3', 'must have no version or label'],
    ['--pagerduty', 'env:AWS_SECRET_ACCESS_KEY', 'must be env: and the name'],
  ])('that is none is refused, and nothing is written: %s %s', async (flag, value, message) => {
    const { config, code, stderr } = await init(flag, value);
    expect({ code, stderr }).toEqual({
      code: 64,
      stderr: expect.stringContaining(`error: ${flag} ${message}`),
    });
    expect(() => readFileSync(config)).toThrow('ENOENT');
  });
});

describe('init refuses', () => {
  it('to replace a file, and writes none then, unless it is to', async () => {
    const config = join(newFolder(), 'tattletail.toml');
    writeFileSync(config, 'mine');
    const args = ['init', '--config', config, '--pack', 'ssm'];
    expect(await runMain(args)).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: ${config} exists: --force replaces it\n`,
    });
    expect(readFileSync(config, 'utf8')).toBe('mine');
    expect(() => readFileSync(join(config, '../rules/ssm.toml'))).toThrow('ENOENT');
    expect(await runMain([...args, '--force', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(config, 'utf8')).toMatch(/^# Written by "tattletail init"/);
  });

  it('a pack that there is not, and names those that there are', async () =>
    expect(await init('--pack', '../cis')).toMatchObject({
      code: 64,
      stderr: 'error: there is no pack "../cis": the packs are cis, ssm, threats\n',
    }));
});
