import type { Operator } from '../../../jq/in-process/parse/syntax.ts';
import { dividedBy, minus, modulo, plus, times } from '../../../jq/in-process/values/arithmetic.ts';
import { typeOf } from '../../../jq/in-process/values/kinds.ts';
import type { JsonValue } from '../../../json.ts';
import { allTypes, type Type } from './fact.ts';
import type { Knowledge } from './knowledge.ts';
import { type Given, type Outcomes, outcomes, output } from './outcome.ts';
import { anything, taken } from './steps.ts';

/** `a + b` and the like, which is a function of the one where the other is a constant. */
export const computedFrom = (operator: Operator, a: Given, b: Given, knowledge: Knowledge): Outcomes => {
  const compute = operations.get(operator);
  const [constant, variable] = b.kind === 'value' ? [b, a] : a.kind === 'value' ? [a, b] : [];
  const error = { kind: 'error' as const, knowledge };
  if (compute === undefined || constant === undefined || variable === undefined)
    return outcomes([output(anything(), knowledge), error]);
  const isLeft = variable === a;
  const { ways, isSingle } = taken(variable, knowledge, {
    text: `${isLeft ? '' : 'from '}${operator} ${JSON.stringify(constant.value)}`,
    run: (input) => (isLeft ? compute(input, constant.value) : compute(constant.value, input)),
    field: undefined,
    ...typesOf(operator, constant.value),
  });
  return outcomes(variable.kind === 'value' ? ways : [...ways, error], isSingle);
};

const operations: ReadonlyMap<Operator, (a: JsonValue, b: JsonValue) => JsonValue> = new Map([
  ['+', plus],
  ['-', minus],
  ['*', times],
  ['/', dividedBy],
  ['%', modulo],
]);

/** jq adds and subtracts what is of one type, and takes null in a sum for nothing. */
const typesOf = (
  operator: Operator,
  constant: JsonValue,
): { readonly from: readonly Type[]; readonly to: readonly Type[] } => {
  const type = typeOf(constant);
  if (operator === '-') return { from: [type], to: [type] };
  if (operator === '+' && type !== 'null') return { from: [type, 'null'], to: [type] };
  return { from: allTypes, to: allTypes };
};
