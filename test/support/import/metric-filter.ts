import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';

/**
 * A filter pattern of CloudWatch Logs for JSON, and what it says of a record according to the CloudWatch Logs User Guide
 * ("Using filter patterns to match terms in JSON log events"), with what docs/import.md decides. Knows nothing of jq.
 */
export type MetricFilter =
  | { readonly kind: 'and' | 'or'; readonly of: readonly MetricFilter[] }
  | { readonly kind: 'equal'; readonly selector: string; readonly negated: boolean; readonly term: string }
  | {
      readonly kind: 'order';
      readonly selector: string;
      readonly operator: '<' | '<=' | '>' | '>=';
      readonly number: number;
    }
  | {
      readonly kind: 'is';
      readonly selector: string;
      readonly what: 'NULL' | 'TRUE' | 'FALSE' | 'NOT EXISTS';
    };

export const metricFilterMatches = (
  filter: MetricFilter,
  record: JsonObject,
  missingDiffers: boolean,
): boolean => {
  switch (filter.kind) {
    case 'and':
      return filter.of.every((part) => metricFilterMatches(part, record, missingDiffers));
    case 'or':
      return filter.of.some((part) => metricFilterMatches(part, record, missingDiffers));
    case 'order':
      return found(filter.selector, record).some(
        (value) => typeof value === 'number' && inOrder(value, filter.operator, filter.number),
      );
    case 'is':
      return isMatches(filter.what, found(filter.selector, record));
    case 'equal': {
      const values = found(filter.selector, record);
      if (!filter.negated) return values.some((value) => isTerm(value, filter.term));
      const [value = null] = values;
      if (value === null) return missingDiffers;
      return typeof value !== 'object' && !isTerm(value, filter.term);
    }
  }
};

const isMatches = (what: 'NULL' | 'TRUE' | 'FALSE' | 'NOT EXISTS', values: readonly JsonValue[]): boolean => {
  switch (what) {
    case 'NOT EXISTS':
      return values.length === 0;
    case 'NULL':
      return values.includes(null);
    case 'TRUE':
    case 'FALSE':
      return values.includes(what === 'TRUE');
  }
};

const inOrder = (value: number, operator: string, bound: number): boolean =>
  (operator.includes('=') && value === bound) || (operator.startsWith('<') ? value < bound : value > bound);

/** The values of a selector such as `$.a[0].b` or `$.a[*].b`. */
const found = (selector: string, record: JsonObject): readonly JsonValue[] => {
  const steps = selector.slice(1).match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];
  return steps.reduce<readonly JsonValue[]>(
    (values, step) => values.flatMap((value) => next(value, step)),
    [record],
  );
};

const next = (value: JsonValue, step: string): readonly JsonValue[] => {
  if (step === '[*]') return isJsonArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  const position = /^\[(\d+)\]$/.exec(step)?.[1];
  if (position !== undefined) {
    const item = isJsonArray(value) ? value[Number(position)] : undefined;
    return item === undefined ? [] : [item];
  }
  const key = step.replace(/^\['(.*)'\]$/, '$1');
  const item = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return item === undefined ? [] : [item];
};

/** A term as it stands in the pattern, perhaps in quotes: a number, or a text with `*` at its ends. */
const isTerm = (value: JsonValue, term: string): boolean => {
  if (value === null || typeof value === 'object') return false;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const isQuoted = term.startsWith('"');
  if (!isQuoted && /^[-+]?\d+(\.\d+)?$/.test(term)) {
    return typeof value === 'number' ? value === Number(term) : value === term;
  }
  const pattern = isQuoted ? JSON.parse(term) : term;
  return isText(text, String(pattern));
};

const isText = (text: string, pattern: string): boolean => {
  if (pattern === '*') return true;
  const [start, end] = [pattern.startsWith('*'), pattern.endsWith('*')];
  const middle = pattern.slice(start ? 1 : 0, end ? -1 : undefined);
  if (start && end) return text.includes(middle);
  if (start) return text.endsWith(middle);
  return end ? text.startsWith(middle) : text === middle;
};
