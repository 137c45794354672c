import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { LiteralValue } from '../reading/values.ts';
import type { CheckedProgram } from './check.ts';

/** What a field must be: one of these. */
export interface Given {
  readonly field: string;
  readonly literals: readonly LiteralValue[];
}

interface Conjunction {
  readonly given: readonly Given[];
  readonly alternatives: readonly Syntax[];
}

/** What must hold for a piece to be true, and the sides of its `or`s. */
export const conjunctionOf = (syntax: Syntax, givens: ReadonlyMap<Syntax, Given>): Conjunction => {
  const own = givens.get(syntax);
  if (own !== undefined) return { given: [own], alternatives: [] };
  const both = (...pieces: readonly Syntax[]): Conjunction => {
    const all = pieces.map((piece) => conjunctionOf(piece, givens));
    return {
      given: all.flatMap(({ given }) => given),
      alternatives: all.flatMap(({ alternatives }) => alternatives),
    };
  };
  switch (syntax.kind) {
    case 'binary':
      if (syntax.operator === 'and') return both(syntax.left, syntax.right);
      return syntax.operator === 'or'
        ? { given: [], alternatives: [syntax.left, syntax.right] }
        : { given: [], alternatives: [] };
    case 'pipe':
      return isSelect(syntax.left) ? both(syntax.left, syntax.right) : both(syntax.right);
    case 'call':
      return isSelect(syntax) ? both(...syntax.args) : { given: [], alternatives: [] };
    case 'bind':
    case 'label':
      return both(syntax.body);
    case 'define':
      return both(syntax.rest);
    case 'try':
      return both(syntax.body);
    default:
      return { given: [], alternatives: [] };
  }
};

const isSelect = (syntax: Syntax): syntax is Extract<Syntax, { readonly kind: 'call' }> =>
  syntax.kind === 'call' && syntax.name === 'select';

/** `.eventName == "A"` and `.eventName | IN("A", "B")`. */
export const givensIn = ({ facts }: CheckedProgram): ReadonlyMap<Syntax, Given> => {
  const equalities = facts.comparisons.filter(
    ({ how, syntax }) =>
      how === '==' &&
      ((syntax.kind === 'binary' && syntax.operator === '==') ||
        (syntax.kind === 'call' && syntax.name === 'IN')),
  );
  return new Map(
    [...Map.groupBy(equalities, ({ syntax }) => syntax)].flatMap(([syntax, ofPiece]) => {
      const [field, ...others] = new Set(
        ofPiece.flatMap(({ subject }) =>
          subject.map((value) => (value.kind === 'field' && value.letters === undefined ? value.path : '')),
        ),
      );
      const isOne = others.length === 0 && (field === 'eventName' || field === 'eventSource');
      return isOne ? [[syntax, { field, literals: ofPiece.map(({ literal }) => literal) }] as const] : [];
    }),
  );
};
