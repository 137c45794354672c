import {
  anyOf,
  type Condition,
  type Definition,
  jq,
  not,
  some,
  type Test,
  type Values,
} from '../jq/condition.ts';
import { piped } from '../jq/fields.ts';
import { type Selector, selected } from '../jq/selector.ts';
import type { Constant, Expression } from './expression.ts';
import { boolean, type Truth } from './truth.ts';

export type Field = Extract<Expression, { readonly kind: 'field' }>;

/** What is asked of a field. */
interface Question {
  /** Of which type a value must be, or Python raises an error. */
  readonly of: 'any' | 'text' | 'number';
  readonly yes: readonly Test[];
  readonly no: readonly Test[];
  /** The answer for a fallback; undefined when that is an error. */
  readonly ofConstant: (constant: Constant) => boolean | undefined;
}

export const asked = (field: Field, { of, yes, no, ofConstant }: Question): Truth => {
  const [isYes, isNo] = [some(valuesFor(field, of, yes), ...yes), some(valuesFor(field, of, no), ...no)];
  const { key, fallback } = field;
  const isSound = of === 'any' ? `has ${key}` : `${key} is ${of}`;
  const ifYes = yes.every(isTextTest) ? [`${key} is text`] : [];
  const otherwise = fallback === undefined ? undefined : ofConstant(fallback);
  if (otherwise === undefined) return boolean(isYes, isNo, [isSound], [isSound, ...ifYes]);
  if (of === 'any') {
    return otherwise ? boolean(not(isNo), isNo, []) : boolean(isYes, not(isYes), [], ifYes);
  }
  const needs = [`${key} is ${of} or missing`];
  return otherwise
    ? boolean(anyOf([isYes, isMissing(key)]), isNo, needs)
    : boolean(isYes, anyOf([isNo, isMissing(key)]), needs, [isSound]);
};

const isTextTest = (test: Test): boolean => 'equals' in test && test.equals.startsWith('"');

/** A constant is nothing but itself, so that it makes no difference what else may be there. */
const valuesFor = ({ key }: Field, of: Question['of'], tests: readonly Test[]): Values => {
  if (of !== 'any') return piped(selected(selectorOf(key)), of === 'text' ? 'strings' : 'numbers');
  const isConstant = tests.every((test) => 'equals' in test && test.equals !== 'null');
  return isConstant ? selected(selectorOf(key)) : valuesAt(key);
};

/** The value, if there is one: the event has no lists or objects, only what is in them. */
const valuesAt = (key: string): Values => ({ jq: `at(${pathOf(key)})`, isOne: false, uses: [at] });

/** The value, or the fallback of `event.get(…)`. */
export const valueOrFallback = ({ key, fallback }: Field): Values =>
  fallback === undefined
    ? valuesAt(key)
    : { jq: `first(at(${pathOf(key)}), ${JSON.stringify(fallback)})`, isOne: false, uses: [at] };

const at: Definition = {
  jq: '# The value at a path, if there is one that is no list or object.\ndef at($path): (getpath($path[:-1]) | select(has($path[-1])) | .[$path[-1]] | scalars)?;',
};

export const isMissing = (key: string): Condition => {
  const values = valuesAt(key);
  return jq(`isempty(${values.jq})`, ...values.uses);
};

/** A part that is a number is a position in a list. */
const selectorOf = (key: string): Selector =>
  key.split('.').map((part) => (/^\d+$/.test(part) ? { position: Number(part) } : { key: part }));

const pathOf = (key: string): string =>
  JSON.stringify(key.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)));
