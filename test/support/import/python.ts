import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';

/** The part of Python's expressions that rules of fivexl are written in, as a tree. */
export type Python =
  | { readonly kind: 'and' | 'or'; readonly left: Python; readonly right: Python }
  | { readonly kind: 'not'; readonly of: Python }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Python; readonly right: Python }
  | {
      readonly kind: 'method';
      readonly name: 'startswith' | 'endswith';
      readonly of: Python;
      readonly texts: readonly string[];
    }
  | { readonly kind: 'item'; readonly key: string }
  | { readonly kind: 'get'; readonly key: string; readonly fallback: JsonValue | undefined }
  | { readonly kind: 'event' }
  | { readonly kind: 'constant'; readonly value: JsonValue }
  | { readonly kind: 'tuple'; readonly items: readonly JsonValue[] };

type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is' | 'is not';

/** What Python raises where the types do not fit or a key is missing. */
class PythonError extends Error {
  override readonly name = 'PythonError';
}

/** As fivexl does it: `eval(rule, {}, {"event": flatten_json(event)}) is True`, and no match where that raises an error. */
export const pythonMatches = (rule: Python, record: JsonObject): boolean => {
  const event = new Map(flattened(record, ''));
  try {
    return evaluate(rule, event) === true;
  } catch (error) {
    if (error instanceof PythonError) return false;
    throw error;
  }
};

/** Neither lists nor objects are left, only what is in them, by their paths. */
const flattened = (value: JsonValue, name: string): readonly (readonly [string, JsonValue])[] => {
  if (isJsonArray(value)) return value.flatMap((item, at) => flattened(item, `${name}${at}.`));
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([key, item]) => flattened(item, `${name}${key}.`));
  return [[name.slice(0, -1), value]];
};

type Event = ReadonlyMap<string, JsonValue>;

type Value = JsonValue | Event;

const evaluate = (expression: Python, event: Event): Value => {
  switch (expression.kind) {
    case 'and': {
      const left = evaluate(expression.left, event);
      return isTrue(left) ? evaluate(expression.right, event) : left;
    }
    case 'or': {
      const left = evaluate(expression.left, event);
      return isTrue(left) ? left : evaluate(expression.right, event);
    }
    case 'not':
      return !isTrue(evaluate(expression.of, event));
    case 'compare':
      return compare(
        expression.operator,
        evaluate(expression.left, event),
        evaluate(expression.right, event),
      );
    case 'method': {
      const text = evaluate(expression.of, event);
      if (typeof text !== 'string') throw new PythonError('AttributeError');
      return expression.texts.some((affix) =>
        expression.name === 'startswith' ? text.startsWith(affix) : text.endsWith(affix),
      );
    }
    case 'item': {
      const value = event.get(expression.key);
      if (value === undefined) throw new PythonError('KeyError');
      return value;
    }
    case 'get':
      return event.get(expression.key) ?? (event.has(expression.key) ? null : (expression.fallback ?? null));
    case 'event':
      return event;
    case 'constant':
      return expression.value;
    case 'tuple':
      return expression.items;
  }
};

const isTrue = (value: Value): boolean => value !== null && value !== false && value !== 0 && value !== '';

const compare = (operator: Comparison, left: Value, right: Value): boolean => {
  switch (operator) {
    case '==':
    case 'is':
      return left === right;
    case '!=':
    case 'is not':
      return left !== right;
    case 'in':
      return isIn(left, right);
    case 'not in':
      return !isIn(left, right);
    default:
      return inOrder(operator, left, right);
  }
};

const isIn = (left: Value, right: Value): boolean => {
  if (right instanceof Map) return right.has(left);
  if (typeof right === 'string' && typeof left === 'string') return right.includes(left);
  if (isJsonArray(right)) return right.some((item) => item === left);
  throw new PythonError('TypeError');
};

const inOrder = (operator: '<' | '<=' | '>' | '>=', left: Value, right: Value): boolean => {
  const isSame = typeof left === typeof right && (typeof left === 'string' || typeof left === 'number');
  if (!isSame || left === null || right === null) throw new PythonError('TypeError');
  if (left === right) return operator.includes('=');
  return operator.startsWith('<') ? left < right : left > right;
};

/** As it is written. Parentheses stand only where they are needed. */
export const pythonText = (expression: Python): string => {
  const inside = (part: Python): string =>
    strength(part) > strength(expression) ? pythonText(part) : `(${pythonText(part)})`;
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const left =
        expression.left.kind === expression.kind ? pythonText(expression.left) : inside(expression.left);
      return `${left} ${expression.kind} ${inside(expression.right)}`;
    }
    case 'not':
      return `not ${expression.of.kind === 'not' ? pythonText(expression.of) : inside(expression.of)}`;
    case 'compare':
      return `${inside(expression.left)} ${expression.operator} ${inside(expression.right)}`;
    case 'method':
      return `${inside(expression.of)}.${expression.name}(${argumentOf(expression.texts)})`;
    case 'item':
      return `event[${literal(expression.key)}]`;
    case 'get':
      return `event.get(${literal(expression.key)}${expression.fallback === undefined ? '' : `, ${literal(expression.fallback)}`})`;
    case 'event':
      return 'event';
    case 'constant':
      return literal(expression.value);
    case 'tuple':
      return expression.items.length === 1
        ? `[${literal(expression.items[0] ?? null)}]`
        : `(${expression.items.map(literal).join(', ')})`;
  }
};

const strength = ({ kind }: Python): number => {
  const at = ['or', 'and', 'not', 'compare'].indexOf(kind);
  return at === -1 ? 4 : at;
};

const argumentOf = (texts: readonly string[]): string =>
  texts.length === 1 ? literal(texts[0] ?? '') : `(${texts.map(literal).join(', ')})`;

const literal = (value: JsonValue): string => {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string'
    ? `'${value.replaceAll(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`
    : String(value);
};
