import type { JsonValue } from '../../../json.ts';
import { type Code, firstOf, many, manyOf, nothing, one, someOf } from '../closures/code.ts';
import type { Filter } from '../ir/filter.ts';
import { eachItem, pipe } from '../ir/make.ts';
import { isTruthy } from '../values/kinds.ts';
import { bailOut, raise } from '../values/signals.ts';
import type { Macros } from './tables.ts';

/** Builtins that evaluate a filter only until the result is certain. */
export const quantifiers: Macros = {
  'any/0': () => anyOf(eachItem),
  'any/1': (condition) => anyOf(pipe(eachItem, condition())),
  'any/2': (items, condition) => anyOf(pipe(items(), condition())),
  'all/0': () => allOf(eachItem),
  'all/1': (condition) => allOf(pipe(eachItem, condition())),
  'all/2': (items, condition) => allOf(pipe(items(), condition())),
  'isempty/1': (items) => total((code) => not(someOf(code, () => true)), items()),
  'last/1': (items) => total(lastOf, items()),
  'limit/2': (count, items) => control(limit, count(), items()),
  'skip/2': (count, items) => control(skip, count(), items()),
  'nth/2': (position, items) => control(nth, position(), items()),
};

/** `any(conditions; .)`. */
export const anyOf = (conditions: Filter): Filter => total((code) => one(someOf(code, isTruthy)), conditions);

const allOf = (conditions: Filter): Filter =>
  total((code) => not(someOf(code, (value) => !isTruthy(value))), conditions);

/** Raises no errors but those of its argument. */
const total = (code: (arg: Code) => Code, arg: Filter): Filter => ({
  kind: 'builtin',
  builtin: { kind: 'control', usesInput: false, isTotal: true, code: (of = nothing) => code(of) },
  args: [arg],
});

const control = <Args extends readonly Code[]>(
  code: (...args: Args) => Code,
  ...args: { readonly [at in keyof Args]: Filter }
): Filter => ({
  kind: 'builtin',
  builtin: {
    kind: 'control',
    usesInput: false,
    isTotal: false,
    // `args` has as many items as `code` has parameters.
    code: code as (...args: readonly Code[]) => Code,
  },
  args,
});

const not = (run: (input: JsonValue) => boolean): Code => one((input) => !run(input));

const lastOf = (items: Code): Code => {
  const run = manyOf(items);
  return one((input) => {
    let last: JsonValue | undefined;
    run(input, (output) => {
      last = output;
      return false;
    });
    return last;
  });
};

const limit = (count: Code, items: Code): Code => {
  const [counts, run] = [manyOf(count), manyOf(items)];
  return many((input, emit) =>
    counts(input, (value) => {
      let left = countOf(value, "limit doesn't support negative count");
      if (left === 0) return false;
      let stopped = false;
      run(input, (output) => {
        left -= 1;
        stopped = emit(output);
        return stopped || left <= 0;
      });
      return stopped;
    }),
  );
};

const skip = (count: Code, items: Code): Code => {
  const [counts, run] = [manyOf(count), manyOf(items)];
  return many((input, emit) =>
    counts(input, (value) => {
      let left = countOf(value, "skip doesn't support negative count");
      return run(input, (output) => {
        left -= 1;
        return left < 0 && emit(output);
      });
    }),
  );
};

const nth = (position: Code, items: Code): Code => {
  const positions = manyOf(position);
  return many((input, emit) =>
    positions(input, (value) => {
      const at = countOf(value, "nth doesn't support negative indices");
      const found = firstOf(
        skip(
          one(() => at),
          items,
        ),
      )(input);
      return found !== undefined && emit(found);
    }),
  );
};

/** jq compares the count with 0 in its total order, so that null is negative and a string positive. */
const countOf = (value: JsonValue, complaint: string): number => {
  if (typeof value !== 'number') return bailOut('a count that is not a number');
  return value < 0 ? raise(complaint) : value;
};
