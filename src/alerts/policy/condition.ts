import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { listed, plainWords, type Words, words } from '../words.ts';

/** What a condition makes of `anyone`. */
export interface Limit {
  /** `everyone of organization o-1`; undefined if what it asks for is not known here. */
  readonly who: Words | undefined;
  /** Whether they are all of the account itself. */
  readonly isOwn: boolean;
  /** Whether it asks for more than `who` says. */
  readonly isMore: boolean;
}

/** The narrowest that is known of the callers whom a condition lets in (IAM User Guide, "AWS global condition context keys"). */
export const limitOf = (condition: JsonObject | undefined, ownAccount: string | undefined): Limit => {
  const tests = condition === undefined ? [] : testsIn(condition);
  const narrowing = tests.filter((test) => !isAnyAddress(test));
  const known = callers.flatMap(({ key, operators, say }) =>
    narrowing
      .filter((test) => test.key === key && operators.test(test.operator) && test.values.every(isExact))
      .flatMap(({ values }) => {
        const isOwn = ofAccounts.has(key) && values.every((value) => value === ownAccount);
        const names = listed(values);
        return names === undefined ? [] : [{ who: isOwn ? plainWords('this account') : say(names), isOwn }];
      }),
  );
  return {
    who: known[0]?.who,
    isOwn: known[0]?.isOwn === true,
    isMore: narrowing.length > (known[0]?.who === undefined ? 0 : 1),
  };
};

interface Test {
  readonly operator: string;
  /** In lower case, as IAM compares them. */
  readonly key: string;
  readonly values: readonly string[];
}

const testsIn = (condition: JsonObject): readonly Test[] =>
  Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(isJsonObject(keys) ? keys : { '': null }).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: textsIn(values),
    })),
  );

/** Without values that are no text, so that a test with such ones has fewer, or none. */
const textsIn = (values: JsonValue): readonly string[] => {
  const all = isJsonArray(values) ? values : [values];
  const texts = all.flatMap((value) =>
    typeof value === 'string' || typeof value === 'number' ? [String(value)] : [],
  );
  return texts.length < all.length ? [] : texts;
};

const ofAccounts: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'kms:calleraccount',
  'aws:sourceowner',
]);

/**
 * Only operators that need the key: `StringEqualsIfExists` also lets in whoever has none, such as anonymous callers. The
 * narrowest come first.
 */
const callers: readonly {
  readonly key: string;
  readonly operators: RegExp;
  readonly say: (names: Words) => Words | undefined;
}[] = [
  {
    key: 'aws:principalarn',
    operators: /^(?:Arn|String)(?:Equals|Like)$/,
    say: (names) => words`principal ${names}`,
  },
  ...[...ofAccounts].map((key) => ({
    key,
    operators: /^String(?:Equals|Like)$/,
    say: (names: Words) => words`account ${names}`,
  })),
  {
    key: 'aws:sourcevpce',
    operators: /^String(?:Equals|Like)$/,
    say: (names) => words`anyone through VPC endpoint ${names}`,
  },
  { key: 'aws:sourcevpc', operators: /^String(?:Equals|Like)$/, say: (names) => words`anyone in ${names}` },
  { key: 'aws:sourceip', operators: /^IpAddress$/, say: (names) => words`anyone from ${names}` },
  {
    key: 'aws:principalorgid',
    operators: /^String(?:Equals|Like)$/,
    say: (names) => words`everyone of organization ${names}`,
  },
];

const isAnyAddress = ({ operator, key, values }: Test): boolean =>
  operator === 'IpAddress' &&
  key === 'aws:sourceip' &&
  values.includes('0.0.0.0/0') &&
  values.includes('::/0');

/** Wildcards of StringLike, and policy variables such as `${aws:PrincipalAccount}`. */
const isExact = (value: string): boolean => !/[*?]|\$\{/.test(value);
