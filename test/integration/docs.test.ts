import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { alertFor } from '../../src/alerts/alert.ts';
import { loadConfig } from '../../src/config/load.ts';
import { deliveryKeys, ruleKeys, trailKeys } from '../../src/config/schema.ts';
import { destinationTypes } from '../../src/destinations/registry.ts';
import { slackMessage } from '../../src/destinations/slack/message.ts';
import { jqWasm } from '../../src/jq/real/wasm.ts';
import { logReport } from '../../src/report/log.ts';
import { matchRecords } from '../../src/rules/match.ts';
import { aTag, neverAborted } from '../support/builders.ts';
import { cloneRepository } from '../support/clone.ts';
import { pathOf, readText } from '../support/fixtures.ts';
import { slackPicture } from '../support/slack-picture.ts';

const readme = readText('README.md');

/** The fenced blocks of the README in a language, with the line on which each begins. */
const blocks = (language: string) =>
  [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, found]) => found === language)
    .map(({ index, 2: text = '' }) => ({ line: readme.slice(0, index).split('\n').length, text }));

describe('every TOML block is a config that can be used', () => {
  const example = readText('tattletail.example.toml');
  const itsDestinations = example.slice(example.indexOf('[[destination]]'));
  it.each(blocks('toml'))('line $line', async ({ text }) => {
    const whole = text.includes('[[destination]]') ? text : `${text}\n${itsDestinations}`;
    await expect(loadConfig({ uri: 'block', text: whole }, jqWasm().compile)).resolves.toBeDefined();
  });
});

describe('the tables of the README name everything', () => {
  const named = (section: string): readonly string[] => {
    const [, text = ''] = new RegExp(`^## ${section}\n(.*?)^## `, 'ms').exec(readme) ?? [];
    return [...text.matchAll(/`(\w+)`|^(\w+) = /gm)].flatMap(([, code, key]) => code ?? key ?? []);
  };

  it('that a config may say', () => {
    const ofDestinations = destinationTypes.flatMap(({ type, keys }) => [type, ...keys]);
    expect(named('Configuration')).toEqual(
      expect.arrayContaining(['id', 'type', ...ofDestinations, ...ruleKeys, ...deliveryKeys, ...trailKeys]),
    );
  });

  it('that is counted', () => {
    const counted: string[] = ['brokenConfig'];
    const nothing = () => {};
    const log = { info: nothing, warn: nothing, error: nothing, begin: nothing, flush: nothing };
    const report = { logFiles: [], deliveries: { delivered: 0, before: 0, undelivered: [] } };
    logReport({ ...log, count: (metric) => void counted.push(metric) }, report, {
      malformed: [],
      skipped: 0,
      ms: 0,
    });
    expect(named('Logs and metrics')).toEqual(expect.arrayContaining(counted));
  });

  it('that is read from the environment', () => {
    const code = readText('src/lambda.ts') + readText('src/choose-jq.ts');
    const variables = new Set(code.match(/\b[A-Z][A-Z\d]*(_[A-Z\d]+)+\b/g));
    // Lambda itself sets this one.
    variables.delete('AWS_LAMBDA_FUNCTION_NAME');
    expect(named('Logs and metrics')).toEqual(expect.arrayContaining([...variables]));
  });
});

describe('every shell block runs', () => {
  const clone = cloneRepository();
  const bin = mkdtempSync(join(tmpdir(), 'tattletail-bin-'));

  beforeAll(() => {
    writeFileSync(join(bin, 'aws'), awsStandIn);
    chmodSync(join(bin, 'aws'), 0o755);
  });

  it.each(blocks('sh'))('line $line', ({ text }) => {
    // The tests are what runs just now; whether make finds a way to run them is what can be tried here.
    const script = text.replaceAll(/^make test/gm, 'make --dry-run test');
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: clone,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
    });
    expect({ status, output: stdout + stderr }).toEqual({
      status: 0,
      output: expect.not.stringMatching(/warning|not found/i),
    });
  });
});

/** Knows the commands and options that our documents and our Makefile use, as the AWS CLI reference has them. */
const awsStandIn = `#!/usr/bin/env node
const known = {
  'lambda create-function': 'function-name runtime architectures handler memory-size timeout role zip-file',
  'lambda add-permission': 'function-name statement-id action principal source-arn source-account',
  'lambda update-function-code': 'function-name zip-file',
  'iam create-role': 'role-name assume-role-policy-document',
  'iam put-role-policy': 'role-name policy-name policy-document',
  'lambda update-function-configuration': 'function-name environment runtime handler memory-size timeout',
  'lambda wait': 'function-name',
  'logs tail': '',
  'lambda put-function-event-invoke-config': 'function-name destination-config',
  's3api put-bucket-notification-configuration': 'bucket notification-configuration',
  's3api put-bucket-lifecycle-configuration': 'bucket lifecycle-configuration',
  's3 cp': '',
  's3 mb': '',
  's3 sync': '',
};
const [service, command, ...rest] = process.argv.slice(2);
const options = known[service + ' ' + command]?.split(' ');
const given = rest.filter((word) => word.startsWith('--')).map((word) => word.slice(2));
if (options === undefined || given.some((option) => !options.includes(option))) throw new Error('aws: ' + process.argv.slice(2).join(' '));
for (const word of rest) {
  if (word.startsWith('{')) JSON.parse(word);
  if (word.startsWith('fileb://')) require('node:fs').accessSync(word.slice(8));
}
if (command === 'sync') require('node:fs').mkdirSync(rest.at(-1), { recursive: true });
`;

it('the picture of a message is of the message that is really sent', async () => {
  const { config, programs } = await loadConfig(
    { uri: 'example', text: readText('tattletail.example.toml') },
    jqWasm().compile,
  );
  const { Records } = JSON.parse(readText('fixtures/log-files/morning.json'));
  const { matches } = await matchRecords({ rules: config.rules, programs }, Records, neverAborted);
  const session = matches.find(({ rule }) => rule.name.startsWith('Session'));
  const message = session === undefined ? {} : slackMessage(alertFor(session, 's3://my-trail/key'), aTag());
  await expect(slackPicture(message)).toMatchFileSnapshot(pathOf('fixtures/pictures/slack-message.svg'));
});
