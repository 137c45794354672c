import { type ImportOptions, refuse } from '../imported.ts';
import {
  allOf,
  anyOf,
  type Condition,
  type Definition,
  equal,
  jq,
  not,
  some,
  type Test,
} from '../jq/condition.ts';
import { isScalar, piped } from '../jq/fields.ts';
import { found } from '../jq/regex.ts';
import { exists, type Selector, selected } from '../jq/selector.ts';
import { like, type Piece } from '../jq/wildcards.ts';
import type { Filter, Operator, Term } from './parse.ts';

export const conditionOf = (filter: Filter, options: ImportOptions): Condition => {
  switch (filter.kind) {
    case 'all':
      return allOf(filter.of.map((part) => conditionOf(part, options)));
    case 'any':
      return anyOf(filter.of.map((part) => conditionOf(part, options)));
    case 'not exists':
      return not(exists(filter.selector));
    case 'is':
      return filter.value === null
        ? exists(filter.selector, 'null')
        : some(selected(filter.selector), equal(filter.value));
    case 'compare':
      return comparison(filter.selector, filter.operator, filter.term, options);
  }
};

const comparison = (
  selector: Selector,
  operator: Operator,
  term: Term,
  { notEqualNeedsField = false }: ImportOptions,
): Condition => {
  switch (operator) {
    case '=':
      return isEqual(selector, term);
    case '!=':
      return isOther(selector, term, notEqualNeedsField);
    default:
      if (term.kind !== 'number') return refuse(`${operator} compares numbers, got ${JSON.stringify(term)}`);
      return some(piped(selected(selector), 'numbers'), { jq: `. ${operator} ${numberIn(term)}` });
  }
};

const isEqual = (selector: Selector, term: Term): Condition => {
  const { tests, areOfText } = testsOf(term);
  const values = selected(selector);
  return some(areOfText ? piped(values, 'text', text) : values, ...tests);
};

const text: Definition = {
  jq: '# A text; a number or a boolean as it is written.\ndef text: select(type | IN("string", "number", "boolean")) | tostring;',
};

/** A list or an object is neither equal nor other ("JSON special considerations"). */
const isOther = (selector: Selector, term: Term, needsField: boolean): Condition => {
  if (selector.includes('every')) refuse('it is not documented what != means of several values');
  const values = selected(selector);
  const { tests, areOfText } = testsOf(term);
  const [step] = selector;
  if (values.isOne && !areOfText && typeof step === 'object' && 'key' in step && isScalar(step.key)) {
    return not(some(values, ...(needsField ? [equal(null)] : []), ...tests));
  }
  const is = tests.map((test) => ('jq' in test ? test.jq : `. == ${test.equals}`)).join(' or ');
  const differing = `differs(${areOfText ? 'tostring | ' : ''}${is})`;
  return needsField
    ? jq(`any(${values.jq} | values; ${differing})`, differs)
    : jq(`all(${values.jq}; ${differing})`, differs);
};

const differs: Definition = {
  jq: '# Whether a value is something else; a list or an object is nothing to compare.\ndef differs(is): . == null or (type != "array" and type != "object" and (is | not));',
};

interface Tests {
  readonly tests: readonly Test[];
  /** Whether they are to see numbers and booleans as text. */
  readonly areOfText: boolean;
}

const testsOf = (term: Term): Tests => {
  switch (term.kind) {
    case 'number':
      return { tests: [equal(numberIn(term)), equal(term.text)], areOfText: false };
    case 'regex':
      return { tests: [found(documented(term.regex), plainFlags)], areOfText: true };
    case 'text': {
      const test = like(piecesOf(term.text));
      return { tests: [test], areOfText: 'jq' in test || isWrittenLikeOther(term.text) };
    }
  }
};

const numberIn = ({ text: digits }: Extract<Term, { readonly kind: 'number' }>): number =>
  Number.isFinite(Number(digits)) ? Number(digits) : refuse(`${digits} is too large for a number`);

/** A number or boolean may be written so. */
const isWrittenLikeOther = (value: string): boolean => /^(true|false|-?\d.*)$/.test(value);

/** A `*` is a wildcard at either end; within, it is a `*`. */
const piecesOf = (pattern: string): readonly Piece[] => {
  const [, before = '', middle = '', after = ''] = /^(\*?)([\s\S]*?)(\*?)$/.exec(pattern) ?? [];
  return [
    ...(before === '' ? [] : ['*' as const]),
    { text: middle },
    ...(after === '' ? [] : ['*' as const]),
  ];
};

/** What "Supported regular expressions (regex) syntax" lists; there are no groups. */
const documented = (regex: string): string => {
  const [odd] = /[^\w#=@/:;,.^$?[\]{}|\\*+-]/.exec(regex) ?? [];
  return odd === undefined
    ? regex
    : refuse(`the regular expression ${JSON.stringify(regex)} has a ${odd}, which CloudWatch does not take`);
};

const plainFlags = { ignoreCase: false, multiline: false, dotAll: false };
