import { refuse } from '../imported.ts';
import { type Condition, equal, jq, not, type Test } from '../jq/condition.ts';
import type { Constant, Expression } from './expression.ts';
import { asked, type Field, isMissing, valueOrFallback } from './field.ts';
import { boolean, negated, type Truth } from './truth.ts';

type Comparison = Extract<Expression, { readonly kind: 'compare' }>;

export const comparison = ({ operator, left, right }: Comparison): Truth => {
  if (operator === 'in') return membership(left, right);
  if (left.kind === 'field' && right.kind === 'constant') return compared(left, operator, right.value);
  if (left.kind === 'constant' && right.kind === 'field' && operator !== 'is') {
    return compared(right, mirrored[operator], left.value);
  }
  if (left.kind !== 'field' || right.kind !== 'field')
    return refuse('it compares something that is neither a field nor a constant');
  const isEqual = fieldsAreEqual(left, right);
  if (operator === '==') return isEqual;
  return operator === '!=' ? negated(isEqual) : refuse(`${operator} between two fields is not supported`);
};

const mirrored = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

const compared = (field: Field, operator: Exclude<Comparison['operator'], 'in'>, value: Constant): Truth => {
  switch (operator) {
    case '==':
      return isEqual(field, value);
    case '!=':
      return negated(isEqual(field, value));
    case 'is':
      return typeof value === 'boolean' || value === null
        ? isEqual(field, value)
        : refuse(`is ${JSON.stringify(value)} compares objects, not values`);
    default:
      return isInOrder(field, operator, value);
  }
};

const isEqual = (field: Field, value: Constant): Truth =>
  asked(field, {
    of: 'any',
    yes: [equal(value)],
    no: [{ jq: `. != ${JSON.stringify(value)}` }],
    ofConstant: (other) => other === value,
  });

const isInOrder = (field: Field, operator: keyof typeof orders, value: Constant): Truth => {
  if (typeof value !== 'string' && typeof value !== 'number')
    return refuse(`${operator} takes text or a number`);
  const { opposite, holds } = orders[operator];
  const literal = JSON.stringify(value);
  return asked(field, {
    of: typeof value === 'string' ? 'text' : 'number',
    yes: [{ jq: `. ${operator} ${literal}` }],
    no: [{ jq: `. ${opposite} ${literal}` }],
    ofConstant: (other) => (typeof other === typeof value ? holds(inOrder(other, value)) : undefined),
  });
};

const orders = {
  '<': { opposite: '>=', holds: (order: number) => order < 0 },
  '<=': { opposite: '>', holds: (order: number) => order <= 0 },
  '>': { opposite: '<=', holds: (order: number) => order > 0 },
  '>=': { opposite: '<', holds: (order: number) => order >= 0 },
} as const;

const inOrder = (a: Constant, b: Constant): number => {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
};

const fieldsAreEqual = (left: Field, right: Field): Truth => {
  const [a, b] = [valueOrFallback(left), valueOrFallback(right)];
  const when = (operator: '==' | '!='): Condition =>
    jq(`any(\n  (${a.jq}) as $left\n  | ${b.jq} | . ${operator} $left;\n  .\n)`, ...a.uses, ...b.uses);
  const needs = [left, right].flatMap(({ key, fallback }) => (fallback === undefined ? [`has ${key}`] : []));
  return boolean(when('=='), when('!='), needs);
};

/** `"key" in event`, `"text" in FIELD`, `FIELD in [LIST]`, or `FIELD in "text"`. */
const membership = (left: Expression, right: Expression): Truth => {
  if (left.kind === 'constant' && right.kind === 'event') {
    if (typeof left.value !== 'string') return refuse('a key of event must be text');
    const [missing, fact] = [isMissing(left.value), `has ${left.value}`];
    return { ...boolean(not(missing), missing, [], [fact]), fact };
  }
  if (left.kind === 'constant' && right.kind === 'field') return holds(right, left.value);
  if (left.kind === 'field' && right.kind === 'list') return isOneOf(left, right.items);
  if (left.kind === 'field' && right.kind === 'constant') return isPartOf(left, right.value);
  return refuse('it looks with in for something that is neither a field nor a constant');
};

const isOneOf = (field: Field, items: readonly Constant[]): Truth => {
  const literals = items.map((item) => JSON.stringify(item)).join(', ');
  if (literals === '') return refuse('in [] is never true');
  return asked(field, {
    of: 'any',
    yes: items.map(equal),
    no: [{ jq: `(IN(${literals}) | not)` }],
    ofConstant: (value) => items.includes(value),
  });
};

const holds = (field: Field, part: Constant): Truth =>
  typeof part === 'string'
    ? ofText(field, [`contains(${JSON.stringify(part)})`], (text) => text.includes(part))
    : refuse(`${JSON.stringify(part)} is in no text`);

const isPartOf = (field: Field, text: Constant): Truth => {
  if (typeof text !== 'string') return refuse(`in ${JSON.stringify(text)} is an error`);
  return ofText(field, [`(. as $part | ${JSON.stringify(text)} | contains($part))`], (part) =>
    text.includes(part),
  );
};

export const affix = ({ method, of, texts }: Extract<Expression, { readonly kind: 'affix' }>): Truth => {
  if (of.kind !== 'field') return refuse(`${method} of something that is not a field is not supported`);
  const tests = texts.map((text) => `${method}(${JSON.stringify(text)})`);
  return ofText(of, tests, (value) => texts.some((text) => value[methods[method]](text)));
};

const methods = { startswith: 'startsWith', endswith: 'endsWith' } as const;

/** What only a text can be asked: of anything else, Python raises an error. */
const ofText = (field: Field, tests: readonly string[], isSo: (text: string) => boolean): Truth => {
  const yes: readonly Test[] = tests.map((test) => ({ jq: test }));
  return asked(field, {
    of: 'text',
    yes,
    no: [{ jq: `(${tests.join(' or ')} | not)` }],
    ofConstant: (value) => (typeof value === 'string' ? isSo(value) : undefined),
  });
};
