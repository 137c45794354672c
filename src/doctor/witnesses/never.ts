import type { Implication } from '../../catalogue/implications.ts';
import type { Span } from '../../jq/in-process/parse/spans.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { contradictionIn } from './contradictions.ts';
import { piecesOnRecord } from './on-record.ts';
import { piecesOf } from './pieces.ts';
import type { Tried } from './tried.ts';
import { isNever, matchesAmong, waysOf, waysOfPiece } from './ways.ts';

/** Conditions that contradict each other, in the whole program or in an `and` of it. */
export const neverTrue = (tried: Tried): readonly ProgramFinding[] => {
  const { ways, trials } = tried;
  // A program that only ever raises an error means to.
  const whole =
    (isNever(ways) || neverWritten(ways) !== undefined) &&
    trials.every(({ result }) => result?.kind !== 'value') &&
    trials.some(({ result }) => result === undefined);
  const parts = [
    ...piecesOf(tried.syntax).filter(isContradiction),
    ...piecesOnRecord(tried.syntax).filter(isNeverWritten),
  ];
  const outermost = parts.filter(
    (part) => !parts.some((other) => other !== part && piecesOf(other).includes(part)),
  );
  if (whole) return findingAt(outermost[0] ?? tried.syntax, 'so that no record matches', tried);
  return outermost.flatMap((part) => findingAt(part, 'so that this part of the program does nothing', tried));
};

const isContradiction = (syntax: Syntax): boolean =>
  syntax.kind === 'binary' &&
  syntax.operator === 'and' &&
  ![syntax.left, syntax.right].some(isConstant) &&
  isNever(waysOfPiece(syntax));

/** Of an `and` of the record. */
const isNeverWritten = (syntax: Syntax): boolean =>
  syntax.kind === 'binary' && syntax.operator === 'and' && neverWritten(waysOf(syntax)) !== undefined;

/** Why CloudTrail writes no record on which this is true. */
const neverWritten = (ways: Tried['ways']): Implication | undefined => {
  const contradictions = matchesAmong(ways).map(contradictionIn);
  return contradictions.includes(undefined) ? undefined : contradictions[0];
};

/** What is switched off by hand. */
const isConstant = ({ kind }: Syntax): boolean => kind === 'constant';

const findingAt = (syntax: Syntax, consequence: string, { source }: Tried): readonly ProgramFinding[] => {
  const span = source.spanOf(syntax);
  if (span === undefined) return [];
  const contradiction = neverWritten(waysOf(syntax));
  if (contradiction !== undefined)
    return [
      {
        kind: 'never',
        level: 'warning',
        span,
        message: `${contradiction.because}, ${consequence}`,
        ...fixFor(contradiction, span, source),
      },
    ];
  return [{ kind: 'never', level: 'warning', span, message: `${reasonOf(syntax, source)}, ${consequence}` }];
};

/** The field that was meant, where the other is written once. */
const fixFor = (
  { consequence, instead }: Implication,
  { start, end }: Span,
  { text }: Tried['source'],
): { readonly fix?: string } => {
  const [before, after, ...more] = text.slice(start, end).split(new RegExp(`\\.${consequence.field}\\b`));
  return instead === undefined || before === undefined || after === undefined || more.length > 0
    ? {}
    : { fix: `${before}.${instead}${after}` };
};

const reasonOf = (syntax: Syntax, { textOf }: Tried['source']): string => {
  const conditions = conditionsOf(syntax);
  const alone = conditions.find((condition) => isNever(waysOfPiece(condition)));
  if (alone !== undefined) return `${textOf(alone)} is never true`;
  const pair = conditions.flatMap((right, at) =>
    conditions
      .slice(0, at)
      .filter((left) => isNever(waysOfPiece({ kind: 'binary', operator: 'and', left, right })))
      .map((left) => [left, right]),
  )[0];
  return pair === undefined
    ? `the conditions contradict each other`
    : `${pair.map(textOf).join(' and ')} are never both true`;
};

/** What must hold, each by itself: the operands of `and`, and the arguments of one `select` after another. */
export const conditionsOf = (syntax: Syntax): readonly Syntax[] => {
  if (syntax.kind === 'binary' && syntax.operator === 'and')
    return [...conditionsOf(syntax.left), ...conditionsOf(syntax.right)];
  if (syntax.kind === 'call' && syntax.name === 'select') return syntax.args.flatMap(conditionsOf);
  if (syntax.kind === 'pipe' && syntax.left.kind === 'call' && syntax.left.name === 'select')
    return [...conditionsOf(syntax.left), ...conditionsOf(syntax.right)];
  return [syntax];
};
