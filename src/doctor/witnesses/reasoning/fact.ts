import { typeOf } from '../../../jq/in-process/values/kinds.ts';
import { compare, equals } from '../../../jq/in-process/values/order.ts';
import { BailOut } from '../../../jq/in-process/values/signals.ts';
import type { JsonValue } from '../../../json.ts';

export type Type = ReturnType<typeof typeOf>;

export const allTypes: readonly Type[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** What is known of a value: that it is one of a few, or some properties of it. */
export type Fact =
  | { readonly kind: 'one of'; readonly values: readonly JsonValue[] }
  | {
      readonly kind: 'some';
      readonly types: readonly Type[];
      readonly except: readonly JsonValue[];
      readonly prefix: string;
      /** Texts that are somewhere in it. */
      readonly parts: readonly string[];
      readonly above: Bound | undefined;
      readonly below: Bound | undefined;
      readonly tests: readonly Test[];
    };

/** In jq's order of all values. */
interface Bound {
  readonly value: JsonValue;
  readonly included: boolean;
}

/** Undefined where the evaluator does not know, or where it fails. */
type Test = (value: JsonValue) => boolean | undefined;

/** What follows from a condition for a value of which it holds. */
export interface Narrowing {
  readonly types?: readonly Type[];
  readonly values?: readonly JsonValue[];
  readonly except?: readonly JsonValue[];
  readonly prefix?: string;
  readonly part?: string;
  readonly above?: Bound | undefined;
  readonly below?: Bound | undefined;
  readonly test?: Test;
}

export const anyOf = (types: readonly Type[]): Fact => ({
  kind: 'some',
  types,
  except: [],
  prefix: '',
  parts: [],
  above: undefined,
  below: undefined,
  tests: [],
});

/** Both hold. Undefined: no value has both. */
export const narrowed = (fact: Fact, by: Narrowing): Fact | undefined => {
  if (fact.kind === 'one of') return oneOf(fact.values.filter((value) => mayBe(by, value)));
  const types = fact.types.filter((type) => by.types === undefined || by.types.includes(type));
  const both = {
    ...fact,
    types,
    except: [...fact.except, ...(by.except ?? [])],
    prefix: longer(fact.prefix, by.prefix ?? ''),
    parts: by.part === undefined ? fact.parts : [...fact.parts, by.part],
    above: tighter(fact.above, by.above, 1),
    below: tighter(fact.below, by.below, -1),
    tests: by.test === undefined ? fact.tests : [...fact.tests, by.test],
  };
  const values = by.values ?? fewValuesOf(types);
  if (values !== undefined) return oneOf(values.filter((value) => isPossible(both, value)));
  return isContradiction(fact, by, both) ? undefined : both;
};

const oneOf = (values: readonly JsonValue[]): Fact | undefined =>
  values.length === 0 ? undefined : { kind: 'one of', values };

/** All values of these types, where there are few. */
const fewValuesOf = (types: readonly Type[]): readonly JsonValue[] | undefined =>
  types.every((type) => type === 'null' || type === 'boolean')
    ? types.flatMap((type): readonly JsonValue[] => (type === 'null' ? [null] : [true, false]))
    : undefined;

const longer = (one: string, other: string): string => (one.length >= other.length ? one : other);

/** `sign` is 1 for lower bounds. Of equal ones, that is tighter which leaves its value out. */
const tighter = (one: Bound | undefined, other: Bound | undefined, sign: 1 | -1): Bound | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  const order = orderOf(one.value, other.value);
  if (order === undefined) return one;
  return order * sign > 0 || (order === 0 && !one.included) ? one : other;
};

type Some = Extract<Fact, { readonly kind: 'some' }>;

const isContradiction = (fact: Some, by: Narrowing, { above, below }: Some): boolean => {
  const other = by.prefix ?? '';
  if (!fact.prefix.startsWith(other) && !other.startsWith(fact.prefix)) return true;
  if (above === undefined || below === undefined) return false;
  const order = orderOf(above.value, below.value);
  return order !== undefined && (order > 0 || (order === 0 && !(above.included && below.included)));
};

/** Whether a value may be what a fact says. A test that does not know does not rule it out. */
export const isPossible = (fact: Fact, value: JsonValue): boolean =>
  fact.kind === 'one of'
    ? fact.values.some((known) => equals(known, value))
    : mayBe(fact, value) && fact.tests.every((test) => test(value) !== false);

const mayBe = ({ types, values, except, prefix, above, below, test }: Narrowing, value: JsonValue): boolean =>
  (types === undefined || types.includes(typeOf(value))) &&
  (values === undefined || values.some((known) => equals(known, value))) &&
  !(except ?? []).some((known) => equals(known, value)) &&
  (prefix === undefined || prefix === '' || (typeof value === 'string' && value.startsWith(prefix))) &&
  (above === undefined || isBeyond(value, above, 1)) &&
  (below === undefined || isBeyond(value, below, -1)) &&
  test?.(value) !== false;

/** `sign` is 1 for a lower bound. Where the order is not known, a value may be on either side. */
const isBeyond = (value: JsonValue, bound: Bound, sign: 1 | -1): boolean => {
  const order = orderOf(value, bound.value);
  return order === undefined || order * sign > 0 || (bound.included && order === 0);
};

/** Undefined where jq may have another order than JavaScript. */
const orderOf = (one: JsonValue, other: JsonValue): number | undefined => {
  try {
    return compare(one, other);
  } catch (error) {
    if (error instanceof BailOut) return undefined;
    throw error;
  }
};

/** The types that a value of which this is known can have. */
export const typesOf = (fact: Fact): readonly Type[] =>
  fact.kind === 'some' ? fact.types : [...new Set(fact.values.map(typeOf))];
