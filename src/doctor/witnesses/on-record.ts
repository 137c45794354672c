import type { Syntax } from '../../jq/in-process/parse/syntax.ts';

/** The pieces of a program whose input is the record itself, outer ones first. */
export const piecesOnRecord = (syntax: Syntax): readonly Syntax[] => [
  syntax,
  ...innerOnRecord(syntax).flatMap(piecesOnRecord),
];

const innerOnRecord = (syntax: Syntax): readonly Syntax[] => {
  switch (syntax.kind) {
    case 'binary':
    case 'comma':
      return [syntax.left, syntax.right];
    case 'pipe':
      return passesInput(syntax.left) ? [syntax.left, syntax.right] : [syntax.left];
    case 'call':
      return syntax.name === 'select' ? syntax.args : [];
    case 'bind':
      return [syntax.source, syntax.body];
    case 'define':
      return [syntax.rest];
    case 'if':
      return [syntax.condition, syntax.yes, ...(syntax.no === undefined ? [] : [syntax.no])];
    case 'array':
      return syntax.items === undefined ? [] : [syntax.items];
    case 'try':
      return [syntax.body];
    default:
      return [];
  }
};

const passesInput = (syntax: Syntax): boolean =>
  syntax.kind === 'identity' || (syntax.kind === 'call' && syntax.name === 'select');
