import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { TattletailError } from '../errors.ts';
import type { DigestStore } from '../trail/digests/store.ts';
import { type LocalFile, localFiles } from './local-files.ts';

/** A copy of what is below an `AWSLogs/`, with the path of that. */
export interface LocalTrail {
  readonly root: string;
  readonly store: DigestStore;
}

/** The copies in a folder, which may be above an `AWSLogs/` or below. Files have no metadata. */
export const localTrails = async (
  folder: string,
  stdin: NodeJS.ReadableStream,
): Promise<readonly LocalTrail[]> => {
  if (!existsSync(folder)) throw new TattletailError(`${folder}: cannot be read: no such file or directory`);
  const given = await localFiles([folder], stdin);
  const files = given.some(isOfTrail) ? given : await localFiles([resolve(folder)], stdin);
  const byRoot = Map.groupBy(files.filter(isOfTrail), ({ path }) => rootOf(path));
  return [...byRoot].map(([root, files]) => ({ root, store: storeOf(root, files) }));
};

const isOfTrail = ({ path }: LocalFile): boolean => path.includes('AWSLogs/');

const rootOf = (path: string): string => path.slice(0, path.lastIndexOf('AWSLogs/') + 'AWSLogs/'.length);

/** CloudTrail's keys may have a prefix before AWSLogs/, which the copy has not. */
const storeOf = (root: string, files: readonly LocalFile[]): DigestStore => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const pathOf = (key: string): string => root + key.slice(rootOf(key).length);
  const below = (prefix: string): readonly string[] =>
    [...byPath.keys()].filter((path) => path.startsWith(prefix));
  return {
    folders: async (path) => [
      ...new Set(
        below(path)
          .filter((file) => file.includes('/', path.length))
          .map((file) => file.slice(0, file.indexOf('/', path.length) + 1)),
      ),
    ],
    list: async (prefix) => below(prefix).toSorted(),
    read: async ({ key }) => {
      const bytes = await byPath.get(pathOf(key))?.read();
      return bytes === undefined ? undefined : { bytes, metadata: undefined };
    },
    placeOf: (path) => ({ bucket: '', key: path }),
    isAt: ({ key }, path) => pathOf(key) === path,
    uriOf: ({ key }) => pathOf(key),
  };
};
