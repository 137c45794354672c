import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cloneRepository } from '../support/clone.ts';
import { pathOf, readText } from '../support/fixtures.ts';
import { dataIn } from '../support/report-pages.ts';

describe('the command line, installed from its tarball alone into an empty folder,', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-install-'));
  const installed = join(folder, 'node_modules/cloudtrail-tattletail');
  const { version } = JSON.parse(readText('package.json'));
  const run = (command: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(join(folder, 'node_modules/.bin', command), args, {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const logs = pathOf('fixtures/log-files');
  const example = pathOf('tattletail.example.toml');

  beforeAll(() => {
    const clone = cloneRepository();
    execFileSync('make', ['release'], { cwd: clone, stdio: 'pipe' });
    const tarball = join(clone, 'dist/release', `cloudtrail-tattletail-${version}.tgz`);
    const install = ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', [...install, '--prefix', folder, tarball], { stdio: 'pipe' });
  });

  it('needs no other package', () =>
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'cloudtrail-tattletail',
    ]));

  it('has its licenses, packs and schema, but neither the function nor sources, tests and source maps', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(
      expect.arrayContaining([
        ...['LICENSE', 'THIRD-PARTY-LICENSES.txt', 'README.md', 'tattletail.schema.json'],
        ...['rules/threats.toml', 'report-page/page.html', 'build/jq.wasm'],
      ]),
    );
    expect(files.filter((file) => /lambda|\.ts$|\.map$|\.test\.|bundle-page|meta\.json/.test(file))).toEqual(
      [],
    );
    const texts = files
      .filter((file) => file.endsWith('.mjs'))
      .map((file) => readFileSync(join(installed, file)));
    expect(texts.some((text) => text.includes('from"esbuild"'))).toBe(false);
  });

  it.each(['tattletail', 'cloudtrail-tattletail'])('says its version as %s', (command) =>
    expect(run(command, '--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' }),
  );

  it('checks a config', () =>
    expect(run('tattletail', 'check', example)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('is usable'),
    }));

  it('scans log files, and writes the page with the alerts', () => {
    const args = ['scan', '--config', example, '--report', 'alerts.html', '-f', 'count', logs];
    expect(run('cloudtrail-tattletail', ...args)).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('3 matches.'),
    });
    const { rows } = dataIn(readFileSync(join(folder, 'alerts.html'), 'utf8'));
    expect(rows.map(({ rule }) => rule)).toContain('Access key created');
  });

  it('writes a config with a pack of its own, by which it scans', () => {
    const sns = ['--sns', 'arn:aws:sns:us-east-1:111122223333:alerts'];
    expect(run('tattletail', 'init', '--pack', 'threats', ...sns)).toMatchObject({ status: 0 });
    expect(run('tattletail', 'scan', '-f', 'count', logs)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/\d/),
    });
  });

  it('cannot be imported: it is no library', () => {
    const script = "import('cloudtrail-tattletail').catch((error) => console.log(error.code))";
    expect(execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' })).toBe(
      'ERR_PACKAGE_PATH_NOT_EXPORTED\n',
    );
  });
});
