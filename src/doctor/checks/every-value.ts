import { childrenOf } from '../../jq/in-process/parse/children.ts';
import { isComparison } from '../../jq/in-process/parse/comparisons.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { compileProgram, evaluate } from '../../jq/in-process/program.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { valuesOf } from '../reading/possible-values.ts';
import { isField, isLiteral } from '../reading/values.ts';
import { piecesOnRecord } from '../witnesses/on-record.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

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
    .filter((piece) => isOneComparison(piece) && !holdsOneOf(known, piece))
    .slice(0, maxPieces)
    .flatMap((piece) => onEveryValue(piece, program));
};

/** Each is evaluated on up to 20,000 values. */
const maxPieces = 10;

const onEveryValue = (piece: Syntax, program: CheckedProgram): readonly ProgramFinding[] => {
  const [field, ...others] = [...(fieldsIn(piece) ?? [])];
  const values =
    field === undefined || others.length > 0 ? undefined : valuesOf({ kind: 'field', path: field });
  const compiled = values && compileProgram(program.textOf(piece));
  if (field === undefined || compiled === undefined || values === undefined) return [];
  if (values.some((value) => evaluate(compiled, { [field]: value }) !== undefined)) return [];
  return findingAt(program, piece, {
    kind: 'never',
    message: `no .${field} that CloudTrail writes makes this true`,
  });
};

const holdsOneOf = (known: ReadonlySet<Syntax>, piece: Syntax): boolean =>
  known.has(piece) || childrenOf(piece).some((child) => holdsOneOf(known, child));

/** One comparison with a literal: conditions of several parts are others' work. */
const isOneComparison = (syntax: Syntax): boolean => {
  if (syntax.kind === 'pipe') return isTest(lastOf(syntax));
  return (
    syntax.kind === 'binary' &&
    isComparison(syntax.operator) &&
    [syntax.left, syntax.right].filter(isConstant).length === 1
  );
};

const isConstant = ({ kind }: Syntax): boolean => kind === 'string' || kind === 'number' || kind === 'negate';

const lastOf = (syntax: Syntax): Syntax => (syntax.kind === 'pipe' ? lastOf(syntax.right) : syntax);

const isTest = (syntax: Syntax): boolean =>
  (syntax.kind === 'call' && tests.has(syntax.name)) ||
  (syntax.kind === 'binary' && syntax.left.kind === 'identity' && isOneComparison(syntax));

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
