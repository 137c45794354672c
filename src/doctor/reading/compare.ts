import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { How } from './facts.ts';
import type { Scope } from './scope.ts';
import { isLiteral, type Values } from './values.ts';

interface Compared {
  readonly syntax: Syntax;
  readonly how: How;
  readonly subject: Values;
  /** The syntax of the subject, if it is written as a piece of its own. */
  readonly of: Syntax | undefined;
  readonly literals: Values;
  readonly flags?: string;
}

/** Notes a comparison with each of some literals, if all that it is compared with are literals. */
export const compare = (
  { syntax, how, subject, of, literals, flags }: Compared,
  { facts, excludes }: Scope,
): void => {
  if (!literals.every(isLiteral) || subject.every(isLiteral)) return;
  for (const literal of literals)
    facts.comparisons.push({
      syntax,
      how,
      subject,
      literal,
      excludes,
      subjectSyntax: of,
      ...(flags !== undefined && { flags }),
    });
};
