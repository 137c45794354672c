import type { JsonValue } from '../../../json.ts';
import { spend } from '../values/budget.ts';
import { type Code, type Emit, type Many, many, manyOf, one } from './code.ts';

type Operation<Result> = (input: JsonValue, ...args: readonly JsonValue[]) => Result;

/** Calls `run` for each combination of its arguments' outputs. As in jq, the last argument is the outermost loop. */
export const call = (run: Operation<JsonValue>, args: readonly Code[]): Code => {
  const [a, b] = args;
  if (a === undefined) return one(run);
  if (b === undefined && a.kind === 'one') {
    const left = a.run;
    return one((input) => {
      const x = left(input);
      return x === undefined ? undefined : run(input, x);
    });
  }
  if (args.length === 2 && a.kind === 'one' && b?.kind === 'one') {
    const [left, right] = [a.run, b.run];
    return one((input) => {
      const y = right(input);
      if (y === undefined) return undefined;
      const x = left(input);
      return x === undefined ? undefined : run(input, x, y);
    });
  }
  const loops = args.map(manyOf);
  return many((input, emit) => combine(loops, input, [], (values) => emit(run(input, ...values))));
};

/** The same for a function with any number of outputs. */
export const generate = (run: Operation<Iterable<JsonValue>>, args: readonly Code[]): Code => {
  const loops = args.map(manyOf);
  return many((input, emit) => combine(loops, input, [], (values) => emitAll(run(input, ...values), emit)));
};

const combine = (
  loops: readonly Many[],
  input: JsonValue,
  values: readonly JsonValue[],
  emit: (values: readonly JsonValue[]) => boolean,
): boolean => {
  const loop = loops.at(-1 - values.length);
  if (loop === undefined || values.length === loops.length) return emit(values);
  return loop(input, (value) => combine(loops, input, [value, ...values], emit));
};

const emitAll = (outputs: Iterable<JsonValue>, emit: Emit): boolean => {
  for (const output of outputs) {
    spend(1);
    if (emit(output)) return true;
  }
  return false;
};
