import { accountId, type Field, timestamp } from '../../catalogue/field.ts';
import { compileProgram, evaluate } from '../../jq/in-process/program.ts';
import type { Comparison } from '../reading/facts.ts';
import { fieldOf, isField, type Value } from '../reading/values.ts';
import { type Check, type CheckedProgram, findingAt, written } from './check.ts';

/** `.readOnly == "true"`, `.recipientAccountId == 111122223333`, `.eventTime[11:13] >= 22`: the types differ. */
export const wrongType: Check = (program) =>
  program.facts.comparisons.flatMap((comparison) => {
    const { how, literal, subject, syntax } = comparison;
    if ((how !== '==' && how !== '<') || literal.value === null) return [];
    const types = subject.map(typeOf);
    const isOther = (type: string | undefined): boolean =>
      type !== undefined && type !== 'null' && type !== typeof literal.value;
    const [type] = types;
    if (type === undefined || !types.every(isOther)) return [];
    if (takesBothTypes(comparison, program)) return [];
    const whole = how === '<' || subject.every(({ kind }) => kind === 'text');
    return findingAt(program, whole ? syntax : literal.syntax, {
      kind: areTextAndNumber(type, typeof literal.value) ? 'text-and-number' : 'wrong-type',
      message: `${subjectOf(comparison, program)} is ${nouns[type]}, ${written(literal.value)} is ${nouns[typeof literal.value]}: ${effectOf(comparison, type)}`,
      fix: whole ? fixAround(comparison, program) : fixOfLiteral(comparison),
    });
  });

/** `.fromPort == 22 or .fromPort == "22"`: whoever writes both knows that one of them is never true. */
const takesBothTypes = ({ how, literal, subject }: Comparison, { facts }: CheckedProgram): boolean => {
  const path = subject.find(isField)?.path;
  return facts.comparisons.some(
    (other) =>
      path !== undefined &&
      other.how === how &&
      other.subject.find(isField)?.path === path &&
      typeof other.literal.value !== typeof literal.value &&
      String(other.literal.value) === String(literal.value),
  );
};

const areTextAndNumber = (...types: readonly string[]): boolean =>
  types.includes('string') && types.includes('number');

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'a boolean',
  object: 'an object',
  list: 'an array',
};

const subjectOf = ({ subjectSyntax, subject }: Comparison, { textOf }: CheckedProgram): string => {
  const text = subjectSyntax && textOf(subjectSyntax);
  const path = subject.find(isField)?.path;
  return text || (path === undefined ? 'what it is compared with' : `.${path}`);
};

/** jq's order: null, false, true, numbers, texts, arrays, objects. */
const order = ['null', 'boolean', 'number', 'string', 'list', 'object'];

const effectOf = ({ how, syntax, subjectSyntax }: Comparison, type: string): string => {
  if (how === '==')
    return syntax.kind === 'binary' && syntax.operator === '!='
      ? 'they are never equal, so this is always true'
      : 'they are never equal';
  if (syntax.kind !== 'binary') return 'jq compares their types';
  const isLeft = syntax.left === subjectSyntax;
  const literalType = isLeft ? syntax.right.kind : syntax.left.kind;
  const isGreater = order.indexOf(type) > order.indexOf(literalType);
  const holds = syntax.operator.startsWith('>') === (isLeft === isGreater);
  return `jq orders them by type, so this is ${holds ? 'always' : 'never'} true`;
};

/** What jq's `type` gives; undefined where that is not known. */
const typeOf = (value: Value): string | undefined => {
  switch (value.kind) {
    case 'literal':
      return value.value === null ? 'null' : typeof value.value;
    case 'field': {
      if (value.path === '') return 'object';
      const type = fieldOf(value)?.type;
      return type === 'any' ? undefined : type;
    }
    case 'text':
    case 'key':
      return 'string';
    case 'entry':
      return 'object';
    case 'anything':
      return undefined;
    default:
      return value.kind;
  }
};

const fixOfLiteral = ({ literal: { value, syntax }, subject }: Comparison): string | undefined => {
  const [field] = subject.filter(isField).map(fieldOf);
  if (field === undefined) return undefined;
  if (field.type === 'boolean') return booleans.get(String(value).toLowerCase());
  if (field.type === 'number') return typeof value === 'string' && /^\d+$/.test(value) ? value : undefined;
  if (field.type !== 'string') return undefined;
  if (typeof value === 'number') return asText(field, syntax.kind === 'number' ? syntax.text : String(value));
  const wanted = value === true ? /^(true|yes|success)$/i : /^(false|no|failure)$/i;
  const named = field.values?.find((possible) => wanted.test(possible));
  if (named !== undefined) return written(named);
  return field.values === undefined && value === false ? 'null' : undefined;
};

const booleans: ReadonlyMap<string, string> = new Map(
  Object.entries({ true: 'true', yes: 'true', 1: 'true', false: 'false', no: 'false', 0: 'false' }),
);

/** An account as a number has lost the zeros it begins with. */
const asText = (field: Field, digits: string): string =>
  written(field.form?.words.startsWith(accountId.words) ? digits.padStart(12, '0') : digits);

/** `| tonumber` for the digits of a text, `| fromdate` for a time. */
const fixAround = (
  { literal: { value, syntax: literal }, subject, subjectSyntax, syntax }: Comparison,
  { textOf, spanOf }: CheckedProgram,
): string | undefined => {
  const isNumber = subject.every(({ kind }) => kind === 'number');
  const changed = isNumber ? literal : subjectSyntax;
  const [whole, part] = [spanOf(syntax), changed && spanOf(changed)];
  if (changed === undefined || whole === undefined || part === undefined) return undefined;
  const text = textOf(syntax);
  const [before, after] = [text.slice(0, part.start - whole.start), text.slice(part.end - whole.start)];
  if (isNumber) return /^\d+$/.test(String(value)) ? `${before}${value}${after}` : undefined;
  const isTime = subject.every((one) => isField(one) && fieldOf(one)?.form === timestamp);
  const isText = subject.every(({ kind }) => kind === 'text');
  if (typeof value !== 'number' || !(isTime || isText)) return undefined;
  if (!isTime && isTextOfTime(textOf(changed))) return undefined;
  const converted = `${textOf(changed)} | ${isTime ? 'fromdate' : 'tonumber'}`;
  return before.endsWith('(') ? `${before}${converted}${after}` : `${before}(${converted})${after}`;
};

/** `.eventTime[11:16]` is "22:15", which tonumber fails on. */
const isTextOfTime = (text: string): boolean => {
  const program = text.includes('.eventTime') ? compileProgram(text) : undefined;
  const result = program && evaluate(program, { eventTime: '2026-11-20T22:15:11Z' });
  return result?.kind === 'value' && Number.isNaN(Number(result.value));
};
