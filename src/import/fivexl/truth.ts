import { allOf, always, anyOf, type Condition, never } from '../jq/condition.ts';

/**
 * When a Python expression is true and when it is false. It may be neither: an error in it ends the rule, as where the
 * event has no such key.
 */
export interface Truth {
  readonly yes: Condition;
  readonly no: Condition;
  /** When it is `True` itself, which alone makes a rule match; a text that is not empty is true, but not `True`. */
  readonly isTrue: Condition;
  readonly isBoolean: boolean;
  /** What must hold so that there is no error in any part of it. */
  readonly needs: Needs;
  /** What of that is sure to hold when it is true, and when it is false. */
  readonly ifYes: Needs;
  readonly ifNo: Needs;
  /** What it says when it is true, where that is one of these. */
  readonly fact?: string;
}

/** `has KEY`, `KEY is text` and the like. */
export type Needs = readonly string[];

/** Something that is either true or false, with its needs. */
export const boolean = (yes: Condition, no: Condition, needs: Needs, ifYes: Needs = needs): Truth => ({
  yes,
  no,
  isTrue: yes,
  isBoolean: true,
  needs,
  ifYes,
  ifNo: needs,
});

export const constant = (value: boolean): Truth =>
  value ? boolean(always, never, []) : boolean(never, always, []);

export const negated = ({ yes, no, needs, ifYes, ifNo }: Truth): Truth => ({
  ...boolean(no, yes, needs),
  ifYes: ifNo,
  ifNo: ifYes,
});

/** The right side is evaluated, and makes errors, only when the left is true. */
export const both = (left: Truth, right: Truth): Truth => {
  // `"key" in event and event["key"] == "text"` says twice that there is the key.
  const isSaid = left.fact !== undefined && covers([left.fact], right.ifYes);
  return {
    yes: isSaid ? right.yes : allOf([left.yes, right.yes]),
    no: anyOf([left.no, covers(left.needs, right.ifNo) ? right.no : allOf([left.yes, right.no])]),
    isTrue: isSaid && right.isBoolean ? right.isTrue : allOf([left.yes, right.isTrue]),
    isBoolean: left.isBoolean && right.isBoolean,
    needs: [...left.needs, ...right.needs],
    ifYes: [...left.ifYes, ...right.ifYes],
    ifNo: common(left.ifNo, [...left.ifYes, ...right.ifNo]),
  };
};

/** The right side is evaluated only when the left is false. */
export const either = (left: Truth, right: Truth): Truth => {
  const isSure = covers(left.needs, right.ifYes);
  return {
    yes: anyOf([left.yes, isSure ? right.yes : allOf([left.no, right.yes])]),
    no: allOf([left.no, right.no]),
    isTrue: anyOf([left.isTrue, isSure && left.isBoolean ? right.isTrue : allOf([left.no, right.isTrue])]),
    isBoolean: left.isBoolean && right.isBoolean,
    needs: [...left.needs, ...right.needs],
    ifYes: common(left.ifYes, [...left.ifNo, ...right.ifYes]),
    ifNo: [...left.ifNo, ...right.ifNo],
  };
};

const common = (left: Needs, right: Needs): Needs => left.filter((need) => right.includes(need));

const covers = (needs: Needs, held: Needs): boolean =>
  needs.every((need) => held.some((fact) => fact === need || implications(fact).includes(need)));

/** A key that holds a text or a number is there. */
const implications = (fact: string): Needs => {
  const [, key, type] = /^(.*) is (text|number)$/.exec(fact) ?? [];
  return key === undefined ? [] : [`has ${key}`, `${key} is ${type} or missing`];
};
