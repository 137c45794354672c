import fc from 'fast-check';
import type { JsonValue } from '../../../src/json.ts';
import type { Python } from './python.ts';
import { fields, pools } from './records.ts';

export const anyPythonRule = (depth = 3): fc.Arbitrary<Python> => {
  if (depth === 0) return anyCondition();
  const inner = anyPythonRule(depth - 1);
  return fc.oneof(
    { weight: 2, arbitrary: anyCondition() },
    { weight: 1, arbitrary: inner.map((of): Python => ({ kind: 'not', of })) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('and' as const, 'or' as const), inner, inner)
        .map(([kind, left, right]): Python => ({ kind, left, right })),
    },
  );
};

const keys: readonly (readonly [string, keyof typeof pools])[] = [
  ...fields.filter(([path]) => !/items|names|resources/.test(path)),
  ['eventName', 'eventName'],
  ['eventName', 'eventName'],
  ['requestParameters.names.0', 'userName'],
  ['requestParameters.items.0.name', 'userName'],
  ['resources.0.ARN', 'arn'],
  ['readOnly', 'number'],
];

const anyCondition = (): fc.Arbitrary<Python> =>
  fc.constantFrom(...keys).chain(([key, pool]) => {
    const field = anyField(key, pool);
    const value = anyConstant(pool);
    const text = fc.constantFrom(...pools[pool].map(String)).filter((one) => /^[ -~\n]*$/.test(one));
    const part = fc
      .tuple(text, fc.nat(5), fc.integer({ min: 1, max: 6 }))
      .map(([one, from, length]) => one.slice(from, from + length));
    const compared = (
      operators: readonly ('==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is' | 'is not')[],
      left: fc.Arbitrary<Python>,
      right: fc.Arbitrary<Python>,
    ): fc.Arbitrary<Python> =>
      fc
        .tuple(fc.constantFrom(...operators), left, right)
        .map(([operator, one, other]): Python => ({ kind: 'compare', operator, left: one, right: other }));
    const constant = (of: fc.Arbitrary<JsonValue>): fc.Arbitrary<Python> =>
      of.map((one): Python => ({ kind: 'constant', value: one }));
    return fc.oneof(
      { weight: 5, arbitrary: compared(['==', '!='], field, constant(value)) },
      { weight: 1, arbitrary: compared(['==', '!='], constant(value), field) },
      {
        weight: 1,
        arbitrary: compared(
          ['<', '<=', '>', '>='],
          field,
          constant(fc.oneof(text, fc.constantFrom(0, 22, 2.5))),
        ),
      },
      { weight: 2, arbitrary: compared(['in', 'not in'], constant(part), field) },
      {
        weight: 2,
        arbitrary: compared(
          ['in', 'not in'],
          field,
          fc.array(value, { minLength: 1, maxLength: 3 }).map((items): Python => ({ kind: 'tuple', items })),
        ),
      },
      { weight: 1, arbitrary: compared(['in', 'not in'], field, constant(text.map((one) => `x${one},y`))) },
      {
        weight: 1,
        arbitrary: compared(
          ['in', 'not in'],
          constant(fc.constant(key)),
          fc.constant<Python>({ kind: 'event' }),
        ),
      },
      {
        weight: 1,
        arbitrary: compared(['is', 'is not'], field, constant(fc.constantFrom<JsonValue>(null, true, false))),
      },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom(...keys)
          .chain(([other, otherPool]) => compared(['==', '!='], field, anyField(other, otherPool))),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('method' as const),
          name: fc.constantFrom('startswith' as const, 'endswith' as const),
          of: field,
          texts: fc.array(part, { minLength: 1, maxLength: 3 }),
        }),
      },
      { weight: 1, arbitrary: field },
      { weight: 1, arbitrary: fc.boolean().map((one): Python => ({ kind: 'constant', value: one })) },
    );
  });

const anyField = (key: string, pool: keyof typeof pools): fc.Arbitrary<Python> =>
  fc.oneof(
    fc.constant<Python>({ kind: 'item', key }),
    fc
      .oneof(fc.constantFrom<JsonValue | undefined>('', undefined, null, false, 0), anyConstant(pool))
      .map((fallback): Python => ({ kind: 'get', key, fallback })),
  );

const anyConstant = (pool: keyof typeof pools): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .constantFrom<JsonValue>(...pools[pool])
        .filter((one) => typeof one !== 'string' || /^[ -~\n]*$/.test(one)),
    },
    { weight: 1, arbitrary: fc.constantFrom<JsonValue>(null, true, false, 22, '22') },
  );
