/**
 * A condition in jq that is true or false for every record and raises no error. The order in which parts of one are
 * evaluated makes no difference, therefore.
 */
export type Condition =
  | {
      /** Some of the values passes some of the tests. */
      readonly kind: 'some';
      readonly of: Values;
      readonly tests: readonly Test[];
    }
  | {
      /** Of some of the values, the condition is true. */
      readonly kind: 'within';
      readonly of: Values;
      readonly is: Condition;
    }
  | {
      /** jq that can stand beside `and` and `or` as it is. */
      readonly kind: 'jq';
      readonly jq: string;
      readonly uses: readonly Definition[];
    }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'exactly'; readonly count: number; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

/** What jq reads of a record: any number of values. */
export interface Values {
  readonly jq: string;
  /** Whether it is always exactly one value. */
  readonly isOne: boolean;
  readonly uses: readonly Definition[];
}

/** What is asked of a value, which is the input: `equals` is a JSON literal; `jq` can stand beside `or` as it is. */
export type Test =
  | { readonly equals: string }
  | { readonly jq: string; readonly uses?: readonly Definition[] };

/** A function that a program defines before it uses it. */
export interface Definition {
  readonly jq: string;
  readonly uses?: readonly Definition[];
}

export const jq = (text: string, ...uses: readonly Definition[]): Condition => ({
  kind: 'jq',
  jq: text,
  uses,
});

export const always: Condition = jq('true');

export const never: Condition = jq('false');

export const some = (of: Values, ...tests: readonly Test[]): Condition =>
  tests.length === 0 ? never : { kind: 'some', of, tests };

export const equal = (value: string | number | boolean | null): Test => ({ equals: JSON.stringify(value) });

export const not = (of: Condition): Condition => {
  if (of === always) return never;
  if (of === never) return always;
  return of.kind === 'not' ? of.of : { kind: 'not', of };
};

/** What decides most records comes first: the engine rules out records by the name and the source of the event. */
export const allOf = (conditions: readonly Condition[]): Condition => {
  const parts = partsOf('all', conditions).filter((part) => part !== always);
  if (parts.includes(never)) return never;
  const [only = always, ...others] = parts;
  return others.length === 0 ? only : { kind: 'all', of: parts.toSorted((a, b) => rankOf(a) - rankOf(b)) };
};

export const anyOf = (conditions: readonly Condition[]): Condition => {
  const parts = merged(partsOf('any', conditions).filter((part) => part !== never));
  if (parts.includes(always)) return always;
  const [only = never, ...others] = parts;
  return others.length === 0 ? only : { kind: 'any', of: parts };
};

/** What is said twice is said once. */
const partsOf = (kind: 'all' | 'any', conditions: readonly Condition[]): readonly Condition[] => {
  const parts = conditions.flatMap((condition) => (condition.kind === kind ? condition.of : [condition]));
  const written = parts.map((part) => JSON.stringify(part));
  return parts.filter((_, at) => written.indexOf(written[at] ?? '') === at);
};

/** Several tests of the same values are one list of tests. */
const merged = (parts: readonly Condition[]): readonly Condition[] => {
  const bySource = Map.groupBy(parts, (part) => (part.kind === 'some' ? part.of.jq : part));
  return [...bySource.values()].flatMap((group) => {
    const [first] = group;
    const tests = group.flatMap((part) => (part.kind === 'some' ? part.tests : []));
    return first?.kind === 'some' ? [{ ...first, tests }] : group;
  });
};

const rankOf = (condition: Condition): number => {
  switch (condition.kind) {
    case 'some':
      return rankOfField(condition);
    case 'jq':
    case 'within':
    case 'exactly':
    case 'not':
      return lastRank;
    case 'all':
      return Math.min(...condition.of.map(rankOf));
    case 'any':
      return Math.max(...condition.of.map(rankOf));
  }
};

const lastRank = 4;

/** What cannot fail in jq comes first: the engine then uses the conditions behind it, too. */
const rankOfField = ({ of, tests }: Extract<Condition, { readonly kind: 'some' }>): number => {
  const field = ['eventName', 'eventSource'].findIndex((name) => new RegExp(`^\\.${name}\\b`).test(of.jq));
  if (field === -1) return lastRank;
  return of.isOne && tests.every((test) => 'equals' in test) ? field : field + 2;
};
