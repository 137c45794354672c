import type { JsonValue } from '../../../json.ts';
import type { Filter } from '../ir/filter.ts';
import { literal } from '../ir/make.ts';
import { computed } from '../values/arithmetic.ts';
import { bailOut, raise } from '../values/signals.ts';
import type { Macros } from './tables.ts';

/** Unlike for other functions, the first argument is the outermost loop. */
export const ranges: Macros = {
  'range/1': (to) => range(literal(0), to()),
  'range/2': (from, to) => range(from(), to()),
  'range/3': (from, to, by) => ({
    kind: 'builtin',
    builtin: { kind: 'generator', run: (_, step, end, start) => stepped(start, end, step) },
    args: [by(), to(), from()],
  }),
};

const range = (from: Filter, to: Filter): Filter => ({
  kind: 'builtin',
  builtin: { kind: 'generator', run: (_, end, start) => counted(start, end) },
  args: [to, from],
});

const counted = function* (start: JsonValue, end: JsonValue): Iterable<JsonValue> {
  if (typeof start !== 'number' || typeof end !== 'number') return raise('Range bounds must be numeric');
  for (let value = start; value < end; value += 1) yield value;
};

const stepped = function* (start: JsonValue, end: JsonValue, step: JsonValue): Iterable<JsonValue> {
  if (typeof start !== 'number' || typeof end !== 'number' || typeof step !== 'number') {
    return bailOut('a range of other values than numbers');
  }
  const goesOn = (value: number): boolean => (step > 0 ? value < end : step < 0 && value > end);
  for (let value = start; goesOn(value); value = computed(value + step)) yield value;
};
