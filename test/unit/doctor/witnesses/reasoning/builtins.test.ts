import { expect, it } from 'vitest';
import { pureBuiltins, runOf } from '../../../../../src/doctor/witnesses/reasoning/builtins.ts';
import { attempt } from '../../../../../src/doctor/witnesses/reasoning/place.ts';
import { typeOf } from '../../../../../src/jq/in-process/values/kinds.ts';
import type { JsonValue } from '../../../../../src/json.ts';

const scalars: readonly JsonValue[] = [
  ...[null, false, true, 0, 1, -1.5, 1e300, 1_700_000_000],
  ...['', 'a', 'Ab,c', ',', '1', 'true', '{"a":1}', '2024-05-06T07:08:09Z', '%Y', '😀', '['],
];

const values: readonly JsonValue[] = [
  ...scalars,
  ...[[], {}],
  ...scalars.flatMap((scalar) => [[scalar], [scalar, 'a'], [[scalar]], { a: scalar }, { a: [scalar] }]),
  [{ key: 'a', value: 1 }],
  [2024, 4, 6, 7, 8, 9, 1, 126],
];

it.each(Object.entries(pureBuiltins))(
  '%s gives what the table says',
  (nameAndArity, { from, to, mayFail, args }) => {
    const lists = listsOf(Number(nameAndArity.slice(-1))).filter((list) =>
      list.every((arg) => args.includes(typeOf(arg))),
    );
    const wrong = lists.flatMap((list) => {
      const run = runOf(nameAndArity, list) ?? expect.fail(`${nameAndArity} is not evaluated in-process`);
      return values.flatMap((value) => {
        const got = attempt(() => run(value));
        const isAccepted = from.includes(typeOf(value));
        const isExpected =
          got.kind === 'unknown' ||
          (got.kind === 'fails' ? mayFail || !isAccepted : isAccepted && to.includes(typeOf(got.value)));
        return isExpected
          ? []
          : [`${JSON.stringify(value)} | ${nameAndArity} of ${JSON.stringify(list)}: ${JSON.stringify(got)}`];
      });
    });
    expect(wrong.slice(0, 5)).toEqual([]);
  },
);

/** All of one argument; of two, those of scalars. */
const listsOf = (arity: number): readonly (readonly JsonValue[])[] => {
  if (arity < 2) return arity === 0 ? [[]] : values.map((value) => [value]);
  return scalars.flatMap((one) => scalars.map((other) => [one, other]));
};
