import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { type Code, someOf } from '../closures/code.ts';
import { compile } from '../closures/compile.ts';
import { isTruthy } from '../values/kinds.ts';
import { HandedOver, Raised, refill } from '../values/signals.ts';
import { keyFields } from './fields.ts';
import type { Guard } from './guards.ts';

/** Calls `visit` with each program that may have something to say about a record, in their order. */
type RecordIndex = (record: JsonValue, visit: (program: number) => void) => void;

/**
 * Which programs a record meets depends on a few of its fields, and each of these has few values: what the guards say
 * of a value is kept, with a bit for each program.
 */
export const indexOf = (guards: readonly (readonly Guard[])[]): RecordIndex => {
  const fields = keyFields.flatMap((path, field) => {
    const tests = guards.map((ofProgram) => testsOn(field, ofProgram));
    return tests.some((ofProgram) => ofProgram.length > 0) ? [{ path, masks: masksOf(path, tests) }] : [];
  });
  const met = new Uint32Array(Math.ceil(guards.length / 32));
  return (record, visit) => {
    met.fill(everyBit);
    if (isJsonObject(record) && !isBlocked(record)) {
      for (const { path, masks } of fields) narrow(met, masks(valueAt(record, path)));
    }
    visitBits(met, guards.length, visit);
  };
};

const everyBit = 0xffffffff;

/** Whether a path to a field leads through what has no fields: every program that goes there complains of it. */
const isBlocked = (record: JsonObject): boolean =>
  parents.some((path) => {
    const parent = valueAt(record, path);
    return parent !== null && !isJsonObject(parent);
  });

const parents = keyFields.map((path) => path.slice(0, -1)).filter((path) => path.length > 0);

const valueAt = (record: JsonObject, path: readonly string[]): JsonValue => {
  let value: JsonValue = record;
  for (const key of path) {
    if (!isJsonObject(value)) return value;
    value = value[key] ?? null;
  }
  return value;
};

const narrow = (met: Uint32Array, mask: Uint32Array | undefined): void => {
  if (mask === undefined) return;
  for (let word = 0; word < met.length; word += 1) met[word] = (met[word] ?? 0) & (mask[word] ?? 0);
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

/** Tells whether a guard is quiet about a record. */
type Test = (record: JsonValue) => boolean;

const testsOn = (field: number, guards: readonly Guard[]): readonly Test[] =>
  guards.filter((guard) => guard.field === field).map(({ filter }) => testOf(compile(filter)));

const testOf = (code: Code): Test => {
  const speaks = someOf(code, isTruthy);
  return (record) => {
    refill();
    try {
      return !speaks(record);
    } catch (error) {
      // An error is something to say, and of what is handed over we do not know what jq will say.
      if (error instanceof Raised || error instanceof HandedOver || error instanceof RangeError) return false;
      throw error;
    }
  };
};

/** For a value of the field, the programs that it may concern; undefined, for all, unless it is a text or missing. */
const masksOf = (
  path: readonly string[],
  tests: readonly (readonly Test[])[],
): ((value: JsonValue) => Uint32Array | undefined) => {
  const masks = new Map<string | null, Uint32Array>();
  return (value) => {
    if (typeof value !== 'string' && value !== null) return undefined;
    const known = masks.get(value);
    if (known !== undefined) return known;
    if (masks.size >= maxValues) masks.clear();
    const mask = maskOf(recordWith(path, value), tests);
    masks.set(value, mask);
    return mask;
  };
};

/** AWS has some ten thousand event names, of which an account sees some hundreds. */
const maxValues = 10_000;

/** The guards read nothing else of a record. */
const recordWith = (path: readonly string[], value: string | null): JsonValue =>
  path.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value);

const maskOf = (record: JsonValue, tests: readonly (readonly Test[])[]): Uint32Array => {
  const mask = new Uint32Array(Math.ceil(tests.length / 32));
  for (const [program, ofProgram] of tests.entries()) {
    if (ofProgram.some((isQuiet) => isQuiet(record))) continue;
    const word = program >>> 5;
    mask[word] = (mask[word] ?? 0) | (1 << (program & 31));
  }
  return mask;
};
