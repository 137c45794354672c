import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { index } from './access.ts';
import { spend } from './budget.ts';
import { draftOf, put } from './build.ts';
import { exact, exactKey, maxDepth, typeOf } from './kinds.ts';
import { compare, equals } from './order.ts';
import { bailOut, raise } from './signals.ts';

export type Path = readonly JsonValue[];

export const getPath = (root: JsonValue, path: JsonValue): JsonValue =>
  pathOf(path).reduce<JsonValue>(index, root);

export const setPath = (root: JsonValue, path: JsonValue, value: JsonValue): JsonValue =>
  setAt(root, pathOf(path), 0, value);

const pathOf = (path: JsonValue): Path => {
  if (!isJsonArray(path)) return raise('Path must be specified as an array');
  if (path.length > maxDepth) bailOut('a long path');
  return path.map(exact);
};

const setAt = (target: JsonValue, path: Path, at: number, value: JsonValue): JsonValue => {
  const key = path[at];
  if (key === undefined) return value;
  const current = index(target, key);
  return setField(target, key, () => setAt(current, path, at + 1, value));
};

/** The value is computed last, so that an error of the key is raised before one that is deeper. */
const setField = (target: JsonValue, key: JsonValue, value: () => JsonValue): JsonValue => {
  if (isJsonObject(key)) return bailOut('an update of a slice');
  if (typeof key === 'string' && (target === null || isJsonObject(target))) {
    const draft = draftOf(target ?? {});
    put(draft, exactKey(key), value());
    return draft;
  }
  if (typeof key === 'number' && (target === null || isJsonArray(target))) {
    return setItem(target ?? [], Math.trunc(key), value);
  }
  return raise(`Cannot update field at ${typeOf(key)} index of ${typeOf(target)}`);
};

const setItem = (items: readonly JsonValue[], position: number, value: () => JsonValue): JsonValue => {
  const at = position < 0 ? position + items.length : position;
  if (at < 0) return raise('Out of bounds negative array index');
  spend(Math.max(items.length, at));
  const padding = Array.from({ length: Math.max(0, at - items.length) }, () => null);
  return [...items.slice(0, at), ...padding, value(), ...items.slice(at + 1)];
};

export const deletePaths = (root: JsonValue, paths: JsonValue): JsonValue => {
  if (!isJsonArray(paths)) return raise('Paths must be specified as an array');
  const sorted = paths.map(exact).sort(compare);
  const wrong = sorted.find((path) => !isJsonArray(path));
  if (wrong !== undefined) return raise(`Path must be specified as array, not ${typeOf(wrong)}`);
  return deleteSorted(root, sorted.map(pathOf), 0);
};

/** All deletions from one container happen at once, so that none shifts the positions of the others. */
const deleteSorted = (root: JsonValue, paths: readonly Path[], at: number): JsonValue => {
  if (paths[0]?.length === at) return at === 0 ? null : root;
  let target = root;
  const deleted: JsonValue[] = [];
  for (const group of groupsOf(paths, at)) {
    const key = group[0]?.[at] ?? null;
    if (group[0]?.length === at + 1) {
      deleted.push(key);
      continue;
    }
    const inner = index(target, key);
    if (inner !== null) target = setField(target, key, () => deleteSorted(inner, group, at + 1));
  }
  return deleteFields(target, deleted);
};

const groupsOf = (paths: readonly Path[], at: number): readonly (readonly Path[])[] => {
  const groups: Path[][] = [];
  for (const path of paths) {
    const group = groups.at(-1);
    if (group?.[0] !== undefined && equals(group[0][at] ?? null, path[at] ?? null)) group.push(path);
    else groups.push([path]);
  }
  return groups;
};

const deleteFields = (target: JsonValue, keys: readonly JsonValue[]): JsonValue => {
  if (target === null || keys.length === 0) return target;
  if (isJsonArray(target)) return withoutItems(target, keys);
  if (isJsonObject(target)) return withoutFields(target, keys);
  return raise(`Cannot delete fields from ${typeOf(target)}`);
};

const withoutItems = (items: readonly JsonValue[], keys: readonly JsonValue[]): JsonValue => {
  const positions = keys.map((key) => {
    if (isJsonObject(key) || (typeof key === 'number' && key < 0)) return bailOut('a deletion from the end');
    if (typeof key !== 'number') return raise(`Cannot delete ${typeOf(key)} element of array`);
    return Math.trunc(key);
  });
  spend(items.length * positions.length);
  return items.filter((_, at) => !positions.includes(at));
};

const withoutFields = (object: JsonObject, keys: readonly JsonValue[]): JsonValue => {
  const draft = draftOf(object);
  for (const key of keys) {
    if (typeof key !== 'string') return raise(`Cannot delete ${typeOf(key)} field of object`);
    delete draft[exactKey(key)];
  }
  return draft;
};
