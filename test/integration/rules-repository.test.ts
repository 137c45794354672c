import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { pathOf, readText } from '../support/fixtures.ts';
import { action } from '../support/github-action.ts';
import { decide } from '../support/iam/policy.ts';

const page = readText('docs/rules-repository.md');
const [workflow, preCommitConfig] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);

const stepSchema = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflowSchema = z.looseObject({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.looseObject({
      permissions: z.record(z.string(), z.string()).optional(),
      env: z.record(z.string(), z.string()).optional(),
      steps: z.array(stepSchema),
    }),
  ),
});
const hooksSchema = z.array(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    entry: z.string(),
    language: z.literal('script'),
    files: z.string(),
  }),
);

const jobs = workflowSchema.parse(parse(workflow ?? '')).jobs;
const hooks = hooksSchema.parse(parse(readText('.pre-commit-hooks.yaml')));

/** A repository of rules with these programs, and a folder for what stands in for others' commands. */
const aRepository = (jq: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  mkdirSync(join(folder, 'rules'));
  writeFileSync(join(folder, 'rules.toml'), 'include = ["rules/iam.toml"]\n');
  writeFileSync(
    join(folder, 'rules/iam.toml'),
    `[[rule]]\nid = "a"\nname = "A key"\njq_match = '${jq}'\n\n[[rule.test]]\nname = "a key"\nexpect = "match"\nrecord = { eventName = "CreateAccessKey" }\n`,
  );
  return folder;
};

describe('the workflow', () => {
  it('pins the actions of others as our own workflows do', () => {
    const used = page.match(/uses: actions.*/g) ?? [];
    expect(used).not.toEqual([]);
    for (const line of used) expect(readText('.github/workflows/ci.yml')).toContain(line);
  });

  it('gives our action inputs that it has, and the page explains each', () => {
    const given = Object.keys(jobs.check?.steps.at(-1)?.with ?? {});
    expect(given).not.toEqual([]);
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(given));
    for (const name of Object.keys(action.inputs)) expect(page).toContain(`| \`${name}\` |`);
  });

  it('lets only the job that uploads ask for a token', () => {
    expect(jobs.check?.permissions).toBeUndefined();
    expect(jobs.upload?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  });

  it('uploads by the token of the job, what is included first, and no tests', () => {
    const folder = aRepository('.eventName == "CreateAccessKey"');
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'aws'),
      `#!/bin/bash\necho "$AWS_ROLE_ARN $(cat "$AWS_WEB_IDENTITY_TOKEN_FILE"): $*" >> uploads\nexec node ${pathOf('test/support/aws-stand-in.cjs')} "$@"\n`,
    );
    writeFileSync(
      join(bin, 'curl'),
      `#!/bin/bash\n[[ "$*" == *"bearer request-token"*"https://token.example/?a=b&audience=sts.amazonaws.com" ]] && echo '{"count":1,"value":"signed-token"}'\n`,
    );
    for (const name of ['aws', 'curl']) chmodSync(join(bin, name), 0o755);
    const { status, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', jobs.upload?.steps.at(-1)?.run ?? 'exit 1'],
      {
        cwd: folder,
        encoding: 'utf8',
        env: {
          ...jobs.upload?.env,
          PATH: `${bin}:${process.env.PATH}`,
          RUNNER_TEMP: folder,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
          ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/?a=b',
        },
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const as = 'arn:aws:iam::111122223333:role/tattletail-rules signed-token';
    expect(readFileSync(join(folder, 'uploads'), 'utf8').trim().split('\n')).toEqual([
      `${as}: s3 cp rules/ s3://my-config/rules/ --recursive --exclude *.test.toml`,
      `${as}: s3 cp rules.toml s3://my-config/rules.toml`,
    ]);
  });

  it('has a role that can write rules, and nothing else', () => {
    const [, policy = ''] = /--policy-document '(\{.*?\})'\n```/s.exec(page) ?? [];
    const decision = (action: string, key: string) =>
      decide([JSON.parse(policy)], { action, resource: `arn:aws:s3:::my-config/${key}` });
    for (const key of ['rules.toml', 'rules/iam.toml']) expect(decision('s3:PutObject', key)).toBe('allowed');
    for (const action of ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'])
      expect(decision(action, 'tattletail.toml')).toBe('not allowed');
  });
});

describe('the hooks of pre-commit', { timeout: 120_000 }, () => {
  const run = (id: string, folder: string) => {
    const [script = '', ...args] = hooks.find((hook) => hook.id === id)?.entry.split(' ') ?? [];
    const files = id === 'tattletail-check' ? ['rules.toml'] : ['rules/iam.toml'];
    return spawnSync(pathOf(script), [...args, ...files], { cwd: folder, encoding: 'utf8' });
  };

  it('are those that the page names', () => {
    expect(hooks.map(({ id }) => id)).toEqual(preCommitConfig?.match(/tattletail-\w+/g));
    for (const { entry } of hooks) expect(existsSync(pathOf(entry.split(' ')[0] ?? ''))).toBe(true);
  });

  it.each([
    ['tattletail-check', 'tattletail.toml', true],
    ['tattletail-check', 'a/rules.toml', true],
    ['tattletail-check', 'rules.test.toml', false],
    ['tattletail-test', 'rules.test.toml', true],
    ['tattletail-test', 'a/rules/iam.test.toml', true],
    ['tattletail-test', 'Cargo.toml', false],
  ])('%s runs for %s: %s', (id, path, expected) =>
    expect(new RegExp(hooks.find((hook) => hook.id === id)?.files ?? '').test(path)).toBe(expected),
  );

  it('say nothing about rules that are good', () => {
    const folder = aRepository('.eventName == "CreateAccessKey"');
    for (const { id } of hooks) expect(run(id, folder)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('fail on a rule that is broken, and on a test', () => {
    expect(run('tattletail-check', aRepository('.eventName =='))).toMatchObject({
      status: 78,
      stderr: expect.stringContaining('rule "A key"'),
    });
    expect(run('tattletail-test', aRepository('.eventName == "DeleteAccessKey"'))).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('expected: match'),
    });
  });
});
