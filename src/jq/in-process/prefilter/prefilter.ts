import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { type Code, someOf } from '../closures/code.ts';
import { compile } from '../closures/compile.ts';
import { resetBudget } from '../values/budget.ts';
import { isTruthy } from '../values/kinds.ts';
import { BailOut, Raised } from '../values/signals.ts';
import type { Condition } from './conditions.ts';
import type { Field } from './fields.ts';

/** Calls `visit` with each candidate, in order: the programs that may have an outcome on the input. */
type Prefilter = (input: JsonValue, visit: (program: number) => void) => void;

/**
 * Conditions read one field each, and in most data a field has few different values. So the conditions of all programs
 * are tested once for each value, and the result is cached as a mask with a bit for each program.
 */
export const prefilterOf = (
  conditions: readonly (readonly Condition[])[],
  fields: readonly Field[],
): Prefilter => {
  const tested = fields.flatMap((path, field) => {
    const tests = conditions.map((ofProgram) => testsOn(field, ofProgram));
    return tests.some((ofProgram) => ofProgram.length > 0) ? [{ path, maskFor: masksOf(path, tests) }] : [];
  });
  const parents = fields.map((path) => path.slice(0, -1)).filter((path) => path.length > 0);
  const candidates = new Uint32Array(Math.ceil(conditions.length / 32));
  return (input, visit) => {
    candidates.fill(everyBit);
    if (isJsonObject(input) && !hasUnreachable(input, parents)) {
      for (const { path, maskFor } of tested) if (!narrow(candidates, maskFor(valueAt(input, path)))) return;
    }
    visitBits(candidates, conditions.length, visit);
  };
};

const everyBit = 0xffffffff;

/** Whether a parent of a field is neither an object nor null: programs raise an error where they go through it. */
const hasUnreachable = (input: JsonObject, parents: readonly Field[]): boolean =>
  parents.some((path) => {
    const parent = valueAt(input, path);
    return parent !== null && !isJsonObject(parent);
  });

const valueAt = (input: JsonObject, path: Field): JsonValue => {
  let value: JsonValue = input;
  for (const key of path) {
    if (!isJsonObject(value)) return value;
    value = value[key] ?? null;
  }
  return value;
};

/** Whether there are still any. */
const narrow = (candidates: Uint32Array, mask: Uint32Array | undefined): boolean => {
  if (mask === undefined) return true;
  let left = 0;
  for (let word = 0; word < candidates.length; word += 1) {
    const both = (candidates[word] ?? 0) & (mask[word] ?? 0);
    candidates[word] = both;
    left |= both;
  }
  return left !== 0;
};

const visitBits = (bits: Uint32Array, count: number, visit: (bit: number) => void): void => {
  for (let word = 0; word < bits.length; word += 1) {
    let rest = bits[word] ?? 0;
    while (rest !== 0) {
      const lowest = 31 - Math.clz32(rest & -rest);
      rest &= rest - 1;
      const bit = word * 32 + lowest;
      if (bit < count) visit(bit);
    }
  }
};

/** Whether a condition may hold for an input. */
type Test = (input: JsonValue) => boolean;

const testsOn = (field: number, conditions: readonly Condition[]): readonly Test[] =>
  conditions.filter((condition) => condition.field === field).map(({ filter }) => testOf(compile(filter)));

const testOf = (code: Code): Test => {
  const hasTruthy = someOf(code, isTruthy);
  return (input) => {
    resetBudget();
    try {
      return hasTruthy(input);
    } catch (error) {
      // A program that raises an error is not falsy, and one that bails out may not be.
      if (error instanceof Raised || error instanceof BailOut || error instanceof RangeError) return true;
      throw error;
    }
  };
};

type MaskFor = (value: JsonValue) => Uint32Array | undefined;

/** The candidates by the value of a field. Undefined for all programs, when it is neither a string nor null. */
const masksOf = (path: Field, tests: readonly (readonly Test[])[]): MaskFor => {
  const masks = new Map<string | null, Uint32Array>();
  let kept = 0;
  return (value) => {
    if (typeof value !== 'string' && value !== null) return undefined;
    const known = masks.get(value);
    if (known !== undefined) return known;
    const mask = maskOf(inputWith(path, value), tests);
    const size = (value?.length ?? 0) + valueOverhead;
    kept += size;
    if (kept > maxKept) {
      masks.clear();
      kept = size;
    }
    masks.set(value, mask);
    return mask;
  };
};

/** Bounds the memory, in characters: user agents may have many. With 500 programs, a mask has 64 bytes. */
const maxKept = 1_000_000;
const valueOverhead = 100;

/** The conditions read nothing else of an input. */
const inputWith = (path: Field, value: string | null): JsonValue =>
  path.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value);

const maskOf = (input: JsonValue, tests: readonly (readonly Test[])[]): Uint32Array => {
  const mask = new Uint32Array(Math.ceil(tests.length / 32));
  for (const [program, ofProgram] of tests.entries()) {
    if (!ofProgram.every((mayHold) => mayHold(input))) continue;
    const word = program >>> 5;
    mask[word] = (mask[word] ?? 0) | (1 << (program & 31));
  }
  return mask;
};
