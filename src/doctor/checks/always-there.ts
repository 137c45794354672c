import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { isField } from '../reading/values.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

/** `.eventName == null`, or `.eventName` as the whole rule: all records have it but those of Insights. */
export const alwaysThere: Check = (program) => {
  if (/insight|eventCategory/i.test(program.text)) return [];
  const isThere = (syntax: Syntax): boolean => fields.has(program.textOf(syntax));
  return [
    ...program.facts.comparisons.flatMap(({ syntax, how, literal, subject, excludes }) => {
      const [field, ...others] = subject.filter(isField);
      if (how !== '==' || literal.value !== null || excludes !== false || others.length > 0) return [];
      if (syntax.kind !== 'binary' || syntax.operator !== '==') return [];
      if (field === undefined || subject.length > 1 || !fields.has(`.${field.path}`)) return [];
      return findingAt(program, syntax, {
        kind: 'never',
        message: `every record of a call has .${field.path}: this is never true`,
      });
    }),
    ...matchesAll(program, isThere),
  ];
};

const fields: ReadonlySet<string> = new Set([
  '.eventName',
  '.eventSource',
  '.eventTime',
  '.awsRegion',
  '.eventID',
]);

const matchesAll = (program: CheckedProgram, isThere: (syntax: Syntax) => boolean): ReturnType<Check> => {
  const { syntax } = program;
  const whole = syntax.kind === 'call' && syntax.name === 'select' ? syntax.args[0] : syntax;
  if (whole === undefined || !asksWhetherThere(whole, isThere)) return [];
  return findingAt(program, whole, {
    kind: 'always',
    message: 'every record of a call has this field: the rule matches all of them',
  });
};

/** `.eventName`, `.eventName != null` and `.eventName | length > 0`. */
const asksWhetherThere = (syntax: Syntax, isThere: (syntax: Syntax) => boolean): boolean => {
  if (syntax.kind === 'index') return isThere(syntax);
  if (syntax.kind === 'pipe') return isThere(syntax.left) && isNotEmpty(syntax.right, isLength);
  if (syntax.kind !== 'binary') return false;
  const isNull = syntax.right.kind === 'constant' && syntax.right.value === null;
  if (syntax.operator === '!=' && isNull) return isThere(syntax.left);
  return isNotEmpty(syntax, (left) => left.kind === 'pipe' && isThere(left.left) && isLength(left.right));
};

const isLength = (syntax: Syntax): boolean => syntax.kind === 'call' && syntax.name === 'length';

const isNotEmpty = (syntax: Syntax, isOf: (left: Syntax) => boolean): boolean =>
  syntax.kind === 'binary' &&
  (syntax.operator === '>' || syntax.operator === '!=') &&
  syntax.right.kind === 'number' &&
  Number(syntax.right.text) === 0 &&
  isOf(syntax.left);
