import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { compileProgram } from '../../jq/in-process/program.ts';
import type { WantedOutcome } from '../../rules/outcome.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { piecesOf } from './pieces.ts';
import { type Tried, trialsOf } from './tried.ts';
import { isAlways, waysOfPiece } from './ways.ts';

/**
 * A program that matches every record on which it does not fail, or a condition in it that always holds. All records with
 * an outcome may be meant.
 */
export const alwaysTrue = (tried: Tried, outcome: WantedOutcome = 'any'): readonly ProgramFinding[] => {
  if (matchesEverything(tried))
    return outcome !== 'any' ? [] : findingAt(resultOf(tried.syntax), whyOf(tried.syntax), tried);
  return piecesOf(tried.syntax)
    .flatMap(conditionsIn)
    .filter((condition) => readsSomething(condition) && isAlways(waysOfPiece(condition)))
    .slice(0, 3)
    .flatMap((condition) => findingAt(condition, 'this always holds, so that it decides nothing', tried));
};

const matchesEverything = ({ ways, trials }: Tried): boolean =>
  isAlways(ways) &&
  trials.every(({ result }) => result !== undefined) &&
  trials.filter(({ result }) => result?.kind === 'value').length > trials.length / 2;

/** What decides by being true: arguments of `select`, and operands of `and` and `or`. */
const conditionsIn = (syntax: Syntax): readonly Syntax[] => {
  if (syntax.kind === 'call' && syntax.name === 'select') return syntax.args;
  return syntax.kind === 'binary' && (syntax.operator === 'and' || syntax.operator === 'or')
    ? [syntax.left, syntax.right]
    : [];
};

/** A literal is another mistake. */
const readsSomething = (syntax: Syntax): boolean =>
  piecesOf(syntax).some(({ kind }) => kind === 'index' || kind === 'each');

/** The last filter of a pipe, whose output decides. */
const resultOf = (syntax: Syntax): Syntax => {
  if (syntax.kind === 'pipe') return resultOf(syntax.right);
  if (syntax.kind === 'define') return resultOf(syntax.rest);
  return syntax.kind === 'bind' ? resultOf(syntax.body) : syntax;
};

const whyOf = (syntax: Syntax): string => {
  const result = resultOf(syntax);
  const what = isList(result) ? 'an array' : { object: 'an object', string: 'text' }[result.kind as string];
  return what === undefined
    ? 'this is true for every record: the rule matches all of them'
    : `this gives ${what} for every record, and any value but null and false is a match: the rule matches all of them`;
};

const isList = (syntax: Syntax): boolean =>
  syntax.kind === 'array' || (syntax.kind === 'call' && syntax.name === 'map');

const findingAt = (syntax: Syntax, message: string, tried: Tried): readonly ProgramFinding[] => {
  const span = tried.source.spanOf(syntax);
  if (span === undefined) return [];
  const fix = fixOf(syntax, tried);
  return [{ kind: 'always', level: 'warning', span, message, ...(fix !== undefined && { fix }) }];
};

/** Whether there is one, for a list of those that fulfil a condition. */
const fixOf = (syntax: Syntax, { source, text }: Tried): string | undefined => {
  const fix = anyOf(syntax, source.textOf);
  const span = source.spanOf(syntax);
  if (fix === undefined || span === undefined) return undefined;
  const fixed = text.slice(0, span.start) + fix + text.slice(span.end);
  if (compileProgram(fixed) === undefined) return undefined;
  const tried = trialsOf(fixed);
  return tried === undefined || matchesEverything(tried) ? undefined : fix;
};

const anyOf = (syntax: Syntax, textOf: (syntax: Syntax) => string): string | undefined => {
  const [list, select] =
    syntax.kind === 'array' && syntax.items?.kind === 'pipe'
      ? [textOf(syntax.items.left), syntax.items.right]
      : syntax.kind === 'call' && syntax.name === 'map'
        ? ['.[]', syntax.args[0]]
        : [];
  const [condition] = select?.kind === 'call' && select.name === 'select' ? select.args : [];
  return condition === undefined ? undefined : `any(${list}; ${textOf(condition)})`;
};
