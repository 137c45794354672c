import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { filesIn, zip } from './zip.ts';

/**
 * Packs what `make build` has left in dist/ for a release: dist/release/ with the function's zip, the command line as
 * an npm package, and their checksums; and dist/release-notes.md, from CHANGELOG.md.
 */
const main = (): void => {
  const { version, description, license, engines } = JSON.parse(readFileSync('package.json', 'utf8'));
  rmSync('dist/release', { recursive: true, force: true });
  mkdirSync('dist/release');
  writeFileSync('dist/release/cloudtrail-tattletail.zip', zip(filesIn('dist/lambda')));
  packCommandLine({ version, description, license, engines });
  writeFileSync('dist/release/SHA256SUMS', checksumsIn('dist/release'));
  writeFileSync('dist/release-notes.md', notesOf(version));
};

/** npm gives every file in a package the same time, so that the same files give the same bytes. */
const packCommandLine = (about: object): void => {
  const files = ['/*.mjs', '/build', '/report-page', '/THIRD-PARTY-LICENSES.txt'];
  const manifest = {
    name: 'cloudtrail-tattletail-cli',
    ...about,
    type: 'module',
    bin: { tattletail: 'cli.mjs' },
    files,
  };
  writeFileSync('dist/package.json', `${JSON.stringify(manifest, null, 2)}\n`);
  execFileSync('npm', ['pack', '--silent', '--pack-destination=dist/release', './dist']);
};

/** In the format of sha256sum. */
const checksumsIn = (folder: string): string =>
  readdirSync(folder)
    .sort()
    .map((name) => `${sha256Of(`${folder}/${name}`)}  ${name}\n`)
    .join('');

const sha256Of = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** The section of a version. Throws where there is none. */
const notesOf = (version: string): string => {
  const sections = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${version} `) || text.startsWith(`[${version}] `));
  if (section === undefined) throw new Error(`CHANGELOG.md has no section "## ${version}"`);
  return section.slice(section.indexOf('\n')).trimStart();
};

main();
