import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { cloneRepository } from '../support/clone.ts';
import { readText } from '../support/fixtures.ts';

const { version } = JSON.parse(readText('package.json'));
const tarball = `cloudtrail-tattletail-${version}.tgz`;

describe('a release', () => {
  const clone = cloneRepository();
  let files: Readonly<Record<string, Buffer>> = {};

  beforeAll(() => {
    writeFileSync(join(clone, 'tattletail.toml'), 'a secret');
    // As terraform init does.
    mkdirSync(join(clone, 'deploy/terraform/.terraform/providers'), { recursive: true });
    for (const name of ['.terraform/providers/aws', '.terraform.lock.hcl'])
      writeFileSync(join(clone, 'deploy/terraform', name), 'of the provider');
    files = releaseIn(clone);
  });

  it('holds the zip, the command line, what is in them, their licenses and their checksums', () => {
    expect(Object.keys(files)).toEqual([
      'SHA256SUMS',
      'THIRD-PARTY-LICENSES.txt',
      tarball,
      `${tarball}.cdx.json`,
      ...(existsSync(join(clone, 'deploy/terraform')) ? ['cloudtrail-tattletail-terraform.zip'] : []),
      'cloudtrail-tattletail.zip',
      'cloudtrail-tattletail.zip.cdx.json',
      ...(existsSync(join(clone, 'deploy/template.yaml')) ? ['template.yaml'] : []),
    ]);
    const { SHA256SUMS: sums, ...others } = files;
    expect(String(sums)).toBe(
      Object.entries(others)
        .map(([name, bytes]) => `${sha256Of(bytes)}  ${name}\n`)
        .join(''),
    );
  });

  it('holds no config', () =>
    expect(Object.keys(unzipSync(files['cloudtrail-tattletail.zip'] ?? Buffer.of()))).not.toContain(
      'tattletail.toml',
    ));

  it('holds the module of Terraform with its tests, without providers', () => {
    const names = Object.keys(unzipSync(files['cloudtrail-tattletail-terraform.zip'] ?? Buffer.of()));
    expect(names).toContain('main.tf');
    expect(names).toContain('tests/triggers.tftest.hcl');
    expect(names.filter((name) => name.includes('.terraform'))).toEqual([]);
  });

  it('has the same bytes in another folder, time zone and locale, with other times and modes of files', () => {
    const other = join(mkdtempSync(join(tmpdir(), 'tattletail-')), 'some/where else');
    mkdirSync(join(other, '..'));
    renameSync(cloneRepository(), other);
    // What is installed is shared with every other test.
    const own = ['.', '-name', 'node_modules', '-prune', '-o'];
    const change = ['-exec', 'chmod', 'go-rwx', '{}', '+', '-exec', 'touch', '-d', '2001-09-09', '{}', '+'];
    execFileSync('find', [...own, ...change], { cwd: other });
    const env = { ...process.env, TZ: 'Pacific/Apia', LC_ALL: 'C', LANG: 'tr_TR.UTF-8' };
    const again = releaseIn(other, 'umask 077 && make release', env);
    expect(hashesOf(again)).toEqual(hashesOf(files));
  });

  it('is described by its section of the changelog', () => {
    const notes = readFileSync(join(clone, 'dist/release-notes.md'), 'utf8');
    expect(readText('CHANGELOG.md')).toContain(notes.trim());
    expect(notes).toMatch(/^### Added/m);
  });

  it('is published on GitHub from its tag', () => {
    const bin = mkdtempSync(join(tmpdir(), 'tattletail-bin-'));
    writeFileSync(join(bin, 'gh'), '#!/bin/sh\necho "$@" >"$(dirname "$0")/args"\n');
    chmodSync(join(bin, 'gh'), 0o755);
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
    execFileSync('make', ['publish', `TAG=v${version}`], { cwd: clone, stdio: 'pipe', env });
    expect(readFileSync(join(bin, 'args'), 'utf8').trim()).toBe(
      [
        ...['release', 'create', `v${version}`, '--verify-tag', '--title', `v${version}`],
        ...['--notes-file', 'dist/release-notes.md'],
        ...Object.keys(files).map((name) => `dist/release/${name}`),
      ].join(' '),
    );
  });

  it('is not published under the tag of another version', () => {
    const { status, stderr } = spawnSync('make', ['publish', 'TAG=v0.0.1'], { cwd: clone, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining(`TAG must be v${version}, the version in package.json`),
    });
  });
});

const releaseIn = (
  folder: string,
  command = 'make release',
  env: NodeJS.ProcessEnv = process.env,
): Readonly<Record<string, Buffer>> => {
  execFileSync('sh', ['-c', command], { cwd: folder, stdio: 'pipe', env });
  const released = join(folder, 'dist/release');
  return Object.fromEntries(
    readdirSync(released)
      .sort()
      .map((name) => [name, readFileSync(join(released, name))]),
  );
};

const hashesOf = (files: Readonly<Record<string, Buffer>>) =>
  Object.entries(files).map(([name, bytes]) => `${name} ${sha256Of(bytes)}`);

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
