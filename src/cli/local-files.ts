import { readFileSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { messageOf, reasonOf, TattletailError } from '../errors.ts';

export interface LocalFile {
  /** `-` for standard input. */
  readonly path: string;
  read(signal?: AbortSignal): Promise<Buffer>;
}

/**
 * The files that paths name: a file, a folder with all files below it, or `-` for standard input. Links are followed.
 * Each file comes once, under the first of its names.
 */
export const localFiles = async (
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
): Promise<readonly LocalFile[]> => {
  const found: (LocalFile | readonly LocalFile[])[] = [];
  const isNew = rememberer();
  for (const path of paths) {
    if (path !== '-') found.push(await filesAt(path, isNew));
    else if (isNew('-')) found.push({ path, read: () => buffer(stdin) });
  }
  return found.flat().map(withReason);
};

/** What a file says. Throws TattletailError with its path. */
export const textOf = async ({ path, read }: LocalFile): Promise<string> => {
  try {
    return (await read()).toString();
  } catch (error) {
    throw new TattletailError(`${path}: ${messageOf(error)}`, { cause: error });
  }
};

/** Whether something comes for the first time. */
type IsNew = (realPath: string) => boolean;

const rememberer = (): IsNew => {
  const seen = new Set<string>();
  return (realPath) => seen.size < seen.add(realPath).size;
};

/** Explains to people why a file cannot be read. */
const withReason = ({ path, read }: LocalFile): LocalFile => ({
  path: path === '' ? '""' : path,
  read: async (signal) => {
    try {
      return await read(signal);
    } catch (error) {
      const message = path.startsWith('s3://')
        ? `S3 is not read from here: pipe in what aws s3 cp ${path} - prints, and call it -`
        : `cannot be read: ${reasonOf(error)}`;
      throw new TattletailError(message, { cause: error });
    }
  },
});

/** Links to folders may form a circle, which ends where a folder is not new. */
const filesAt = async (path: string, isNew: IsNew): Promise<readonly LocalFile[]> => {
  try {
    const real = await realpath(path);
    if (!isNew(real)) return [];
    return (await stat(path)).isDirectory() ? await filesIn({ path, real }, isNew) : [fileAt(path)];
  } catch {
    // A path that does not exist is reported when it is read, like any other file that cannot be read.
    return isNew(path) ? [fileAt(path)] : [];
  }
};

interface Folder {
  readonly path: string;
  /** Without links. */
  readonly real: string;
}

const filesIn = async (folder: Folder, isNew: IsNew): Promise<readonly LocalFile[]> => {
  const found: (LocalFile | readonly LocalFile[])[] = [];
  try {
    const entries = await readdir(folder.path, { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const [path, real] = [join(folder.path, entry.name), join(folder.real, entry.name)];
      if (entry.isSymbolicLink()) found.push(await filesAt(path, isNew));
      else if (entry.isDirectory()) {
        if (isNew(real)) found.push(await filesIn({ path, real }, isNew));
      }
      // A named pipe may never end.
      else if (entry.isFile() && isNew(real)) found.push(fileAt(path));
    }
    return found.flat();
  } catch (error) {
    return [...found.flat(), { path: folder.path, read: () => Promise.reject(error) }];
  }
};

/** Read in one go: of many small files, the asynchronous ways of Node take three times as long. */
const fileAt = (path: string): LocalFile => ({ path, read: async () => readFileSync(path) });
