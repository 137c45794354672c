import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import type { Cell } from '../ir/filter.ts';
import { index, tryIndex } from '../values/access.ts';
import { spend } from '../values/budget.ts';
import { exact, fieldOf, isTruthy, keysOf, maxDepth } from '../values/kinds.ts';
import { deletePaths, getPath, type Path, setPath } from '../values/paths.ts';
import { bailOut, Raised, raise } from '../values/signals.ts';
import { describe } from '../values/text.ts';
import { type Code, firstOf, many, manyOf, one } from './code.ts';

/** A path expression, compiled to visit the parts of a value that it selects. Returns true as soon as `visit` does. */
export type Walk = (value: JsonValue, path: Path, visit: Visit) => boolean;

/** Returns true to stop. */
type Visit = (value: JsonValue, path: Path) => boolean;

/** `path(walk)`. */
export const pathsOf = (walk: Walk): Code => many((input, emit) => walk(input, [], (_, path) => emit(path)));

/** `walk |= change`: each part becomes the first output of the change. Parts without one are deleted in the end. */
export const update = (walk: Walk, change: Code): Code => {
  const next = firstOf(change);
  return one((input) => {
    let state = input;
    const deleted: Path[] = [];
    walk(input, [], (_, path) => {
      const value = next(getPath(state, path));
      if (value === undefined) deleted.push(path);
      else state = setPath(state, path, value);
      return false;
    });
    return deletePaths(state, deleted);
  });
};

export const here: Walk = (value, path, visit) => visit(value, path);

export const nowhere: Walk = () => false;

export const inTurn = (first: Walk, then: Walk): Walk => {
  return (value, path, visit) => first(value, path, (inner, to) => then(inner, to, visit));
};

export const both = (left: Walk, right: Walk): Walk => {
  return (value, path, visit) => left(value, path, visit) || right(value, path, visit);
};

/** The key is evaluated on the whole value, not on the target. */
export const toIndex = (target: Walk, key: Code, optional: boolean): Walk => {
  const keys = manyOf(key);
  const step = optional ? tryIndex : index;
  return (value, path, visit) =>
    keys(value, (position) =>
      target(value, path, (container, to) => {
        const item = step(container, position);
        return item !== undefined && visit(item, longer(to, position));
      }),
    );
};

export const toEach = (target: Walk, optional: boolean): Walk => {
  const items: Walk = (value, path, visit) => {
    if (isJsonArray(value) || isJsonObject(value)) return visitAll(value, path, visit);
    return optional ? false : raise(`Cannot iterate over ${describe(value)}`);
  };
  return inTurn(target, items);
};

const visitAll = (container: readonly JsonValue[] | JsonObject, path: Path, visit: Visit): boolean => {
  if (isJsonArray(container)) {
    return container.some((item, at) => visit(exact(item), longer(path, at)));
  }
  return keysOf(container).some((key) => visit(fieldOf(container, key), longer(path, key)));
};

const longer = (path: Path, key: JsonValue): Path => {
  spend(1 + path.length);
  if (path.length >= maxDepth) bailOut('a long path');
  return [...path, key];
};

export const toEverything: Walk = (value, path, visit) => {
  if (visit(value, path)) return true;
  if (!isJsonArray(value) && !isJsonObject(value)) return false;
  return visitAll(value, path, (item, to) => toEverything(item, to, visit));
};

export const where = (condition: Code, then: Walk, otherwise: Walk): Walk => {
  const decisions = manyOf(condition);
  return (value, path, visit) =>
    decisions(value, (decision) => (isTruthy(decision) ? then : otherwise)(value, path, visit));
};

export const orElse = (left: Walk, right: Walk): Walk => {
  return (value, path, visit) => {
    let found = false;
    const stopped = left(value, path, (item, to) => {
      if (!isTruthy(item)) return false;
      found = true;
      return visit(item, to);
    });
    return stopped || (!found && right(value, path, visit));
  };
};

export const toFirst = (walk: Walk): Walk => {
  return (value, path, visit) => {
    let found: readonly [JsonValue, Path] | undefined;
    walk(value, path, (item, to) => {
      found = [item, to];
      return true;
    });
    return found !== undefined && visit(...found);
  };
};

/** `walk?`: an error of the walk ends it. Errors of `visit` are not caught. */
export const untilError = (walk: Walk): Walk => {
  return (value, path, visit) => {
    let isInVisit = false;
    try {
      return walk(value, path, (item, to) => {
        isInVisit = true;
        const stop = visit(item, to);
        isInVisit = false;
        return stop;
      });
    } catch (error) {
      if (isInVisit || !(error instanceof Raised)) throw error;
      return false;
    }
  };
};

export const withBound = (source: Code, to: Cell, body: Walk): Walk => {
  const values = manyOf(source);
  return (value, path, visit) =>
    values(value, (bound) => {
      to.value = bound;
      return body(value, path, visit);
    });
};
