import { posix } from 'node:path';
import type { ObjectRef } from '../aws/object-ref.ts';
import { matchesGlob } from '../rules/glob.ts';

/** Where an entry of `include` leads to from a file: a path, or `s3://bucket/key`. It may still have a `*`. */
export const locationFrom = (file: string, entry: string): string => {
  if (objectIn(entry) !== undefined) return entry;
  const object = objectIn(file);
  if (object === undefined)
    return posix.isAbsolute(entry) ? entry : posix.join(file === '-' ? '.' : posix.dirname(file), entry);
  const { bucket, key } = object;
  const target = entry.startsWith('/') ? entry.slice(1) : posix.join(posix.dirname(key), entry);
  return `s3://${bucket}/${target}`;
};

/** The object that a location names. Undefined for a path. */
export const objectIn = (location: string): ObjectRef | undefined => {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(location) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key };
};

/** What stands before the first `*`. */
export const prefixOf = (pattern: string): string => pattern.slice(0, pattern.indexOf('*'));

/**
 * Whether a path or a key matches a pattern, in which `*` stands for any text in a segment. As in a shell, names with a
 * dot first are left out: editors and macOS write some beside the files they belong to.
 */
export const matchesPath = (pattern: string): ((path: string) => boolean) => {
  const tests = pattern.split('/').map((glob) => {
    const matches = matchesGlob(glob);
    return (name: string): boolean => matches(name) && !(glob.startsWith('*') && name.startsWith('.'));
  });
  return (path) => {
    const segments = path.split('/');
    return segments.length === tests.length && tests.every((test, at) => test(segments[at] ?? ''));
  };
};
