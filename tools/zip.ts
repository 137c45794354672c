import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

/** The same files give the same bytes: they are in a fixed order, and have no time of their own. */
export const zip = (files: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).sort(byName)), {
    level: 9,
    mtime: new Date(1980, 0, 1),
    // Lambda runs as a user of its own, which must be able to read them.
    os: 3,
    attrs: 0o100644 << 16,
  });

/** The files below a folder, by their paths in it. */
export const filesIn = (
  folder: string,
  isWanted: (path: string) => boolean = () => true,
): Readonly<Record<string, Uint8Array>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
      .filter(isWanted)
      .map((path) => [path, readFileSync(join(folder, path))]),
  );

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : Number(a > b);
