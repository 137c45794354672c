import { isTruthy } from '../../../jq/in-process/values/kinds.ts';
import type { JsonValue } from '../../../json.ts';
import { typesOf } from './fact.ts';
import { factAt, type Knowledge, type Predicate, split } from './knowledge.ts';
import { attempt, type Place } from './place.ts';

/** What a piece of a program can give: a value that is known, or that of a place. */
export type Given =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'place'; readonly place: Place };

/** One of the ways in which an evaluation can go, and what is known of the record then. */
export type Outcome =
  | { readonly kind: 'output'; readonly given: Given; readonly knowledge: Knowledge }
  | { readonly kind: 'none'; readonly knowledge: Knowledge }
  | { readonly kind: 'error'; readonly knowledge: Knowledge };

/**
 * All ways in which an evaluation can go. `isSingle`: it has one output at most. Otherwise each of its outputs is among
 * these, and what is known at one of them need not hold at the others.
 */
export interface Outcomes {
  readonly ways: readonly Outcome[];
  readonly isSingle: boolean;
}

/** The program is too large to be followed in every way that it can go. */
export class TooManyWays extends Error {
  override readonly name = 'TooManyWays';
}

const maxWays = 400;

export const outcomes = (ways: readonly Outcome[], isSingle = true): Outcomes => {
  if (ways.length > maxWays) throw new TooManyWays();
  return { ways, isSingle };
};

export const value = (of: JsonValue): Given => ({ kind: 'value', value: of });

export const output = (given: Given, knowledge: Knowledge): Outcome => ({ kind: 'output', given, knowledge });

/** For each output what `next` makes of it. */
export const onEach = (
  { ways, isSingle }: Outcomes,
  next: (given: Given, knowledge: Knowledge) => Outcomes,
): Outcomes => {
  const following = ways.map((way) =>
    way.kind === 'output' ? next(way.given, way.knowledge) : outcomes([way]),
  );
  return outcomes(
    following.flatMap((after) => after.ways),
    isSingle && following.every((after) => after.isSingle),
  );
};

/** Where a condition on a given value holds, where not, and where it fails. */
export const decide = (given: Given, knowledge: Knowledge, predicate: Predicate): Outcomes => {
  const { yes, no, fails } = splitGiven(given, knowledge, predicate);
  return outcomes([
    ...(yes === undefined ? [] : [output(value(true), yes)]),
    ...(no === undefined ? [] : [output(value(false), no)]),
    ...(fails === undefined ? [] : [{ kind: 'error' as const, knowledge: fails }]),
  ]);
};

/** Where a given value counts as true, and where it does not. */
export const truth = (
  given: Given,
  knowledge: Knowledge,
): { readonly yes: Knowledge | undefined; readonly no: Knowledge | undefined } =>
  splitGiven(given, knowledge, isTrue);

const splitGiven = (given: Given, knowledge: Knowledge, predicate: Predicate): ReturnType<typeof split> => {
  if (given.kind === 'place') return split(knowledge, given.place, predicate);
  const verdict = attempt(() => predicate.run(given.value));
  const when = (is: boolean): Knowledge | undefined =>
    verdict.kind === 'unknown' || is ? knowledge : undefined;
  return {
    yes: when(verdict.kind === 'value' && verdict.value === true),
    no: when(verdict.kind === 'value' && verdict.value === false),
    fails: when(verdict.kind === 'fails'),
  };
};

const isTrue: Predicate = {
  run: isTruthy,
  from: ['null', 'boolean', 'number', 'string', 'array', 'object'],
  yes: { types: ['boolean', 'number', 'string', 'array', 'object'], except: [false] },
  no: { values: [null, false] },
};

/** The types that a given value may have. */
export const typesGiven = (given: Given, knowledge: Knowledge) =>
  given.kind === 'value'
    ? typesOf({ kind: 'one of', values: [given.value] })
    : typesOf(factAt(knowledge, given.place));
