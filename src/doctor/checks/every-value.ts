import { childrenOf } from '../../jq/in-process/parse/children.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { compileProgram, evaluate, type Program } from '../../jq/in-process/program.ts';
import { isField, isLiteral } from '../reading/values.ts';
import { piecesOnRecord } from '../witnesses/on-record.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';
import { valuesOf } from './possible-values.ts';
import { timesFor } from './times.ts';

/**
 * Comparisons of what a program makes of one field, such as `(.eventSource | split(".")[0]) == "iam.amazonaws.com"`,
 * with every value that CloudTrail writes there. Other checks look at comparisons of the field itself.
 */
export const everyValue: Check = (program) => {
  const known = new Set(
    program.facts.comparisons
      .filter(
        ({ subject }) => subject.some(isField) && subject.every((one) => isField(one) || isLiteral(one)),
      )
      .map(({ syntax }) => syntax),
  );
  return piecesOnRecord(program.syntax)
    .filter((piece) => isComparison(piece) && (isOfTime(piece) || !holdsOneOf(known, piece)))
    .slice(0, maxPieces)
    .flatMap((piece) => onEveryValue(piece, program));
};

/** Each is evaluated on up to 20,000 values. */
const maxPieces = 10;

const onEveryValue = (piece: Syntax, program: CheckedProgram): readonly ReturnType<Check>[number][] => {
  const [field, ...others] = [...(fieldsIn(piece) ?? [])];
  const text = program.textOf(piece);
  const values = field === undefined || others.length > 0 ? undefined : valuesFor(field, piece);
  const compiled = values && compileProgram(text);
  if (field === undefined || compiled === undefined || values === undefined) return [];
  const holds = samenessOf(compiled, field, values);
  if (holds === undefined || (holds && !(field === 'eventTime' && isOrder(piece)))) return [];
  return findingAt(program, piece, {
    kind: holds ? 'always' : 'never',
    message: `no .${field} that CloudTrail writes makes this ${holds ? 'false' : 'true'}: ${text}`,
  });
};

/** That a time has a `T` may be made sure of. */
const isOrder = (piece: Syntax): boolean =>
  piece.kind === 'binary' && ['<', '<=', '>', '>='].includes(piece.operator);

/** Whether a comparison holds for all values, or for none of them. Undefined: for some, or it may fail. */
const samenessOf = (program: Program, field: string, values: Iterable<string>): boolean | undefined => {
  let same: boolean | undefined;
  for (const value of values) {
    const result = evaluate(program, { [field]: value });
    if (result !== undefined && result.kind !== 'value') return undefined;
    const holds = result !== undefined;
    if (same !== undefined && holds !== same) return undefined;
    same = holds;
  }
  return same;
};

const valuesFor = (field: string, piece: Syntax): Iterable<string> | undefined =>
  field === 'eventTime' ? timesFor(piece) : valuesOf({ kind: 'field', path: field });

const holdsOneOf = (known: ReadonlySet<Syntax>, piece: Syntax): boolean =>
  known.has(piece) || childrenOf(piece).some((child) => holdsOneOf(known, child));

const isOfTime = (piece: Syntax): boolean => fieldsIn(piece)?.has('eventTime') ?? false;

/** One comparison with a literal: conditions of several parts are others' work. */
const isComparison = (syntax: Syntax): boolean => {
  if (syntax.kind === 'pipe') return isTest(lastOf(syntax));
  return (
    syntax.kind === 'binary' &&
    comparing.has(syntax.operator) &&
    [syntax.left, syntax.right].filter(isConstant).length === 1
  );
};

const comparing: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

const isConstant = ({ kind }: Syntax): boolean => kind === 'string' || kind === 'number' || kind === 'negate';

const lastOf = (syntax: Syntax): Syntax => (syntax.kind === 'pipe' ? lastOf(syntax.right) : syntax);

const isTest = (syntax: Syntax): boolean =>
  (syntax.kind === 'call' && tests.has(syntax.name)) ||
  (syntax.kind === 'binary' && syntax.left.kind === 'identity' && isComparison(syntax));

const tests: ReadonlySet<string> = new Set(['startswith', 'endswith', 'contains', 'test', 'IN']);

/** The fields of the record that a piece reads. Undefined for what may read others, or something else. */
const fieldsIn = (syntax: Syntax): ReadonlySet<string> | undefined => {
  switch (syntax.kind) {
    case 'number':
    case 'constant':
      return new Set();
    case 'string':
      return allOf(syntax.parts.filter((part) => typeof part !== 'string'));
    case 'negate':
      return fieldsIn(syntax.of);
    case 'index': {
      const { target, key } = syntax;
      if (target.kind !== 'identity') return fieldsIn(target);
      const [name] = key.kind === 'string' && key.parts.length === 1 ? key.parts : [];
      return typeof name === 'string' ? new Set([name]) : undefined;
    }
    case 'slice':
      return fieldsIn(syntax.target);
    case 'pipe':
      return isPure(syntax.right) ? fieldsIn(syntax.left) : undefined;
    case 'binary':
      return allOf([syntax.left, syntax.right]);
    default:
      return undefined;
  }
};

const allOf = (pieces: readonly Syntax[]): ReadonlySet<string> | undefined => {
  const all = pieces.map(fieldsIn);
  return all.includes(undefined) ? undefined : new Set(all.flatMap((fields) => [...(fields ?? [])]));
};

const isPure = (syntax: Syntax): boolean =>
  syntax.kind !== 'variable' &&
  !(syntax.kind === 'call' && ['now', 'input', 'error', 'localtime'].includes(syntax.name)) &&
  childrenOf(syntax).every(isPure);
