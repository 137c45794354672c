import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { index, tryIndex } from '../values/access.ts';
import { spend } from '../values/budget.ts';
import { checkDepth, exact, fieldOf, keysOf, typeOf } from '../values/kinds.ts';
import { raise } from '../values/signals.ts';
import { describe } from '../values/text.ts';
import { type Code, type Emit, identity, type Many, many, manyOf, type One, one } from './code.ts';
import { pipe } from './control.ts';

/** `target.name`. */
export const field = (target: Code, name: string, optional: boolean): Code => {
  const read = fieldReader(name, optional);
  if (target.kind === 'many' || target.path === undefined) return pipe(target, one(read));
  if (optional) return target === identity ? one(read) : pipe(target, one(read));
  const path = [...target.path, name];
  return { kind: 'one', run: path.length === 1 ? read : pathReader(path), path };
};

/** `.a.b.c` in one step. */
const pathReader = (path: readonly string[]): One => {
  const mayBeInherited = path.some((name) => name in {});
  return (input) => {
    let value = input;
    for (const name of path) {
      if (value === null) return null;
      if (!isJsonObject(value)) return cannotIndex(value, name);
      value = mayBeInherited ? fieldOf(value, name) : exact(value[name] ?? null);
    }
    return value;
  };
};

const fieldReader = (name: string, optional: boolean): One => {
  const read: (object: JsonObject) => JsonValue =
    // Every JavaScript object inherits properties such as `constructor`.
    name in {} ? (object) => fieldOf(object, name) : (object) => exact(object[name] ?? null);
  return (input) => {
    if (isJsonObject(input)) return read(input);
    if (input === null) return null;
    return optional ? undefined : cannotIndex(input, name);
  };
};

const cannotIndex = (value: JsonValue, name: string): never =>
  raise(`Cannot index ${typeOf(value)} with ${describe(name)}`);

/** `target[key]`: the keys are the outer loop, the targets the inner one. */
export const indexed = (target: Code, key: Code, optional: boolean): Code => {
  const get = optional ? tryIndex : index;
  if (target.kind === 'one' && key.kind === 'one') {
    const [of, by] = [target.run, key.run];
    return one((input) => {
      const position = by(input);
      if (position === undefined) return undefined;
      const container = of(input);
      return container === undefined ? undefined : get(container, position);
    });
  }
  const [of, by] = [manyOf(target), manyOf(key)];
  return many((input, emit) =>
    by(input, (position) =>
      of(input, (container) => {
        const item = get(container, position);
        return item !== undefined && emit(item);
      }),
    ),
  );
};

/** `target[]`. */
export const each = (target: Code, optional: boolean): Code => {
  const items: Many = (input, emit) => {
    if (isJsonArray(input)) return eachItem(input, emit);
    if (isJsonObject(input)) return eachField(input, emit);
    return optional ? false : raise(`Cannot iterate over ${describe(input)}`);
  };
  return pipe(target, many(items));
};

const eachItem = (items: readonly JsonValue[], emit: Emit): boolean => {
  for (const item of items) {
    spend(1);
    if (emit(exact(item))) return true;
  }
  return false;
};

const eachField = (object: JsonObject, emit: Emit): boolean => {
  for (const key of keysOf(object)) {
    spend(1);
    if (emit(fieldOf(object, key))) return true;
  }
  return false;
};

/** `..`: the value itself, then everything in it, depth first. */
export const recurse = (): Code => many((input, emit) => descend(input, 0, emit));

const descend = (value: JsonValue, depth: number, emit: Emit): boolean => {
  checkDepth(depth);
  if (emit(value)) return true;
  const deeper: Emit = (item) => descend(item, depth + 1, emit);
  if (isJsonArray(value)) return eachItem(value, deeper);
  return isJsonObject(value) && eachField(value, deeper);
};
