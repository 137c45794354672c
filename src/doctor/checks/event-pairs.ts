import { eventSources, isKnownEvent, nearestEventName, sourcesOf } from '../../catalogue/events.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { ProgramFinding } from '../program-finding.ts';
import type { LiteralValue } from '../reading/values.ts';
import { type Check, type CheckedProgram, findingAt, written } from './check.ts';

/** Events that a source has not, where both must hold: ConsoleLogin of iam.amazonaws.com. */
export const eventPairs: Check = (program) => {
  const pairs = pairsIn(program);
  return pairs.flatMap((pair): readonly ProgramFinding[] => {
    const { name, sources } = pair;
    const value = String(name.value);
    const real = sourcesOf(value);
    const areKnown = sources.every((source) => eventSources().includes(String(source.value)));
    if (!areKnown || real.length === 0) return [];
    if (sources.some((source) => isKnownEvent(String(source.value), value))) return [];
    const { at, fix } = fixOf(pair, pairs, real);
    const have = sources.length > 1 ? 'have' : 'has';
    return findingAt(program, at.syntax, {
      kind: 'no-such-event',
      message: `${sources.map(({ value }) => value).join(' and ')} ${have} no event ${value}, which is one of ${real.slice(0, 3).join(', ')}: together they are never true`,
      fix: fix === undefined ? undefined : written(fix),
    });
  });
};

/** Another name of the source, or else the source of the name if no other name stands beside it. */
const fixOf = (
  { name, sources }: Pair,
  pairs: readonly Pair[],
  real: readonly string[],
): { readonly at: LiteralValue; readonly fix?: string } => {
  const [source, ...others] = sources;
  if (source === undefined || others.length > 0) return { at: name };
  const meant = nearestEventName(String(name.value), String(source.value));
  if (meant !== undefined) return { at: name, fix: meant };
  const [onlySource, ...more] = real;
  const isShared = pairs.some((pair) => pair.name !== name && pair.sources.includes(source));
  return onlySource === undefined || more.length > 0 || isShared
    ? { at: name }
    : { at: source, fix: onlySource };
};

/** The sources that must hold together with an event name. */
export const sourcesBeside = (program: CheckedProgram): ReadonlyMap<LiteralValue, readonly string[]> =>
  new Map(pairsIn(program).map(({ name, sources }) => [name, sources.map(({ value }) => String(value))]));

interface Pair {
  readonly name: LiteralValue;
  readonly sources: readonly LiteralValue[];
}

/** What a field must be: one of these. */
interface Given {
  readonly field: string;
  readonly literals: readonly LiteralValue[];
}

const pairsIn = (program: CheckedProgram): readonly Pair[] => pairsOf(program.syntax, [], givensIn(program));

/** Each side of an `or` is looked at with what must hold besides it. */
const pairsOf = (
  syntax: Syntax,
  outer: readonly Given[],
  givens: ReadonlyMap<Syntax, Given>,
): readonly Pair[] => {
  const { given, alternatives } = conjunctionOf(syntax, givens);
  const all = [...outer, ...given];
  const sources = all.find(({ field }) => field === 'eventSource')?.literals ?? [];
  const names = sources.length === 0 ? [] : all.filter(({ field }) => field === 'eventName');
  return [
    ...names.flatMap(({ literals }) => literals.map((name) => ({ name, sources }))),
    ...alternatives.flatMap((alternative) => pairsOf(alternative, all, givens)),
  ];
};

interface Conjunction {
  readonly given: readonly Given[];
  readonly alternatives: readonly Syntax[];
}

const conjunctionOf = (syntax: Syntax, givens: ReadonlyMap<Syntax, Given>): Conjunction => {
  const own = givens.get(syntax);
  if (own !== undefined) return { given: [own], alternatives: [] };
  const both = (...pieces: readonly Syntax[]): Conjunction => {
    const all = pieces.map((piece) => conjunctionOf(piece, givens));
    return {
      given: all.flatMap(({ given }) => given),
      alternatives: all.flatMap(({ alternatives }) => alternatives),
    };
  };
  switch (syntax.kind) {
    case 'binary':
      if (syntax.operator === 'and') return both(syntax.left, syntax.right);
      return syntax.operator === 'or'
        ? { given: [], alternatives: [syntax.left, syntax.right] }
        : { given: [], alternatives: [] };
    case 'pipe':
      return isSelect(syntax.left) ? both(syntax.left, syntax.right) : both(syntax.right);
    case 'call':
      return isSelect(syntax) ? both(...syntax.args) : { given: [], alternatives: [] };
    case 'bind':
    case 'label':
      return both(syntax.body);
    case 'define':
      return both(syntax.rest);
    case 'try':
      return both(syntax.body);
    default:
      return { given: [], alternatives: [] };
  }
};

const isSelect = (syntax: Syntax): syntax is Extract<Syntax, { readonly kind: 'call' }> =>
  syntax.kind === 'call' && syntax.name === 'select';

/** `.eventName == "A"` and `.eventName | IN("A", "B")`. */
const givensIn = ({ facts }: CheckedProgram): ReadonlyMap<Syntax, Given> => {
  const equalities = facts.comparisons.filter(
    ({ how, syntax }) =>
      how === '==' &&
      ((syntax.kind === 'binary' && syntax.operator === '==') ||
        (syntax.kind === 'call' && syntax.name === 'IN')),
  );
  return new Map(
    [...Map.groupBy(equalities, ({ syntax }) => syntax)].flatMap(([syntax, ofPiece]) => {
      const [field, ...others] = new Set(
        ofPiece.flatMap(({ subject }) =>
          subject.map((value) => (value.kind === 'field' && value.letters === undefined ? value.path : '')),
        ),
      );
      const isOne = others.length === 0 && (field === 'eventName' || field === 'eventSource');
      return isOne ? [[syntax, { field, literals: ofPiece.map(({ literal }) => literal) }] as const] : [];
    }),
  );
};
