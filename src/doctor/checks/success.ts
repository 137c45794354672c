import { isField } from '../reading/values.ts';
import { type Check, findingAt, written } from './check.ts';

/** `.errorCode == "Success"` and `.errorCode == ""`: calls that succeed have no errorCode. */
export const success: Check = (program) =>
  program.facts.comparisons.flatMap(({ how, literal, subject, syntax }) => {
    const isOfError = subject.every(
      (value) => isField(value) && (value.path === 'errorCode' || value.path === 'errorMessage'),
    );
    if (how !== '==' || !isOfError || !isNoError.test(String(literal.value)) || literal.value === null)
      return [];
    if (typeof literal.value !== 'string') return [];
    const effect = syntax.kind === 'binary' && syntax.operator === '!=' ? 'always' : 'never';
    return findingAt(program, literal.syntax, {
      kind: 'no-error',
      message: `calls that succeed have no errorCode and no errorMessage, so none is ${written(literal.value)}: this is ${effect} true`,
      fix: 'null',
    });
  });

const isNoError = /^(|-|0|ok|success|succeeded|none|null|nil|no ?error)$/i;
