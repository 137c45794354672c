import { type Comparison, mirrored, opposite } from '../../../jq/in-process/parse/comparisons.ts';
import { compare, equals } from '../../../jq/in-process/values/order.ts';
import type { JsonValue } from '../../../json.ts';
import { allTypes, type Narrowing } from './fact.ts';
import { fewValues, type Knowledge, type Predicate } from './knowledge.ts';
import { decide, type Given, type Outcomes, outcomes, output, value } from './outcome.ts';
import { keyOf } from './place.ts';

export const compareGiven = (operator: Comparison, a: Given, b: Given, knowledge: Knowledge): Outcomes => {
  if (b.kind === 'value') return decide(a, knowledge, comparison(operator, b.value));
  if (a.kind === 'value') return decide(b, knowledge, comparison(mirrored[operator], a.value));
  const isSame = a.place.root === b.place.root && keyOf(a.place) === keyOf(b.place);
  if (isSame) return outcomes([output(value(['==', '<=', '>='].includes(operator)), knowledge)]);
  const [left, right] = [singleValue(a, knowledge), singleValue(b, knowledge)];
  if (right !== undefined) return decide(a, knowledge, comparison(operator, right.value));
  if (left !== undefined) return decide(b, knowledge, comparison(mirrored[operator], left.value));
  return outcomes([output(value(true), knowledge), output(value(false), knowledge)]);
};

const singleValue = (given: Given, knowledge: Knowledge): { readonly value: JsonValue } | undefined => {
  if (given.kind === 'value') return given;
  const few = fewValues(knowledge, given.place);
  const [only, ...others] = few?.values ?? [];
  return only === undefined || others.length > 0 || few?.steps.length !== 0 ? undefined : { value: only };
};

const comparison = (operator: Comparison, with_: JsonValue): Predicate => ({
  run: (of) => holds(operator, of, with_),
  from: allTypes,
  yes: narrowing(operator, with_),
  no: narrowing(opposite[operator], with_),
});

const holds = (operator: Comparison, a: JsonValue, b: JsonValue): boolean => {
  switch (operator) {
    case '==':
      return equals(a, b);
    case '!=':
      return !equals(a, b);
    case '<':
      return compare(a, b) < 0;
    case '<=':
      return compare(a, b) <= 0;
    case '>':
      return compare(a, b) > 0;
    case '>=':
      return compare(a, b) >= 0;
  }
};

const narrowing = (operator: Comparison, with_: JsonValue): Narrowing => {
  switch (operator) {
    case '==':
      return { values: [with_] };
    case '!=':
      return { except: [with_] };
    case '<':
    case '<=':
      return { below: { value: with_, included: operator === '<=' } };
    case '>':
    case '>=':
      return { above: { value: with_, included: operator === '>=' } };
  }
};
