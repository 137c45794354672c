import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { thirdPartyLicenses } from '../../tools/third-party-licenses.ts';
import { built } from '../support/build.ts';
import { cloneRepository } from '../support/clone.ts';
import { pathOf, readText } from '../support/fixtures.ts';

describe('the zip', () => {
  const clone = cloneRepository();
  const zip = join(clone, 'cloudtrail-tattletail.zip');
  const make = (...targets: readonly string[]) =>
    execFileSync('make', targets, { cwd: clone, encoding: 'utf8' });
  const names = () => Object.keys(unzipSync(readFileSync(zip)));

  beforeAll(() => void make('cloudtrail-tattletail.zip'));

  it('holds the handler, its jq, and the licenses', () =>
    expect(names()).toEqual(
      expect.arrayContaining([
        'index.mjs',
        'jq-wasm-worker.mjs',
        'build/jq.wasm',
        'LICENSE',
        'THIRD-PARTY-LICENSES.txt',
      ]),
    ));

  it('loads neither jq nor the clients of SES, SNS and STS before they are needed', () => {
    const entries = unzipSync(readFileSync(zip));
    const loaded = withStaticImports('index.mjs', entries);
    const texts = loaded.map((name) => Buffer.from(entries[name] ?? []).toString()).join('\n');
    expect(texts).toContain('GetObjectCommand');
    for (const lazy of ['SendEmailCommand', 'PublishCommand', 'GetCallerIdentityCommand', 'jq.wasm'])
      expect(texts).not.toContain(`"${lazy}"`);
  });

  it('is small', () => expect(statSync(zip).size).toBeLessThan(1.5 * 1024 * 1024));

  it('has the same bytes whenever it is built from the same sources', () => {
    const before = readFileSync(zip);
    utimesSync(join(clone, 'src/lambda.ts'), new Date(), new Date());
    make('cloudtrail-tattletail.zip');
    expect(readFileSync(zip).equals(before)).toBe(true);
  });

  it('holds tattletail.toml when there is one', () => {
    writeFileSync(join(clone, 'tattletail.toml'), '# mine\n');
    make('cloudtrail-tattletail.zip');
    expect(names()).toContain('tattletail.toml');
    expect(Buffer.from(unzipSync(readFileSync(zip))['tattletail.toml'] ?? []).toString()).toBe('# mine\n');
  });

  it('is not packed, nor is the config uploaded, when that cannot be used', () => {
    const before = readFileSync(zip);
    writeFileSync(join(clone, 'tattletail.toml'), 'rules = []\n');
    const upload = ['upload_config', 'S3_CONFIG_BUCKET=config', 'S3_CONFIG_PATH=tattletail.toml'];
    for (const targets of [['cloudtrail-tattletail.zip'], upload]) {
      const { status, stderr } = spawnSync('make', targets, { cwd: clone, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: expect.stringContaining('line 1: config: unknown key rules, did you mean rule?'),
      });
    }
    expect(readFileSync(zip).equals(before)).toBe(true);
  });

  it('holds none any more when that is gone', () => {
    rmSync(join(clone, 'tattletail.toml'));
    make('cloudtrail-tattletail.zip');
    expect(names()).not.toContain('tattletail.toml');
  });

  it.each([
    ['None', 2],
    ['config/tattletail.toml', 0],
  ])(
    'is uploaded without a config only if the function finds one in S3: S3_CONFIG_PATH is %s',
    (path, status) => {
      const bin = mkdtempSync(join(tmpdir(), 'tattletail-bin-'));
      writeFileSync(join(bin, 'aws'), `#!/bin/sh\necho "$2" >>"$(dirname "$0")/calls"\necho ${path}\n`);
      chmodSync(join(bin, 'aws'), 0o755);
      const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
      const upload = spawnSync('make', ['upload'], { cwd: clone, encoding: 'utf8', env });
      expect(upload.status).toBe(status);
      expect(readFileSync(join(bin, 'calls'), 'utf8').includes('update-function-code')).toBe(status === 0);
      if (status !== 0) expect(upload.stderr).toContain('it would have no config');
    },
  );

  it.each([
    [[], 'set BUCKET, for the code, and TRAIL, the bucket of the trail'],
    [['BUCKET=my-config', 'TRAIL=my-trail'], 'there is no tattletail.toml here'],
  ])('is not deployed with %j alone and without a config', (settings, message) => {
    const { status, stderr } = spawnSync('make', ['stack', ...settings], { cwd: clone, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  });

  it('is packed only after that is known, and deployed with a config in S3', () => {
    const settings = ['BUCKET=my-config', 'TRAIL=my-trail', 'PARAMETERS=ConfigBucket=my-config'];
    const { stdout } = spawnSync('make', ['--dry-run', '--always-make', 'stack', ...settings], {
      cwd: clone,
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^test -n "my-config".*^test -n "ConfigBucket=" .*--silent build -- --zip=/ms);
  });

  it('can be read by the user that Lambda runs it as', () => {
    const bytes = readFileSync(zip);
    const header = bytes.indexOf('PK\u0001\u0002');
    // The upper half of the external attributes is the Unix mode (PKWARE APPNOTE, 4.4.15).
    expect((bytes.readUInt32LE(header + 38) >>> 16).toString(8)).toBe('100644');
  });
});

describe('the licenses of what is bundled', () => {
  it.each([
    ['the function', 'lambda.meta.json', 'lambda/THIRD-PARTY-LICENSES.txt'],
    ['the command line', 'cli.meta.json', 'THIRD-PARTY-LICENSES.txt'],
  ])('name every package in %s, and give its own text where it has one', (_, metafile, licenses) => {
    const { inputs } = JSON.parse(readFileSync(built(metafile), 'utf8')) as { inputs: object };
    const folders = new Set(
      Object.keys(inputs)
        .filter((path) => path.includes('node_modules'))
        .map(packageOf),
    );
    const text = readFileSync(built(licenses), 'utf8');
    const missing = [...folders].filter((folder) => {
      const { name, version } = JSON.parse(readText(`${folder}/package.json`));
      const file = readdirSync(pathOf(folder)).find((path) => /^licen[cs]e/i.test(path));
      const own = file === undefined ? '' : readText(`${folder}/${file}`).replaceAll('\r', '').trim();
      return !text.includes(`\n${name} ${version} (`) || !text.includes(own);
    });
    expect(folders.size).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });

  it('name what is compiled into jq.wasm, of the version that jq-wasm says', () => {
    const { version } = JSON.parse(readText('node_modules/jq-wasm/package.json'));
    const text = readFileSync(built('lambda/THIRD-PARTY-LICENSES.txt'), 'utf8');
    expect(version).toMatch(/-jq-1\.8\.2$/);
    for (const name of ['jq 1.8.2', 'Oniguruma 6.9.10', 'decNumber', 'Emscripten', 'musl'])
      expect(text).toContain(name);
  });

  it('must be there: a package without the text of its license is named', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'tattletail-licenses-')), 'node_modules/@some/where');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"name":"@some/where","version":"1.2.3","license":"MIT"}');
    const inputs = { [`${folder}/dist/index.js`]: { bytes: 1, imports: [] } };
    expect(() => thirdPartyLicenses({ inputs, outputs: {} })).toThrow(
      '@some/where 1.2.3, which is bundled, has no file with the text of its license',
    );
  });
});

/** The folder of the package that a file belongs to. Some packages have further ones, without a name, for Node only. */
const packageOf = (file: string): string => {
  const folder = dirname(file);
  const manifest = pathOf(`${folder}/package.json`);
  if (existsSync(manifest) && 'name' in JSON.parse(readFileSync(manifest, 'utf8'))) return folder;
  return packageOf(folder);
};

/** The file, and what it imports right away. */
const withStaticImports = (
  file: string,
  entries: Readonly<Record<string, Uint8Array>>,
): readonly string[] => {
  const found = new Set([file]);
  for (const name of found) {
    const text = Buffer.from(entries[name] ?? []).toString();
    for (const [, imported = ''] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) found.add(imported);
  }
  return [...found];
};
