import { refuse } from '../imported.ts';
import { type Condition, equal } from '../jq/condition.ts';
import { affix, comparison } from './comparison.ts';
import type { Expression } from './expression.ts';
import { asked, type Field } from './field.ts';
import { both, constant, either, negated, type Truth } from './truth.ts';

/** When `eval` gives `True` for an expression: what else it gives, or an error, is no match. */
export const conditionOf = (expression: Expression): Condition => truthOf(expression).isTrue;

const truthOf = (expression: Expression): Truth => {
  switch (expression.kind) {
    case 'and':
      return both(truthOf(expression.left), truthOf(expression.right));
    case 'or':
      return either(truthOf(expression.left), truthOf(expression.right));
    case 'not':
      return negated(truthOf(expression.of));
    case 'compare':
      return comparison(expression);
    case 'affix':
      return affix(expression);
    case 'field':
      return ofField(expression);
    case 'constant':
      return typeof expression.value === 'boolean'
        ? constant(expression.value)
        : refuse(`${JSON.stringify(expression.value)} is not a condition`);
    case 'event':
    case 'list':
      return refuse(`${expression.kind === 'event' ? 'event' : 'a list'} is not a condition`);
  }
};

/** A value alone: it may be true without being `True`. */
const ofField = (field: Field): Truth => {
  const truth = asked(field, {
    of: 'any',
    yes: [{ jq: `(${falsy} | not)` }],
    no: [{ jq: falsy }],
    ofConstant: (value) => Boolean(value),
  });
  const { yes: isTrue } = asked(field, {
    of: 'any',
    yes: [equal(true)],
    no: [{ jq: '. != true' }],
    ofConstant: (value) => value === true,
  });
  return { ...truth, isTrue, isBoolean: false };
};

const falsy = 'IN(null, false, 0, "")';
