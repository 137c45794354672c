import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Packs the command line that `make build` has left in dist/ as an npm package, from dist/npm. It needs no other
 * package: everything is bundled. Gives the name of the tarball.
 */
export const packCommandLine = (destination: string): string => {
  const { name, version, description, license, engines, repository } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const entry of readdirSync('dist').filter(isOfCommandLine))
    cpSync(join('dist', entry), join(folder, entry), { recursive: true });
  for (const file of ['README.md', 'tattletail.schema.json']) cpSync(file, join(folder, file));
  const manifest = {
    ...{ name, version, description, license, repository, engines },
    type: 'module',
    // npx takes the command with the name of the package.
    bin: { tattletail: 'cli.mjs', [name]: 'cli.mjs' },
    // A command line, and no library: what is in the bundle may change with every version.
    exports: { './package.json': './package.json' },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  withFixedModes(folder);
  execFileSync('npm', ['pack', '--silent', `--pack-destination=${destination}`, `./${folder}`]);
  return `${name}-${version}.tgz`;
};

const folder = 'dist/npm';

const isOfCommandLine = (entry: string): boolean =>
  /^(.+\.mjs|build|report-page|rules|LICENSE|THIRD-PARTY-LICENSES\.txt)$/.test(entry);

/** npm gives every file in a package the same time and no owner, but leaves the modes, which come from the umask. */
const withFixedModes = (root: string): void => {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
};
