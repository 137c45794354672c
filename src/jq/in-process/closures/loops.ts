import type { JsonValue } from '../../../json.ts';
import { type Binding, isCell } from '../ir/filter.ts';
import { index } from '../values/access.ts';
import { spend } from '../values/budget.ts';
import { bailOut } from '../values/signals.ts';
import { type Code, many, manyOf, one } from './code.ts';

/** `source as $x | body`. */
export const bind = (source: Code, to: Binding, body: Code): Code => {
  if (source.kind === 'one' && body.kind === 'one') {
    const [from, then] = [source.run, body.run];
    return one((input) => {
      const value = from(input);
      if (value === undefined) return undefined;
      store(value, to);
      return then(input);
    });
  }
  const [from, then] = [manyOf(source), manyOf(body)];
  return many((input, emit) =>
    from(input, (value) => {
      store(value, to);
      return then(input, emit);
    }),
  );
};

/** An update without output leaves null as the state, one with many outputs the last of them. */
export const reduce = (source: Code, to: Binding, init: Code, update: Code): Code => {
  const [from, change] = [manyOf(source), manyOf(update)];
  const run = (input: JsonValue, initial: JsonValue): JsonValue => {
    let state = initial;
    from(input, (value) => {
      spend(1);
      store(value, to);
      const before = state;
      state = null;
      return change(before, (after) => {
        state = after;
        return false;
      });
    });
    return state;
  };
  if (init.kind === 'one') {
    const start = init.run;
    return one((input) => {
      const initial = start(input);
      return initial === undefined ? undefined : run(input, initial);
    });
  }
  const start = init.run;
  return many((input, emit) => {
    let starts = 0;
    return start(input, (initial) => {
      starts += 1;
      // For the second initial state and later ones, jq evaluates the source on null instead of the input.
      return starts > 1 ? bailOut('a reduce with several initial states') : emit(run(input, initial));
    });
  });
};

export const foreach = (source: Code, to: Binding, init: Code, update: Code, extract: Code): Code => {
  const [from, start, change, show] = [manyOf(source), manyOf(init), manyOf(update), manyOf(extract)];
  return many((input, emit) =>
    start(input, (initial) => {
      let state = initial;
      return from(input, (value) => {
        spend(1);
        store(value, to);
        const before = state;
        state = null;
        return change(before, (after) => {
          state = after;
          return show(after, emit);
        });
      });
    }),
  );
};

const store = (value: JsonValue, to: Binding): void => {
  if (isCell(to)) {
    to.value = value;
    return;
  }
  for (const { key, cell, parts } of to) {
    const part = index(value, key);
    if (cell !== undefined) cell.value = part;
    if (parts !== undefined) store(part, parts);
  }
};
