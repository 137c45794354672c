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
  const path = pathOf(filter);
  if (path?.length === 1 || (path !== undefined && fields.some((field) => isSame(field, path)))) return true;
  if (filter.kind === 'pipe' && !passesInputThrough(filter.left))
    return neverFails(filter.left, fields) && isTotal(filter.right);
  return isTry(filter) || consistsOf(filter, (part) => neverFails(part, fields));
};

const isSame = (a: Field, b: Field): boolean => a.length === b.length && a.every((key, at) => key === b[at]);

/** Whether the filter never raises an error, whatever its input. */
const isTotal = (filter: Filter): boolean => isTry(filter) || consistsOf(filter, isTotal);

const isTry = (filter: Filter): boolean =>
  filter.kind === 'try' && raisesTexts(filter.body) && isTotal(filter.handler);

/** Whether all errors of the filter are texts. jq's `try` lets errors through that look like a break, which are objects. */
const raisesTexts = (filter: Filter): boolean => {
  switch (filter.kind) {
    case 'recurse':
      return true;
    case 'index':
      return raisesTexts(filter.target) && raisesTexts(filter.key);
    case 'each':
      return raisesTexts(filter.target);
    default:
      return consistsOf(filter, raisesTexts);
  }
};

/** Whether the filter raises no error by itself, and `isSafe` holds for what it consists of. */
const consistsOf = (filter: Filter, isSafe: (part: Filter) => boolean): boolean => {
  switch (filter.kind) {
    case 'identity':
    case 'empty':
    case 'literal':
    case 'variable':
      return true;
    case 'index':
      return filter.optional && filter.key.kind === 'literal' && isSafe(filter.target);
    case 'each':
      return filter.optional && isSafe(filter.target);
    case 'equal':
      return isSafe(filter.left) && isSafe(filter.right) && (isScalar(filter.left) || isScalar(filter.right));
    case 'and':
    case 'or':
    case 'alternative':
    case 'comma':
    case 'pipe':
      return isSafe(filter.left) && isSafe(filter.right);
    case 'if':
      return isSafe(filter.condition) && isSafe(filter.yes) && isSafe(filter.no);
    case 'first':
      return isSafe(filter.of);
    case 'builtin':
      return filter.builtin.kind !== 'generator' && filter.builtin.isTotal && filter.args.every(isSafe);
    default:
      return false;
  }
};

/** jq raises an error when it compares values that nest too deep, which a scalar does not. */
const isScalar = (filter: Filter): boolean =>
  filter.kind === 'literal' && (typeof filter.value !== 'object' || filter.value === null);
