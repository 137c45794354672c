import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { packCommandLine } from './npm-package.ts';
import { sbomOf, sha256Of } from './sbom.ts';
import { thirdPartyLicenses } from './third-party-licenses.ts';
import { filesIn, zip } from './zip.ts';

/**
 * Packs what `make build` has left in dist/ for a release: dist/release/, whose files CONTRIBUTING.md lists; and
 * dist/release-notes.md, from CHANGELOG.md. The same sources give the same bytes.
 */
const main = (): void => {
  const { version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  write('cloudtrail-tattletail.zip', zip(filesIn('dist/lambda')));
  const bundles = {
    'cloudtrail-tattletail.zip': metafileOf('lambda'),
    [packCommandLine(folder)]: metafileOf('cli'),
  };
  for (const [name, bundle] of Object.entries(bundles))
    write(`${name}.cdx.json`, sbomOf({ name, version, license, bytes: read(name) }, bundle));
  const inputs = Object.assign({}, ...Object.values(bundles).map((bundle) => bundle.inputs));
  write('THIRD-PARTY-LICENSES.txt', thirdPartyLicenses({ inputs, outputs: {} }));
  packTemplates(version);
  write('SHA256SUMS', checksums());
  writeFileSync('dist/release-notes.md', notesOf(version));
};

const folder = 'dist/release';

const read = (name: string): Uint8Array => readFileSync(join(folder, name));

const write = (name: string, content: string | Uint8Array): void =>
  writeFileSync(join(folder, name), content);

const metafileOf = (bundle: string): Metafile => JSON.parse(readFileSync(`dist/${bundle}.meta.json`, 'utf8'));

/** The template of CloudFormation, which says which zip belongs to it, and the module of Terraform. */
const packTemplates = (version: string): void => {
  if (existsSync('deploy/template.yaml')) {
    const sha256 = sha256Of(read('cloudtrail-tattletail.zip'));
    write('template.yaml', released(readFileSync('deploy/template.yaml', 'utf8'), { version, sha256 }));
  }
  if (existsSync('deploy/terraform'))
    write('cloudtrail-tattletail-terraform.zip', zip(filesIn('deploy/terraform', isOfModule)));
};

/** `terraform init` leaves providers and a lock file in the folder. */
const isOfModule = (path: string): boolean => !path.split('/').some((name) => name.startsWith('.terraform'));

/** Puts the version and the hash of the zip where the template has `Version:` and `ZipSha256:`. */
const released = (
  template: string,
  values: { readonly version: string; readonly sha256: string },
): string => {
  const withVersion = template.replace(/^( +Version: ).*$/m, `$1${values.version}`);
  const withHash = withVersion.replace(/^( +ZipSha256: ).*$/m, `$1${values.sha256}`);
  if (!withHash.includes(values.sha256)) throw new Error('deploy/template.yaml has no ZipSha256');
  return withHash;
};

/** In the format of sha256sum. */
const checksums = (): string =>
  readdirSync(folder)
    .sort()
    .map((name) => `${sha256Of(read(name))}  ${name}\n`)
    .join('');

/** The section of a version. Throws where there is none. */
const notesOf = (version: string): string => {
  const sections = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${version} `) || text.startsWith(`[${version}] `));
  if (section === undefined) throw new Error(`CHANGELOG.md has no section "## ${version}"`);
  return section.slice(section.indexOf('\n')).trimStart();
};

main();
