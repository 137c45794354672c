import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { built } from '../support/build.ts';
import { cloneRepository } from '../support/clone.ts';

const write = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

const config = `include = ["rules/*.toml"]
default_destinations = ["Security topic"]

[[override]]
rule = "root-login"
severity = "critical"

[[override]]
rule = "noisy"
enabled = false

[[destination]]
id = "Security topic"
type = "sns"
sns_arn = "arn:aws:sns:us-east-1:111122223333:security-alerts"
`;

const pack = `[[rule]]
name = "Root signed in"
id = "root-login"
severity = "high"
attack = ["T1078.004"]
jq_match = '.eventName == "ConsoleLogin" and .userIdentity.type == "Root"'

[[rule]]
name = "Noisy"
id = "noisy"
jq_match = 'select('
`;

const packTests = `[[test]]
rule = "root-login"
name = "root"
expect = "match"
severity = "SEVERITY"
record = { eventName = "ConsoleLogin", userIdentity = { type = "Root" } }
`;

describe('a config that includes files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-'));
  const tattletail = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [built('cli.mjs'), ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  write(folder, {
    'tattletail.toml': config,
    'rules/root.toml': pack,
    'rules/root.test.toml': packTests.replace('SEVERITY', 'critical'),
    'login.json': '{"Records": [{"eventName": "ConsoleLogin", "userIdentity": {"type": "Root"}}]}',
  });

  it('is checked with them, and says how many rules are turned off', () => {
    expect(tattletail('check')).toEqual({
      status: 0,
      stdout: 'tattletail.toml is usable: rules: 1 (turned off: 1), destinations: 1\n',
      stderr: '',
    });
    expect(tattletail('check', '--explain').stdout).toMatch(
      /\nrule "Noisy"\n {2}turned off by an override\n$/,
    );
  });

  it('is tested with the tests beside them', () => {
    expect(tattletail('test')).toEqual({
      status: 0,
      stdout:
        'tattletail.toml\nrules/root.toml\n  Root signed in\n    ✓ root\n\nTests: 1 passed, 0 failed.\n',
      stderr: '',
    });
  });

  it('is scanned with them, and explained with their lines', () => {
    expect(tattletail('scan', '--format', 'count', 'login.json')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('1  Root signed in'),
    });
    expect(tattletail('explain', 'root-login', 'login.json').stdout).toContain('(rules/root.toml, line 6)');
  });

  it('has its rules listed as overrides change them', () => {
    expect(tattletail('rules').stdout).toBe(
      [
        'ID          NAME            SEVERITY    ATT&CK     DESTINATIONS    TESTS  FILE',
        'root-login  Root signed in  critical    T1078.004  Security topic  1      rules/root.toml',
        'noisy       Noisy           turned off  -          -               -      rules/root.toml',
        '',
      ].join('\n'),
    );
    expect(JSON.parse(tattletail('rules', '--format', 'json').stdout)).toEqual([
      {
        id: 'root-login',
        name: 'Root signed in',
        enabled: true,
        severity: 'critical',
        attack: ['T1078.004'],
        destinations: ['Security topic'],
        tests: 1,
        file: 'rules/root.toml',
      },
      { id: 'noisy', name: 'Noisy', enabled: false, file: 'rules/root.toml' },
    ]);
  });

  it('covers techniques of ATT&CK', () => {
    const { status, stdout } = tattletail('coverage');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^T1078\.004 +Cloud Accounts +tested +root-login$/m),
    });
    expect(stdout).toMatch(
      /^Of \d+ techniques, 2 have a rule with a test, 0 a rule without one, \d+ none\.$/m,
    );
    expect(JSON.parse(tattletail('coverage', '--format', 'json').stdout)).toMatchObject({
      techniques: expect.arrayContaining([
        { id: 'T1078.004', name: 'Cloud Accounts', status: 'tested', rules: ['root-login'] },
      ]),
    });
    expect(JSON.parse(tattletail('coverage', '--format', 'navigator').stdout)).toMatchObject({
      versions: { layer: '4.5', navigator: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      domain: 'enterprise-attack',
      techniques: expect.arrayContaining([
        { techniqueID: 'T1078.004', score: 100, color: '#8ec843', comment: 'tested: root-login' },
        { techniqueID: 'T1657', score: 0, color: '#ff6666', comment: 'no rule' },
      ]),
    });
  });

  it('is refused with their problems, in every format', () => {
    write(folder, { 'broken.toml': config.replaceAll('noisy', 'root-login'), 'rules/other.toml': pack });
    expect(tattletail('check', 'broken.toml')).toMatchObject({
      status: 78,
      stderr: expect.stringContaining(
        '  rules/root.toml, line 3: rule "Root signed in": another rule has the same id, or has it as its name (rules/other.toml, line 1)\n',
      ),
    });
    expect(JSON.parse(tattletail('check', 'broken.toml', '--format', 'json').stdout)).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ file: 'rules/root.toml', line: 11, where: 'rule "Noisy"' }),
      ]),
    });
    expect(tattletail('check', 'broken.toml', '--format', 'github').stdout).toContain(
      '::error file=rules/root.toml,line=11,title=rule "Noisy"%3A invalid-config::',
    );
  });

  it('has packs, which can be checked and tested by themselves', () => {
    write(folder, {
      'alone/root.toml': pack.replace('select(', 'true'),
      'alone/root.test.toml': packTests.replace('SEVERITY', 'high'),
    });
    expect(tattletail('check', 'alone/root.toml')).toMatchObject({
      status: 0,
      stdout:
        'alone/root.toml is usable: rules: 2, for a config that includes it, with default_destinations\n',
    });
    expect(tattletail('test', 'alone/root.toml')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Tests: 1 passed'),
    });
  });
});

