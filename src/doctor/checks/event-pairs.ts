import { eventSources, isKnownEvent, nearestEventName, sourcesOf } from '../../catalogue/events.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { ProgramFinding } from '../program-finding.ts';
import type { LiteralValue } from '../reading/values.ts';
import { type Check, type CheckedProgram, findingAt, written } from './check.ts';

/** Events that a source has not, where both must hold: ConsoleLogin of iam.amazonaws.com. */
export const eventPairs: Check = (program) =>
  pairsIn(program).flatMap(({ name, sources }): readonly ProgramFinding[] => {
    const value = String(name.value);
    const real = sourcesOf(value);
    const isChecked = sources.every((source) => eventSources().includes(String(source.value)));
    if (!isChecked || real.length === 0) return [];
    if (sources.some((source) => isKnownEvent(String(source.value), value))) return [];
    const [source, ...others] = sources;
    if (source === undefined) return [];
    const meant = nearestEventName(value, String(source.value));
    const fixesName = meant !== undefined && others.length === 0;
    const [onlySource, ...moreSources] = real;
    const fixesSource =
      !fixesName && others.length === 0 && moreSources.length === 0 && onlySource !== undefined;
    return findingAt(program, fixesSource ? source.syntax : name.syntax, {
      kind: 'no-such-event',
      message: `${sources.map(({ value }) => value).join(' and ')} ${others.length > 0 ? 'have' : 'has'} no event ${value}${fixesName ? `, but ${meant}` : `: it is one of ${real.slice(0, 3).join(', ')}`}. Both together are never true`,
      fix: fixesName ? written(meant) : fixesSource ? written(onlySource) : undefined,
    });
  });

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
