import fc from 'fast-check';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';
import { fields, pools } from './records.ts';

export const anyEventPattern = (): fc.Arbitrary<JsonObject> =>
  fc.record(
    {
      source: fc.uniqueArray(fc.constantFrom('aws.iam', 'aws.signin', 'aws.s3'), {
        minLength: 2,
        maxLength: 3,
      }),
      'detail-type': fc.uniqueArray(
        fc.constantFrom('AWS API Call via CloudTrail', 'AWS Console Sign In via CloudTrail'),
        { minLength: 1 },
      ),
      region: fc.constant(['us-east-1', { prefix: 'eu-' }]),
      detail: anyDetail(),
    },
    { requiredKeys: ['detail'] },
  );

/** Some fields, and perhaps alternatives of others. */
const anyDetail = (): fc.Arbitrary<JsonValue> =>
  fc.uniqueArray(anyField(), { minLength: 2, maxLength: 6, selector: ([path]) => path }).chain((chosen) =>
    fc.tuple(fc.constant(chosen), fc.nat(3)).map(([all, alternatives]) => {
      const inOr = all.length > 2 ? alternatives : 0;
      const plain = patternOf(all.slice(inOr));
      const branches = all.slice(0, inOr).map((field) => patternOf([field]));
      return branches.length < 2 ? plain : { ...plain, $or: branches };
    }),
  );

type Field = readonly [path: string, list: readonly JsonValue[]];

const patternOf = (chosen: readonly Field[]): JsonObject =>
  chosen.reduce<JsonObject>((pattern, [path, list]) => placed(pattern, path.split('.'), list), {});

const placed = (
  pattern: JsonObject,
  [key = '', ...rest]: readonly string[],
  list: readonly JsonValue[],
): JsonObject => {
  const inner = pattern[key] ?? {};
  return {
    ...pattern,
    [key]: rest.length === 0 ? list : placed(isJsonObject(inner) ? inner : {}, rest, list),
  };
};

/** Of these there are more, since it matters in which element they are. */
const inLists = fields.filter(([path]) => path.includes('.items.'));

const anyField = (): fc.Arbitrary<Field> =>
  fc
    .constantFrom(...fields, ...inLists, ...inLists)
    .chain(([path, pool]) =>
      fc.tuple(fc.constant(path), fc.array(anyItem(pool), { minLength: 1, maxLength: 3 })),
    );

const anyItem = (pool: keyof typeof pools): fc.Arbitrary<JsonValue> => {
  const value = fc.constantFrom<JsonValue>(...pools[pool]);
  const text = fc.constantFrom(...pools[pool].map(String)).filter((one) => /^[ -~]*$/.test(one));
  const part = fc
    .tuple(text, fc.nat(6), fc.integer({ min: 1, max: 8 }))
    .map(([one, from, length]) => one.slice(from, from + length) || 'a');
  const folded = part.map((one) => one.toUpperCase());
  return fc.oneof(
    { weight: 8, arbitrary: value },
    { weight: 1, arbitrary: fc.constantFrom<JsonValue>(null, true, false, 22, '22', '') },
    {
      weight: 2,
      arbitrary: text.chain((one) => fc.nat(one.length).map((end) => ({ prefix: one.slice(0, end) }))),
    },
    {
      weight: 2,
      arbitrary: text.chain((one) => fc.nat(one.length).map((from) => ({ suffix: one.slice(from) }))),
    },
    { weight: 1, arbitrary: folded.map((one) => ({ prefix: { 'equals-ignore-case': one } })) },
    { weight: 1, arbitrary: folded.map((one) => ({ suffix: { 'equals-ignore-case': one } })) },
    { weight: 1, arbitrary: text.map((one) => ({ 'equals-ignore-case': one.toUpperCase() })) },
    { weight: 2, arbitrary: anyWildcard(text) },
    { weight: 2, arbitrary: fc.boolean().map((exists) => ({ exists })) },
    {
      weight: pool === 'sourceIPAddress' ? 6 : 1,
      arbitrary: fc.constantFrom('10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32').map((cidr) => ({ cidr })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom<readonly JsonValue[]>(
          ['=', 22],
          ['>', 1],
          ['>=', 22, '<', 443],
          ['<=', 0],
          ['>', -2, '<=', 2.5],
        )
        .map((numeric) => ({ numeric })),
    },
    {
      weight: 2,
      arbitrary: fc
        .oneof<fc.Arbitrary<JsonValue>[]>(
          text,
          fc.array(text, { minLength: 1, maxLength: 2 }),
          fc.constantFrom<JsonValue>(22, [1, 443]),
          fc
            .constantFrom('prefix', 'suffix', 'equals-ignore-case')
            .chain((operator) =>
              fc
                .oneof(part, fc.array(part, { minLength: 1, maxLength: 2 }))
                .map((operand) => ({ [operator]: operand })),
            ),
          anyWildcard(text),
        )
        .map((excluded) => ({ 'anything-but': excluded })),
    },
  );
};

const anyWildcard = (text: fc.Arbitrary<string>): fc.Arbitrary<JsonObject> =>
  fc.tuple(text, fc.nat(6), fc.nat(6), fc.nat(2)).map(([one, from, length, stars]) => {
    const escaped = (part: string): string => part.replaceAll(/[*\\]/g, '\\$&');
    const [before, after] = [escaped(one.slice(0, from)), escaped(one.slice(from + length))];
    return { wildcard: stars === 0 ? `${before}*${after}` : stars === 1 ? `*${after}` : `${before}*` };
  });
