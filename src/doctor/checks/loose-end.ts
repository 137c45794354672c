import { givesBoolean } from '../../jq/in-process/parse/comparisons.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

/** `if A then B end` outputs the record where A does not hold, so that the rule matches nearly every record. */
export const looseEnd: Check = (program) => ofWhole(resultOf(program.syntax), program);

const resultOf = (syntax: Syntax): Syntax => (syntax.kind === 'define' ? resultOf(syntax.rest) : syntax);

const ofWhole = (syntax: Syntax, program: CheckedProgram): readonly ProgramFinding[] => {
  const { textOf } = program;
  if (syntax.kind !== 'if') return [];
  const { condition, yes, no } = syntax;
  const isRecord = no === undefined || no.kind === 'identity';
  if (!isRecord || !isAboutEvent(condition) || !isCondition(yes)) return [];
  return findingAt(program, syntax, {
    kind: 'always',
    message:
      'where the condition does not hold, this gives the record, which is a match: the rule matches all other records',
    fix: `(${textOf(condition)}) and (${textOf(yes)})`,
  });
};

/** `.eventName == "CreateUser"`. */
const isAboutEvent = (syntax: Syntax): boolean => {
  if (syntax.kind !== 'binary') return false;
  if (syntax.operator === 'and') return isAboutEvent(syntax.left);
  return (
    syntax.operator === '==' &&
    syntax.left.kind === 'index' &&
    syntax.left.target.kind === 'identity' &&
    syntax.left.key.kind === 'string' &&
    ['eventName', 'eventSource'].includes(syntax.left.key.parts.join(''))
  );
};

const isCondition = (syntax: Syntax): boolean => syntax.kind === 'binary' && givesBoolean(syntax.operator);
