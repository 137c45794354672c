import type { JsonValue } from '../../../json.ts';
import { anyOf, type Fact, isPossible, type Narrowing, narrowed, type Type, typesOf } from './fact.ts';
import {
  type Attempt,
  attempt,
  follow,
  keyOf,
  lineOf,
  type Place,
  parentOf,
  type Root,
  type Step,
  stepsBelow,
} from './place.ts';

/** What is known of values at one point of a program. */
export type Knowledge = ReadonlyMap<Root, ReadonlyMap<string, Known>>;

export interface Known {
  readonly place: Place;
  readonly fact: Fact;
}

export const nothingKnown: Knowledge = new Map();

export const factAt = (knowledge: Knowledge, place: Place): Fact =>
  knowledge.get(place.root)?.get(keyOf(place))?.fact ?? anyOf(place.steps.at(-1)?.to ?? place.root.types);

/** The place above this one, or itself, whose few values are known. */
export const fewValues = (
  knowledge: Knowledge,
  place: Place,
):
  | { readonly place: Place; readonly values: readonly JsonValue[]; readonly steps: readonly Step[] }
  | undefined => {
  for (const [above, steps] of lineOf(place)) {
    const fact = factAt(knowledge, above);
    if (fact.kind === 'one of') return { place: above, values: fact.values, steps };
  }
  return undefined;
};

/** A condition on one value. */
export interface Predicate {
  /** Throws what the evaluator throws. */
  readonly run: (value: JsonValue) => boolean;
  /** On values of other types, it fails. */
  readonly from: readonly Type[];
  /** What follows where it holds, and where it does not. */
  readonly yes: Narrowing;
  readonly no: Narrowing;
}

/** What is known where a condition holds, where it does not, and where it fails. Undefined: that cannot be. */
export interface Split {
  readonly yes: Knowledge | undefined;
  readonly no: Knowledge | undefined;
  readonly fails: Knowledge | undefined;
}

export const split = (knowledge: Knowledge, place: Place, predicate: Predicate): Split => {
  const { run, from, yes, no } = predicate;
  const few = fewValues(knowledge, place);
  if (few !== undefined) return splitValues(knowledge, few, run);
  const test =
    (wanted: boolean) =>
    (value: JsonValue): boolean | undefined => {
      const verdict = attempt(() => run(value));
      return verdict.kind === 'unknown' ? undefined : verdict.kind === 'value' && verdict.value === wanted;
    };
  return {
    yes: assumed(knowledge, place, { types: from, test: test(true), ...yes }),
    no: assumed(knowledge, place, { types: from, test: test(false), ...no }),
    fails: failing(knowledge, place, from),
  };
};

const splitValues = (
  knowledge: Knowledge,
  few: NonNullable<ReturnType<typeof fewValues>>,
  run: (value: JsonValue) => boolean,
): Split => {
  const verdicts = few.values.map((value) => {
    const reached = follow(value, few.steps);
    return [value, reached.kind === 'value' ? attempt(() => run(reached.value)) : reached] as const;
  });
  const where = (isWanted: (verdict: Attempt) => boolean): Knowledge | undefined =>
    assumed(knowledge, few.place, {
      values: verdicts
        .filter(([, verdict]) => verdict.kind === 'unknown' || isWanted(verdict))
        .map(([value]) => value),
    });
  return {
    yes: where((verdict) => verdict.kind === 'value' && verdict.value === true),
    no: where((verdict) => verdict.kind === 'value' && verdict.value === false),
    fails: where(({ kind }) => kind === 'fails'),
  };
};

const failing = (knowledge: Knowledge, place: Place, from: readonly Type[]): Knowledge | undefined => {
  const others = typesOf(factAt(knowledge, place)).filter((type) => !from.includes(type));
  return others.length === 0 ? undefined : assumed(knowledge, place, { types: others });
};

/** Where a step can be taken, and where it fails. */
export const splitByStep = (
  knowledge: Knowledge,
  place: Place,
  step: Step,
): { readonly reached: Knowledge | undefined; readonly fails: Knowledge | undefined } => {
  const few = fewValues(knowledge, place);
  if (few === undefined)
    return {
      reached: assumed(knowledge, place, { types: step.from }),
      fails: failing(knowledge, place, step.from),
    };
  const { yes, fails } = splitValues(knowledge, few, (value) => {
    step.run(value);
    return true;
  });
  return { reached: yes, fails };
};

/** With one more thing that is known. Undefined: it contradicts what is known before. */
const assumed = (knowledge: Knowledge, place: Place, by: Narrowing): Knowledge | undefined => {
  const fact = narrowed(factAt(knowledge, place), by);
  if (fact === undefined) return undefined;
  const consistent = fact.kind === 'one of' ? withoutContradictions(knowledge, place, fact.values) : fact;
  if (consistent === undefined) return undefined;
  const next = noted(knowledge, { place, fact: consistent });
  return withParent(next, place, consistent);
};

/** Of a few values, those that agree with what is known of what lies below them. */
const withoutContradictions = (
  knowledge: Knowledge,
  place: Place,
  values: readonly JsonValue[],
): Fact | undefined => {
  const below = [...(knowledge.get(place.root)?.values() ?? [])].flatMap(({ place: lower, fact }) => {
    const steps = stepsBelow(place, lower);
    return steps === undefined || steps.length === 0 ? [] : [{ steps, fact }];
  });
  const agreeing = values.filter((value) =>
    below.every(({ steps, fact }) => {
      const reached = follow(value, steps);
      return reached.kind === 'unknown' || (reached.kind === 'value' && isPossible(fact, reached.value));
    }),
  );
  return agreeing.length === 0 ? undefined : { kind: 'one of', values: agreeing };
};

/** What has a field that is not null is no null itself. */
const withParent = (knowledge: Knowledge, place: Place, fact: Fact): Knowledge | undefined => {
  const [parent, step] = [parentOf(place), place.steps.at(-1)];
  if (parent === undefined || step?.field === undefined || typesOf(fact).includes('null')) return knowledge;
  if (factAt(knowledge, parent).kind === 'one of') return knowledge;
  return assumed(knowledge, parent, { types: [typeof step.field === 'string' ? 'object' : 'array'] });
};

const noted = (knowledge: Knowledge, known: Known): Knowledge => {
  const { root } = known.place;
  return new Map(knowledge).set(root, new Map(knowledge.get(root)).set(keyOf(known.place), known));
};
