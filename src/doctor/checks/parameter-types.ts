import type { Parameter } from '../../catalogue/request-parameters.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { ProgramFinding } from '../program-finding.ts';
import type { Comparison } from '../reading/facts.ts';
import { isField } from '../reading/values.ts';
import { callsBeside, type KnownCall } from './calls-beside.ts';
import { type Check, type CheckedProgram, findingAt, written } from './check.ts';
import { parameterAt, pathInRequest } from './parameters.ts';

/** `.fromPort == "22"` of AuthorizeSecurityGroupIngress, which is a number: values of different types are never equal. */
export const parameterTypes: Check = (program) => {
  const calls = callsBeside(program);
  const typesOf = ({ subject, syntax }: Comparison): ReadonlySet<Type | undefined> =>
    new Set(subject.map((one) => (isField(one) ? typeAt(one.path, calls.get(syntax) ?? []) : undefined)));
  return program.facts.comparisons.flatMap((comparison): readonly ProgramFinding[] => {
    const { how, literal, syntax, subject } = comparison;
    const [type, ...others] = typesOf(comparison);
    const given = typeof literal.value as Type;
    if ((how !== '==' && how !== '<') || literal.value === null) return [];
    if (type === undefined || others.length > 0 || type === given) return [];
    // `.fromPort == 22 or .fromPort == "22"` takes both.
    if (
      program.facts.comparisons.some(
        (other) => isSame(other, comparison) && typeof other.literal.value === type,
      )
    )
      return [];
    const [field] = subject.filter(isField);
    const isNegated = syntax.kind === 'binary' && syntax.operator === '!=';
    const effect =
      how === '<'
        ? 'jq orders them by type'
        : `they are never equal${isNegated ? ', so this is always true' : ''}`;
    return findingAt(program, type === 'list' ? syntax : literal.syntax, {
      kind: [type, given].every((one) => one === 'string' || one === 'number')
        ? 'text-and-number'
        : 'wrong-type',
      message: `.${field?.path} of ${calls.get(syntax)?.[0]?.eventName} is ${nouns[type]}, ${written(literal.value)} is ${nouns[given]}: ${effect}`,
      fix: type === 'list' ? anyOf(comparison, program) : literalOf(literal.value, type),
    });
  });
};

type Type = 'string' | 'number' | 'boolean' | 'list' | 'object';

const nouns: Readonly<Record<Type, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'a boolean',
  list: 'an array',
  object: 'an object',
};

const typeAt = (path: string, calls: readonly KnownCall[]): Type | undefined => {
  const inRequest = pathInRequest(path);
  if (inRequest === undefined) return undefined;
  const [type, ...others] = new Set(
    calls.map(({ parameters }) => typeOf(parameterAt(parameters, inRequest))),
  );
  return others.length > 0 ? undefined : type;
};

const typeOf = (parameter: Parameter | undefined): Type | undefined => {
  if (typeof parameter === 'object') return 'object';
  return parameter === 'text' ? 'string' : parameter;
};

const isSame = (one: Comparison, other: Comparison): boolean =>
  pathOf(one) !== undefined && pathOf(one) === pathOf(other);

const pathOf = ({ subject }: Comparison): string | undefined => subject.find(isField)?.path;

const literalOf = (value: string | number | boolean, type: Type): string | undefined => {
  const text = String(value);
  if (type === 'number' && typeof value === 'string' && /^\d+$/.test(text)) return String(Number(text));
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase();
  return type === 'string' ? written(text) : undefined;
};

/** `any(.valuesToAdd[]?; . == "all")` for a list. */
const anyOf = (
  { subjectSyntax, syntax, literal }: Comparison,
  { textOf }: CheckedProgram,
): string | undefined => {
  const of = subjectSyntax && textOf(subjectSyntax);
  const operator = operatorOf(syntax);
  if (of === undefined || operator === undefined || !/^[.\w]+$/.test(of)) return undefined;
  return `${operator === '!=' ? 'all' : 'any'}(${of}[]?; . ${operator} ${textOf(literal.syntax)})`;
};

const operatorOf = (syntax: Syntax): '==' | '!=' | undefined =>
  syntax.kind === 'binary' && (syntax.operator === '==' || syntax.operator === '!=')
    ? syntax.operator
    : undefined;
