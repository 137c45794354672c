import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/json.ts';
import { fields, pools } from './records.ts';
import type { SigmaCondition } from './sigma.ts';

export interface SigmaRule {
  readonly detection: JsonObject;
  readonly condition: SigmaCondition;
}

export const anySigmaRule = (): fc.Arbitrary<SigmaRule> =>
  fc.record({
    detection: fc.record({
      selection_a: anySelection(),
      selection_b: anySelection(),
      filter: anySelection(),
      _hidden: anySelection(),
    }),
    condition: anyCondition(3),
  });

/** As a file. YAML takes JSON. */
export const sigmaFile = ({ detection, condition }: SigmaRule): string =>
  JSON.stringify({
    title: 'A rule',
    logsource: { product: 'aws', service: 'cloudtrail' },
    detection: { ...detection, condition: printed(condition) },
  });

const anyCondition = (depth: number): fc.Arbitrary<SigmaCondition> => {
  const leaf = fc.oneof(
    fc
      .constantFrom('selection_a', 'selection_b', 'filter', '_hidden')
      .map((name): SigmaCondition => ({ kind: 'name', name })),
    fc
      .tuple(fc.boolean(), fc.constantFrom('selection_*', 'sel*', 'filter*', 'them'))
      .map(([all, pattern]): SigmaCondition => ({ kind: 'of', all, pattern })),
  );
  if (depth === 0) return leaf;
  const inner = anyCondition(depth - 1);
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 1, arbitrary: inner.map((of): SigmaCondition => ({ kind: 'not', of })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom('and' as const, 'or' as const),
          fc.array(inner, { minLength: 2, maxLength: 3 }),
        )
        .map(([kind, of]): SigmaCondition => ({ kind, of })),
    },
  );
};

const strength = { or: 0, and: 1, not: 2, of: 3, name: 3 } as const;

/** With parentheses only where they are needed. */
const printed = (condition: SigmaCondition): string => {
  const inside = (part: SigmaCondition): string =>
    strength[part.kind] > strength[condition.kind] || (part.kind === 'not' && condition.kind === 'not')
      ? printed(part)
      : `(${printed(part)})`;
  switch (condition.kind) {
    case 'name':
      return condition.name;
    case 'of':
      return `${condition.all ? 'all' : '1'} of ${condition.pattern}`;
    case 'not':
      return `not ${inside(condition.of)}`;
    case 'and':
    case 'or':
      return condition.of.map(inside).join(` ${condition.kind} `);
  }
};

const anySelection = (): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    { weight: 6, arbitrary: anyMap() },
    { weight: 2, arbitrary: fc.array(anyMap(), { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: anyKeywords() },
  );

const anyMap = (): fc.Arbitrary<JsonValue> =>
  fc.array(anyItem(), { minLength: 1, maxLength: 3 }).map((items) => Object.fromEntries(items));

const anyKeywords = (): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    fc.array(anyText('userName'), { minLength: 1, maxLength: 2 }),
    fc.array(anyText('userAgent'), { minLength: 1, maxLength: 2 }),
    fc.constantFrom<JsonValue>('alice', 22, { '|all': ['alice', 'arn:'] }, { '|re': '^s3\\.' }, ['HIDDEN']),
  );