describe('the files that a config includes', () => {
  const clone = cloneRepository();
  write(clone, {
    'tattletail.toml': config.replace('rules/', 'shared/'),
    'shared/root.toml': pack,
    'shared/root.test.toml': '',
  });
  const make = (env: NodeJS.ProcessEnv, ...targets: readonly string[]) =>
    spawnSync('make', targets, { cwd: clone, encoding: 'utf8', env: { ...process.env, ...env } });

  it('are packed with it, and again when one of them has changed', () => {
    const zip = (): Readonly<Record<string, Uint8Array>> => {
      expect(make({}, 'cloudtrail-tattletail.zip')).toMatchObject({ status: 0 });
      return unzipSync(readFileSync(join(clone, 'cloudtrail-tattletail.zip')));
    };
    expect(Buffer.from(zip()['shared/root.toml'] ?? []).toString()).toBe(pack);
    write(clone, { 'shared/root.toml': `${pack}# changed\n` });
    const files = zip();
    expect(Buffer.from(files['shared/root.toml'] ?? []).toString()).toBe(`${pack}# changed\n`);
    expect(Object.keys(files)).not.toContain('shared/root.test.toml');
  });

  it('are uploaded before it', () => {
    const bin = mkdtempSync(join(tmpdir(), 'tattletail-bin-'));
    writeFileSync(join(bin, 'aws'), '#!/bin/sh\necho "$@" >>"$(dirname "$0")/calls"\n');
    chmodSync(join(bin, 'aws'), 0o755);
    const upload = ['upload_config', 'S3_CONFIG_BUCKET=configs', 'S3_CONFIG_PATH=prod/tattletail.toml'];
    expect(make({ PATH: `${bin}:${process.env.PATH}` }, ...upload)).toMatchObject({ status: 0 });
    expect(readFileSync(join(bin, 'calls'), 'utf8')).toBe(
      's3 cp shared/root.toml s3://configs/prod/shared/root.toml\ns3 cp tattletail.toml s3://configs/prod/tattletail.toml\n',
    );
  });

  it('may be nothing but a pack: then neither happens', () => {
    write(clone, { 'tattletail.toml': pack.replace('select(', 'true') });
    const { status, stderr } = make({}, 'cloudtrail-tattletail.zip');
    expect(status).toBe(2);
    expect(stderr).toContain('rule "Root signed in": destinations is missing');
  });
});
