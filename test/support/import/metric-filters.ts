import fc from 'fast-check';
import type { MetricFilter } from './metric-filter.ts';
import { fields, pools } from './records.ts';

export const anyMetricFilter = (depth = 3): fc.Arbitrary<MetricFilter> => {
  if (depth === 0) return anyComparison();
  const inner = anyMetricFilter(depth - 1);
  return fc.oneof(
    { weight: 1, arbitrary: anyComparison() },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom('and' as const, 'or' as const),
          fc.array(inner, { minLength: 2, maxLength: 3 }),
        )
        .map(([kind, of]): MetricFilter => ({ kind, of })),
    },
  );
};

/** As it stands in a metric filter, with parentheses only where they are needed. */
export const patternText = (filter: MetricFilter): string => `{ ${printed(filter)} }`;

const printed = (filter: MetricFilter): string => {
  switch (filter.kind) {
    case 'and':
      return filter.of
        .map((part) => (part.kind === 'or' ? `(${printed(part)})` : printed(part)))
        .join(' && ');
    case 'or':
      return filter.of.map(printed).join(' || ');
    case 'equal':
      return `${filter.selector} ${filter.negated ? '!=' : '='} ${filter.term}`;
    case 'order':
      return `(${filter.selector} ${filter.operator} ${filter.number})`;
    case 'is':
      return `${filter.selector} ${filter.what === 'NOT EXISTS' ? filter.what : `IS ${filter.what}`}`;
  }
};

const selectors: readonly (readonly [string, keyof typeof pools])[] = [
  ...fields.map(([path, pool]) => [`$.${path}`, pool] as const),
  ['$.requestParameters.names[0]', 'userName'],
  ['$.requestParameters.items[1].name', 'userName'],
  ['$.requestParameters.items[0].port', 'number'],
  ["$.requestParameters.['x-amz-acl']", 'userName'],
  ['$.readOnly', 'number'],
];

const severalValues: readonly (readonly [string, keyof typeof pools])[] = [
  ['$.requestParameters.names[*]', 'userName'],
  ['$.requestParameters.items[*].port', 'number'],
  ['$.userIdentity.[*]', 'userName'],
];

const anyComparison = (): fc.Arbitrary<MetricFilter> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom(...selectors).chain(([selector, pool]) =>
        fc.record({
          kind: fc.constant('equal' as const),
          selector: fc.constant(selector),
          negated: fc.boolean(),
          term: anyTerm(pool),
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...severalValues).chain(([selector, pool]) =>
        fc.record({
          kind: fc.constant('equal' as const),
          selector: fc.constant(selector),
          negated: fc.constant(false),
          term: anyTerm(pool),
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('order' as const),
        selector: fc.constantFrom(
          '$.requestParameters.port',
          '$.requestParameters.items[0].port',
          '$.requestParameters.items[*].port',
        ),
        operator: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const),
        number: fc.constantFrom(0, 22, 2.5, -1),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('is' as const),
        selector: fc.constantFrom(...selectors.map(([selector]) => selector)),
        what: fc.constantFrom('NULL' as const, 'TRUE' as const, 'FALSE' as const, 'NOT EXISTS' as const),
      }),
    },
  );

const anyTerm = (pool: keyof typeof pools): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...pools[pool], 'true', 22), fc.nat(7), fc.nat(6)).map(([value, how, at]) => {
    const text = String(value).replace(/[^ -~]/g, '');
    const isBare = /^[A-Za-z0-9_.:/-]+$/.test(text);
    switch (how) {
      case 0:
        return JSON.stringify(`${text.slice(0, at)}*`);
      case 1:
        return JSON.stringify(`*${text.slice(at)}`);
      case 2:
        return JSON.stringify(`*${text.slice(1, at + 2)}*`);
      case 3:
        return isBare ? `${text.slice(0, at)}*` : '*';
      case 4:
        return isBare ? text : JSON.stringify(text);
      default:
        return typeof value === 'number' && at > 2 ? text : JSON.stringify(text);
    }
  });
