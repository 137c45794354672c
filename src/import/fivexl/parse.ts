import { refuse } from '../imported.ts';
import type { Expression } from './expression.ts';
import { readOperand } from './operand.ts';
import { type Reader, takeName, takeSign } from './reader.ts';
import { tokensOf } from './tokens.ts';

/** Reads a Python expression. */
export const parseExpression = (source: string): Expression => {
  const reader: Reader = { tokens: tokensOf(source), at: 0 };
  const expression = readOr(reader);
  const rest = reader.tokens[reader.at];
  return rest === undefined ? expression : refuse(`${JSON.stringify(rest.text)} is in an unexpected place`);
};

const readOr = (reader: Reader): Expression => {
  let left = readAnd(reader);
  while (takeName(reader, 'or')) left = { kind: 'or', left, right: readAnd(reader) };
  return left;
};

const readAnd = (reader: Reader): Expression => {
  let left = readNot(reader);
  while (takeName(reader, 'and')) left = { kind: 'and', left, right: readNot(reader) };
  return left;
};

const readNot = (reader: Reader): Expression =>
  takeName(reader, 'not') ? { kind: 'not', of: readNot(reader) } : readComparison(reader);

const readComparison = (reader: Reader): Expression => {
  const left = readOperand(reader, readOr);
  const comparison = readOperator(reader);
  if (comparison === undefined) return left;
  const { operator, isNegated } = comparison;
  const compared: Expression = { kind: 'compare', operator, left, right: readOperand(reader, readOr) };
  if (readOperator(reader) !== undefined) refuse('it compares more than two values at once');
  return isNegated ? { kind: 'not', of: compared } : compared;
};

type Operator = Extract<Expression, { readonly kind: 'compare' }>['operator'];

const readOperator = (
  reader: Reader,
): { readonly operator: Operator; readonly isNegated: boolean } | undefined => {
  const sign = signs.find((operator) => takeSign(reader, operator));
  if (sign !== undefined) return { operator: sign, isNegated: false };
  if (takeName(reader, 'in')) return { operator: 'in', isNegated: false };
  if (takeName(reader, 'is')) return { operator: 'is', isNegated: takeName(reader, 'not') };
  const isNotIn = takeName(reader, 'not');
  if (isNotIn && !takeName(reader, 'in')) refuse('expected in behind not');
  return isNotIn ? { operator: 'in', isNegated: true } : undefined;
};

const signs = ['==', '!=', '<=', '>=', '<', '>'] as const;
