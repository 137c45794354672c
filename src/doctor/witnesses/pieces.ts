import { childrenOf } from '../../jq/in-process/parse/children.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';

/** Every piece of a program, outer ones first. */
export const piecesOf = (syntax: Syntax): readonly Syntax[] => [
  syntax,
  ...childrenOf(syntax).flatMap(piecesOf),
];
