import { fieldAt } from '../../catalogue/fields.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { isField } from '../reading/values.ts';
import { type Check, findingAt, written } from './check.ts';

/** `.additionalEventData.MFAUsed | not`: CloudTrail writes "No", which is text, and text is true. */
export const noFalse: Check = (program) => {
  const { reads, comparisons, conditions } = program.facts;
  const compared = new Set(
    comparisons.flatMap(({ subject }) => subject.filter(isField).map(({ path }) => path)),
  );
  const negations = new Map(
    program.pieces.flatMap((piece) =>
      piece.kind === 'pipe' && isNot(piece.right) ? [[piece.left, piece]] : [],
    ),
  );
  return reads.flatMap(({ syntax, path }) => {
    const [yes, no] = answers.get(path) ?? [];
    const negation = negations.get(syntax);
    // Beside a comparison it only asks whether the field is there.
    if (yes === undefined || no === undefined || compared.has(path)) return [];
    if (negation === undefined && !conditions.has(syntax)) return [];
    return findingAt(program, negation ?? syntax, {
      kind: 'no-false',
      message: `.${path} is ${written(yes)} or ${written(no)}, as text, and jq takes every text for true`,
      fix: `${program.textOf(syntax)} ${negation === undefined ? '==' : '!='} ${written(yes)}`,
    });
  });
};

const isNot = (syntax: Syntax): boolean => syntax.kind === 'call' && syntax.name === 'not';

/** The fields that say yes or no as text. */
const answers: ReadonlyMap<string, readonly string[]> = new Map(
  ['additionalEventData.MFAUsed', 'userIdentity.sessionContext.attributes.mfaAuthenticated'].map((path) => [
    path,
    fieldAt(path)?.values ?? [],
  ]),
);