const anyItem = (): fc.Arbitrary<readonly [string, JsonValue]> =>
  fc.constantFrom(...fields).chain(([path, pool]): fc.Arbitrary<readonly [string, JsonValue]> => {
    const item = (
      modifiers: string,
      value: fc.Arbitrary<JsonValue>,
    ): fc.Arbitrary<readonly [string, JsonValue]> =>
      value.map((one) => [`${path}${modifiers}`, one] as const);
    const some = (value: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> =>
      fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));
    const text = anyText(pool);
    return fc.oneof(
      { weight: 6, arbitrary: item('', some(anyScalar(pool))) },
      {
        weight: 6,
        arbitrary: fc
          .tuple(fc.constantFrom('contains', 'startswith', 'endswith'), fc.constantFrom('', '|cased', '|neq'))
          .chain(([modifier, more]) => item(`|${modifier}${more}`, some(anyPart(pool)))),
      },
      {
        weight: 1,
        arbitrary: item('|contains|all', fc.array(anyPart(pool), { minLength: 1, maxLength: 2 })),
      },
      { weight: 1, arbitrary: item('|cased', some(text)) },
      { weight: 1, arbitrary: item('|neq', some(anyScalar(pool))) },
      { weight: 1, arbitrary: item('', fc.constant(null)) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('', '|neq', '|cased', '|all').chain((more) =>
          item(
            more,
            anyScalar(pool).map((one): JsonValue => [one, null]),
          ),
        ),
      },
      { weight: 1, arbitrary: item('|exists', fc.boolean()) },
      {
        weight: pool === 'userAgent' ? 8 : 2,
        arbitrary: fc
          .constantFrom('', '|i', '|s', '|i|s', '|m', '|m|i')
          .chain((flags) => item(`|re${flags}`, anyRegex(pool, flags))),
      },
      {
        weight: pool === 'sourceIPAddress' ? 8 : 1,
        arbitrary: item(
          '|cidr',
          some(fc.constantFrom('10.0.0.0/8', '10.0.0.0/15', '0.0.0.0/0', '2001:db8::/32', '2001:db8::/127')),
        ),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.constantFrom('', '|contains', '|startswith', '|endswith|cased'),
            fc.constantFrom(...fields),
          )
          .chain(([more, [other]]) => item(`|fieldref${more}`, fc.constant(other))),
      },
      ...(pool === 'number'
        ? [
            {
              weight: 4,
              arbitrary: fc
                .constantFrom('gt', 'gte', 'lt', 'lte')
                .chain((modifier) => item(`|${modifier}`, fc.constantFrom<JsonValue>(1, 22, 2.5))),
            },
          ]
        : []),
      ...(pool === 'encoded'
        ? [
            {
              weight: 12,
              arbitrary: fc
                .constantFrom('|base64', '|base64offset|contains', '|wide|base64offset|contains|cased')
                .chain((modifiers) => item(modifiers, some(fc.constantFrom('alice', 'bob!', 'lic')))),
            },
          ]
        : []),
    );
  });

const anyScalar = (pool: keyof typeof pools): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    { weight: 6, arbitrary: anyText(pool) },
    { weight: 1, arbitrary: fc.constantFrom<JsonValue>(22, true, false, 'true', '22') },
  );

/** A text of the pool, sometimes in other letters, escaped, or with wildcards in it. */
const anyText = (pool: keyof typeof pools): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...pools[pool].map(String)), fc.nat(9), fc.nat(12)).map(([text, how, at]) => {
    const ascii = text.replace(/[^ -~\n]/g, '');
    switch (how) {
      case 0:
        return ascii.toUpperCase();
      case 1:
        return `${ascii.slice(0, at)}*`;
      case 2:
        return `*${ascii.slice(at)}`;
      case 3:
        return `${ascii.slice(0, at)}?${ascii.slice(at + 1)}`;
      case 4:
        return `${ascii.slice(0, at)}*${ascii.slice(at + 2)}`;
      case 5:
        return `*${ascii.slice(1, at)}*${ascii.slice(at + 1)}`;
      case 6:
        return ascii.replaceAll(/[\\*?]/g, '\\$&');
      default:
        return ascii;
    }
  });

const anyPart = (pool: keyof typeof pools): fc.Arbitrary<string> =>
  fc
    .tuple(anyText(pool), fc.nat(8), fc.nat(8))
    .map(([text, from, length]) => text.slice(from, from + length));

/** Of what the specification lists: `.`, `^`, `$`, `*`, `+`, `?`, `{n,m}`, classes, `|` and groups. */
const anyRegex = (pool: keyof typeof pools, flags: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...pools[pool].map(String)),
      fc.nat(6),
      fc.nat(9),
      fc.constantFrom('^', ''),
      fc.constantFrom('$', ''),
    )
    .map(([text, at, how, start, end]) => {
      const literal = (part: string): string =>
        part.replace(/[^ -~]/g, '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      const [before, after] = [literal(text.slice(0, at)), literal(text.slice(at + 1))];
      const isByLine = flags.includes('m');
      const middle = [
        '.',
        '.*',
        '[a-z]+',
        isByLine ? '[0-9A-F]?' : '[^a-z]*',
        '(a|b|C)',
        '.{0,3}',
        '[A-Za-z./:]{1,2}',
        '(?:x|.+)',
        'a?b*',
        '',
      ];
      return `${start}${before}${middle[how]}${after}${end}`;
    });
