import { resetBudget } from '../../../jq/in-process/values/budget.ts';
import { BailOut, Raised } from '../../../jq/in-process/values/signals.ts';
import type { JsonValue } from '../../../json.ts';
import { allTypes, type Type } from './fact.ts';

/** A value that a program reads or computes: from the record, or from something else of which nothing is known. */
export interface Place {
  readonly root: Root;
  readonly steps: readonly Step[];
}

/** Where a place starts: the record, or one of several outputs. */
export interface Root {
  readonly types: readonly Type[];
  /** Of what it is one element. */
  readonly elementOf: Place | undefined;
}

/** How one value comes from another: a field of it, or a function that always gives the same for the same value. */
export interface Step {
  /** Two steps with the same text give the same. */
  readonly text: string;
  /** Throws what the evaluator throws. */
  readonly run: (value: JsonValue) => JsonValue;
  /** The name or position, if it is a field. */
  readonly field: string | number | undefined;
  /** On values of other types, it fails. */
  readonly from: readonly Type[];
  readonly to: readonly Type[];
}

export const recordRoot: Root = { types: ['object'], elementOf: undefined };

/** Something of which nothing is known, each time another. */
export const unknownPlace = (types: readonly Type[] = allTypes, elementOf?: Place): Place => ({
  root: { types, elementOf },
  steps: [],
});

export const stepTo = (place: Place, step: Step): Place => ({ ...place, steps: [...place.steps, step] });

export const parentOf = ({ root, steps }: Place): Place | undefined =>
  steps.length === 0 ? undefined : { root, steps: steps.slice(0, -1) };

/** A place with the steps from it to another, for that and each one before it, the nearest first. */
export const lineOf = (place: Place): readonly (readonly [place: Place, steps: readonly Step[]])[] =>
  Array.from({ length: place.steps.length + 1 }, (_, back) => {
    const length = place.steps.length - back;
    return [{ root: place.root, steps: place.steps.slice(0, length) }, place.steps.slice(length)] as const;
  });

export const keyOf = ({ steps }: Place): string => JSON.stringify(steps.map(({ text }) => text));

/** Whether a place is the other, or below it; then with the steps that lead there. */
export const stepsBelow = (upper: Place, lower: Place): readonly Step[] | undefined =>
  upper.root === lower.root && upper.steps.every(({ text }, at) => lower.steps[at]?.text === text)
    ? lower.steps.slice(upper.steps.length)
    : undefined;

export type Attempt =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'fails' }
  | { readonly kind: 'unknown' };

export const attempt = (run: () => JsonValue | undefined): Attempt => {
  resetBudget();
  try {
    const value = run();
    return value === undefined ? { kind: 'unknown' } : { kind: 'value', value };
  } catch (error) {
    if (error instanceof Raised) return { kind: 'fails' };
    if (error instanceof BailOut || error instanceof RangeError) return { kind: 'unknown' };
    throw error;
  }
};

export const follow = (value: JsonValue, steps: readonly Step[]): Attempt =>
  attempt(() => steps.reduce((from, { run }) => run(from), value));
