import { sourcesOf } from '../../catalogue/events.ts';
import { childrenOf } from '../../jq/in-process/parse/children.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { Comparison, Facts } from './facts.ts';
import { matches } from './matches.ts';
import { valuesOf } from './possible-values.ts';

export interface Event {
  readonly eventSource: string;
  readonly eventName: string;
}

/** What must hold where a piece is evaluated, or else nothing comes of it. Undefined: anything. */
interface Given {
  readonly eventName: ReadonlySet<string> | undefined;
  readonly eventSource: ReadonlySet<string> | undefined;
}

const anyEvent: Given = { eventName: undefined, eventSource: undefined };

/** The events for which it matters what a piece of a program gives. Undefined: not only a few. */
export const eventsIn = (syntax: Syntax, facts: Facts): ((piece: Syntax) => readonly Event[] | undefined) => {
  const givens = new Map<Syntax, Given>();
  follow(syntax, anyEvent, { givens, conditions: conditionsIn(facts), bodies: new Map() });
  return (piece) => {
    const { eventName, eventSource } = givens.get(piece) ?? anyEvent;
    if (eventName === undefined || eventName.size > maxNames) return undefined;
    return [...eventName].flatMap((name) =>
      sourcesOf(name)
        .filter((source) => eventSource?.has(source) !== false)
        .map((source) => ({ eventSource: source, eventName: name })),
    );
  };
};

const maxNames = 60;

interface Following {
  readonly givens: Map<Syntax, Given>;
  readonly conditions: ReadonlyMap<Syntax, Given>;
  /** Of functions without arguments. */
  readonly bodies: ReadonlyMap<string, Syntax>;
}

const follow = (syntax: Syntax, given: Given, following: Following): void => {
  const { givens, bodies } = following;
  givens.set(syntax, given);
  switch (syntax.kind) {
    case 'binary': {
      const inner = syntax.operator === 'and' ? both(given, impliedBy(syntax, following)) : given;
      follow(syntax.left, inner, following);
      follow(syntax.right, inner, following);
      break;
    }
    case 'pipe':
      follow(syntax.left, given, following);
      follow(syntax.right, both(given, passedBy(syntax.left, following)), following);
      break;
    case 'if':
      follow(syntax.condition, given, following);
      follow(syntax.yes, both(given, impliedBy(syntax.condition, following)), following);
      if (syntax.no !== undefined) follow(syntax.no, given, following);
      break;
    case 'define': {
      const { name, params, body } = syntax.definition;
      const known = params.length === 0 ? new Map(bodies).set(name, body) : bodies;
      follow(syntax.rest, given, { ...following, bodies: known });
      const calls = [...givens].filter(
        ([piece]) => piece.kind === 'call' && piece.name === name && piece.args.length === params.length,
      );
      const [first, ...others] = calls.map(([, at]) => at);
      if (first !== undefined) follow(body, others.reduce(either, first), following);
      break;
    }
    default:
      for (const child of childrenOf(syntax)) follow(child, given, following);
  }
};

/** What holds if a condition does. */
const impliedBy = (syntax: Syntax, following: Following): Given => {
  const own = following.conditions.get(syntax);
  if (own !== undefined) return own;
  switch (syntax.kind) {
    case 'binary': {
      const sides = [impliedBy(syntax.left, following), impliedBy(syntax.right, following)] as const;
      if (syntax.operator === 'and') return both(...sides);
      return syntax.operator === 'or' ? either(...sides) : anyEvent;
    }
    case 'pipe':
      return both(passedBy(syntax.left, following), impliedBy(syntax.right, following));
    case 'bind':
    case 'label':
    case 'try':
      return impliedBy(syntax.body, following);
    case 'call': {
      const body = syntax.args.length === 0 ? following.bodies.get(syntax.name) : undefined;
      return body === undefined || hasItself(body, syntax.name)
        ? passedBy(syntax, following)
        : impliedBy(body, following);
    }
    default:
      return anyEvent;
  }
};

const hasItself = (body: Syntax, name: string): boolean =>
  (body.kind === 'call' && body.name === name) || childrenOf(body).some((child) => hasItself(child, name));

/** What holds of what comes through a `select`, or several. */
const passedBy = (syntax: Syntax, following: Following): Given => {
  if (syntax.kind === 'pipe')
    return both(passedBy(syntax.left, following), passedBy(syntax.right, following));
  const [condition] = syntax.kind === 'call' && syntax.name === 'select' ? syntax.args : [];
  return condition === undefined ? anyEvent : impliedBy(condition, following);
};

const both = (one: Given, other: Given): Given => ({
  eventName: intersection(one.eventName, other.eventName),
  eventSource: intersection(one.eventSource, other.eventSource),
});

const either = (one: Given, other: Given): Given => ({
  eventName: union(one.eventName, other.eventName),
  eventSource: union(one.eventSource, other.eventSource),
});

type Names = ReadonlySet<string> | undefined;

const intersection = (one: Names, other: Names): Names =>
  one === undefined || other === undefined
    ? (one ?? other)
    : new Set([...one].filter((name) => other.has(name)));

const union = (one: Names, other: Names): Names =>
  one === undefined || other === undefined ? undefined : new Set([...one, ...other]);

/** `.eventName == "A"`, `.eventName | IN("A", "B")`, `.eventName | test("^Put.*Policy$")`. */
const conditionsIn = ({ comparisons }: Facts): ReadonlyMap<Syntax, Given> =>
  new Map(
    [...Map.groupBy(comparisons, ({ syntax }) => syntax)].flatMap(([syntax, ofPiece]) => {
      const isEquality = syntax.kind === 'binary' && syntax.operator === '==';
      if (!isEquality && !(syntax.kind === 'call' && conditions.has(syntax.name))) return [];
      const fields = new Set(
        ofPiece.flatMap(({ subject }) =>
          subject.map((value) => (value.kind === 'field' && value.letters === undefined ? value.path : '')),
        ),
      );
      const [field] = fields;
      if (fields.size !== 1 || (field !== 'eventName' && field !== 'eventSource')) return [];
      return [[syntax, { ...anyEvent, [field]: new Set(ofPiece.flatMap((one) => valuesFor(field, one))) }]];
    }),
  );

const conditions: ReadonlySet<string> = new Set(['IN', 'startswith', 'endswith', 'contains', 'test', 'has']);

const valuesFor = (path: string, { how, literal: { value }, flags }: Comparison): readonly string[] => {
  if (typeof value !== 'string' || how === '<') return [];
  if (how === '==') return [value];
  return (valuesOf({ kind: 'field', path }) ?? []).filter(
    (name) => matches(how, name, value, flags) !== false,
  );
};
