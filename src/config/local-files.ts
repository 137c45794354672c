import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigFile } from './load.ts';
import { matchesPath } from './locations.ts';
import { textIn } from './text.ts';
import { unreadable } from './unreadable.ts';

/** A file without those that it includes. Throws ConfigError. `hint` is added if it cannot be read. */
export const readLocalFile = async (path: string, hint = ''): Promise<ConfigFile> => {
  try {
    return { uri: path, text: textIn(path, await readFile(path)) };
  } catch (error) {
    throw unreadable(path, error, hint);
  }
};

/** The paths that match a pattern, in which `*` stands for any text in a segment. */
export const listLocalFiles = async (pattern: string): Promise<readonly string[]> => {
  let paths: readonly string[] = [pattern.startsWith('/') ? '/' : ''];
  for (const segment of pattern.split('/')) {
    if (!segment.includes('*')) {
      paths = paths.map((path) => join(path, segment));
      continue;
    }
    const found = await Promise.all(
      paths.map(async (path) => {
        const names = await namesIn(path === '' ? '.' : path);
        return names.filter(matchesPath(segment)).map((name) => join(path, name));
      }),
    );
    paths = found.flat();
  }
  return paths.filter((path) => existsSync(path));
};

/** Of no folder: none. */
const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);
