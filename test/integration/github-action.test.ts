import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pathOf, readText } from '../support/fixtures.ts';
import { action, runAction } from '../support/github-action.ts';

const aWorkspace = (files: Readonly<Record<string, string>>): string => {
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(workspace, path, '..'), { recursive: true });
    writeFileSync(join(workspace, path), text);
  }
  return workspace;
};

const withoutPlaceholder = (text: string): string =>
  text.replace(
    'T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
    'T01234567/B01234567/abcdefghijklmnopqrstuvwx',
  );

const example = {
  'tattletail.toml': withoutPlaceholder(readText('tattletail.example.toml')),
  'tattletail.test.toml': readText('tattletail.example.test.toml'),
};
const passed = (...names: readonly string[]) => names.map((name) => ({ name, status: 0 }));

describe('the steps of the action', { timeout: 120_000 }, () => {
  it('check a config, run its tests, and count the alerts in log files', () => {
    const workspace = aWorkspace(example);
    cpSync(pathOf('fixtures/log-files'), join(workspace, 'logs'), { recursive: true });
    const { ran, log, summary } = runAction(workspace, { logs: 'logs', strict: 'true' });
    expect(ran).toEqual(passed('Install', 'Check', 'Test', 'Scan'));
    expect(log).toBe('');
    expect(summary).toContain('tattletail.toml is usable: rules: 3, destinations: 3');
    expect(summary).toContain('All passed.');
    expect(summary).toMatch(/^ +1 {2}Access key created$/m);
    expect(summary).toContain('Inspected 1 log file: 6 records, 3 matches.');
    expect(summary.match(/^~{10}/gm)).toHaveLength(6);
  });

  it('annotate a broken config at its lines, and run nothing with it', () => {
    const broken = example['tattletail.toml'].replace('severity = "high"', 'severity = "hihg"');
    const { ran, log, summary } = runAction(aWorkspace({ 'tattletail.toml': broken }), { logs: '.' });
    expect(ran).toEqual([...passed('Install'), { name: 'Check', status: 78 }]);
    expect(log).toMatch(/^::error file=tattletail\.toml,line=\d+,title=[^:\n]+::[^\n]+\n$/);
    expect(summary).toContain('tattletail.toml');
  });

  it('annotate a test that fails, and scan all the same', () => {
    const failing = example['tattletail.test.toml'].replace('"new user: bob"', '"new user: eve"');
    const workspace = aWorkspace({
      ...example,
      'tattletail.test.toml': failing,
      'a b/log.json': '{"Records":[]}',
    });
    const { ran, log, summary } = runAction(workspace, { logs: 'a b\n' });
    expect(ran).toEqual([
      ...passed('Install', 'Check'),
      { name: 'Test', status: 1 },
      { name: 'Scan', status: 0 },
    ]);
    expect(log).toMatch(
      /^::error file=tattletail\.test\.toml,line=\d+,title=User created%3A a new user::[^\n]+\n$/,
    );
    expect(summary).toContain('Tests: 6 passed, 1 failed.');
  });

  it('fail on warnings if they are to be strict, and otherwise annotate them', () => {
    const workspace = aWorkspace({ ...example, 'tattletail.toml': readText('tattletail.example.toml') });
    for (const [strict, status] of [
      ['true', 1],
      ['false', 0],
    ] as const) {
      const { ran, log } = runAction(workspace, { strict });
      expect(ran).toContainEqual({ name: 'Check', status });
      expect(log).toMatch(/^::warning file=tattletail\.toml,line=\d+/);
    }
  });

  it('test the configs that patterns name, and no log file can run a workflow command', () => {
    const record = { eventID: '1', eventName: 'CreateAccessKey', eventSource: 'iam.amazonaws.com' };
    const workspace = aWorkspace({
      'rules/a.toml': example['tattletail.toml'],
      'rules/deep/b.toml': `[[rule]]\nname = "b"\njq_match = '{tattletail: {title: .userAgent}}'\ndestinations = []\n[[rule.test]]\nname = "t"\nexpect = "match"\nrecord = {eventName = "GetUser"}\n`,
      'log.json': JSON.stringify({ Records: [{ ...record, userAgent: '::add-mask::x' }] }),
    });
    const inputs = { config: 'rules/deep/b.toml', tests: 'rules/**/*.toml', logs: 'log.json' };
    const { ran, log, summary } = runAction(workspace, inputs);
    expect(ran).toEqual(passed('Install', 'Check', 'Test', 'Scan'));
    expect(log).not.toContain('::add-mask::');
    expect(summary).toMatch(/^ +1 {2}b$/m);
  });

  it('are stopped by a scan that fails', () => {
    const { ran, log } = runAction(aWorkspace(example), { logs: 'nowhere', tests: 'none' });
    expect(ran).toEqual([...passed('Install', 'Check'), { name: 'Scan', status: 1 }]);
    expect(log).toBe('::error title=scan::the scan failed: the summary of the job says why\n');
  });
});

