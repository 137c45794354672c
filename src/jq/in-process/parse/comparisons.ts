import type { Operator } from './syntax.ts';

export type Comparison = Extract<Operator, '==' | '!=' | '<' | '<=' | '>' | '>='>;

export const isComparison = (operator: Operator): operator is Comparison => Object.hasOwn(opposite, operator);

/** Comparisons, `and` and `or`: whatever their operands are, they give true or false. */
export const givesBoolean = (operator: Operator): boolean =>
  operator === 'and' || operator === 'or' || isComparison(operator);

/** What holds where the comparison does not: jq has an order of all values. */
export const opposite: Readonly<Record<Comparison, Comparison>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** The same with its sides exchanged. */
export const mirrored: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
