import type { Filter } from '../ir/filter.ts';
import { type Field, pathOf } from './fields.ts';

/** Whether every output of the filter is its input. */
export const passesInputThrough = (filter: Filter): boolean => {
  switch (filter.kind) {
    case 'identity':
    case 'empty':
      return true;
    case 'if':
      return passesInputThrough(filter.yes) && passesInputThrough(filter.no);
    case 'pipe':
      return passesInputThrough(filter.left) && passesInputThrough(filter.right);
    case 'first':
      return passesInputThrough(filter.of);
    default:
      return false;
  }
};

/** Whether the filter never raises an error on an object in which every field can be reached (see `hasUnreachable`). */
export const neverFails = (filter: Filter, fields: readonly Field[]): boolean => {
  const noneFails = (...parts: readonly Filter[]): boolean => parts.every((part) => neverFails(part, fields));
  switch (filter.kind) {
    case 'identity':
    case 'empty':
    case 'literal':
    case 'variable':
      return true;
    case 'index': {
      const path = pathOf(filter);
      return path !== undefined && (path.length === 1 || fields.some((field) => isSame(field, path)));
    }
    case 'equal':
      return noneFails(filter.left, filter.right) && (isScalar(filter.left) || isScalar(filter.right));
    case 'and':
    case 'or':
    case 'alternative':
    case 'comma':
      return noneFails(filter.left, filter.right);
    case 'pipe':
      return (
        noneFails(filter.left) &&
        (isTotal(filter.right) || (passesInputThrough(filter.left) && noneFails(filter.right)))
      );
    case 'if':
      return noneFails(filter.condition, filter.yes, filter.no);
    case 'first':
      return noneFails(filter.of);
    case 'builtin':
      return isTotal(filter);
    default:
      return false;
  }
};

const isSame = (a: Field, b: Field): boolean => a.length === b.length && a.every((key, at) => key === b[at]);

/** jq raises an error when it compares values that nest too deep, which a scalar does not. */
const isScalar = (filter: Filter): boolean =>
  filter.kind === 'literal' && (typeof filter.value !== 'object' || filter.value === null);

/** Whether the filter never raises an error, whatever its input. */
const isTotal = (filter: Filter): boolean =>
  filter.kind === 'builtin' && filter.builtin.kind === 'function' && filter.builtin.isTotal;