describe('with a version, the action', { timeout: 120_000 }, () => {
  const tarball = 'cloudtrail-tattletail-1.2.3.tgz';

  /** What `curl` would get: a package that prints its arguments. */
  const aRelease = (sums: (hash: string) => string) => {
    const folder = mkdtempSync(join(tmpdir(), 'release-'));
    mkdirSync(join(folder, 'package'));
    const manifest = { name: 'cloudtrail-tattletail', version: '1.2.3', type: 'module' };
    writeFileSync(join(folder, 'package/package.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'package/cli.mjs'), 'console.log(process.argv.slice(2).join(" "));');
    execFileSync('tar', ['-czf', tarball, 'package'], { cwd: folder });
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, tarball)))
      .digest('hex');
    writeFileSync(join(folder, 'SHA256SUMS'), sums(hash));
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'curl'),
      `#!/bin/bash\nwhile [ $# -gt 1 ]; do [ "$1" != --output ] || out=$2; shift; done\n` +
        `case $1 in https://github.com/owner/name/releases/download/v1.2.3/*) cp "${folder}/\${1##*/}" "$out";; *) exit 22;; esac\n`,
    );
    chmodSync(join(bin, 'curl'), 0o755);
    return { PATH: `${bin}:${process.env.PATH}` };
  };

  it('runs the command line of that release', () => {
    const env = aRelease((hash) => `${'0'.repeat(64)}  other.zip\n${hash}  ${tarball}\n`);
    const { ran, log } = runAction(aWorkspace(example), { version: '1.2.3' }, env);
    expect(ran).toEqual(passed('Install', 'Check', 'Test'));
    expect(log).toContain('check --format github -- tattletail.toml\n');
  });

  it.each([
    ['has other bytes than SHA256SUMS says', () => `${'0'.repeat(64)}  ${tarball}\n`],
    ['is not in SHA256SUMS', (hash: string) => `${hash}  other.tgz\n`],
  ])('does not run what %s', (_, sums) => {
    const { ran } = runAction(aWorkspace(example), { version: '1.2.3' }, aRelease(sums));
    expect(ran).toEqual([{ name: 'Install', status: 1 }]);
  });

  it.each(['latest', '1.2.3/../../evil', '$(id)'])('does not take the version %s', (version) =>
    expect(runAction(aWorkspace(example), { version }).ran).toEqual([{ name: 'Install', status: 64 }]),
  );
});

it('nothing of the inputs is written into a script, where it could run', () => {
  for (const step of action.runs.steps) if ('run' in step) expect(step.run).not.toContain('${{');
});

it('actions that it uses are pinned as those of the workflows', () => {
  const used = readText('action.yml').match(/uses: .*/g) ?? [];
  expect(used).not.toEqual([]);
  for (const line of used) expect(readText('.github/workflows/ci.yml')).toContain(line);
});
