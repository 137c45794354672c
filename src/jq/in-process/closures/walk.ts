import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import type { Cell } from '../ir/filter.ts';
import { index, tryIndex } from '../values/access.ts';
import { fieldOf, isTruthy, keysOf, maxDepth, seen } from '../values/kinds.ts';
import { deletePaths, getPath, type Path, setPath } from '../values/paths.ts';
import { handOver, Raised, raise, spend } from '../values/signals.ts';
import { describe } from '../values/text.ts';
import { type Code, firstOf, many, manyOf, one } from './code.ts';

/** A filter that selects parts of its input, compiled to visit them with the path to each. */
export type Walk = (value: JsonValue, path: Path, visit: Visit) => boolean;

type Visit = (value: JsonValue, path: Path) => boolean;

/** `path(walk)`. */
export const pathsOf = (walk: Walk): Code => many((input, emit) => walk(input, [], (_, path) => emit(path)));

/** `walk |= update`: with the first output of the update; what has none is deleted in the end. */
export const update = (walk: Walk, change: Code): Code => {
  const next = firstOf(change);
  return one((input) => {
    let state = input;
    const doomed: Path[] = [];
    walk(input, [], (_, path) => {
      const value = next(getPath(state, path));
      if (value === undefined) doomed.push(path);
      else state = setPath(state, path, value);
      return false;
    });
    return deletePaths(state, doomed);
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

/** The key is computed from the whole value, not from the target. */
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
    return container.some((item, at) => visit(seen(item), longer(path, at)));
  }
  return keysOf(container).some((key) => visit(fieldOf(container, key), longer(path, key)));
};

const longer = (path: Path, key: JsonValue): Path => {
  spend(1 + path.length);
  if (path.length >= maxDepth) handOver('a long path');
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

/** Errors end it, without a word; those of whoever visits pass through. */
export const untilError = (walk: Walk): Walk => {
  return (value, path, visit) => {
    let passedOn = false;
    try {
      return walk(value, path, (item, to) => {
        passedOn = true;
        const stop = visit(item, to);
        passedOn = false;
        return stop;
      });
    } catch (error) {
      if (passedOn || !(error instanceof Raised)) throw error;
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
