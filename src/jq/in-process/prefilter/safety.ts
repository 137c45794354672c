import type { Filter } from '../ir/filter.ts';
import { keyFields, pathOf } from './fields.ts';

/** Whether all outputs are the input itself. */
export const passesOn = (filter: Filter): boolean => {
  switch (filter.kind) {
    case 'identity':
    case 'empty':
      return true;
    case 'if':
      return passesOn(filter.yes) && passesOn(filter.no);
    case 'pipe':
      return passesOn(filter.left) && passesOn(filter.right);
    case 'first':
      return passesOn(filter.of);
    default:
      return false;
  }
};

/**
 * Whether the filter raises no error on a record, which is an object. Where the path to one of `keyFields` is blocked
 * in it, the record is not looked up in the index at all.
 */
export const isSafe = (filter: Filter): boolean => {
  switch (filter.kind) {
    case 'identity':
    case 'empty':
    case 'literal':
    case 'variable':
      return true;
    case 'index': {
      const path = pathOf(filter);
      return path?.length === 1 || keyFields.some((field) => field.join() === path?.join());
    }
    case 'equal':
      return isSafe(filter.left) && isSafe(filter.right) && (isScalar(filter.left) || isScalar(filter.right));
    case 'and':
    case 'or':
    case 'alternative':
    case 'comma':
      return isSafe(filter.left) && isSafe(filter.right);
    case 'pipe':
      return (
        isSafe(filter.left) && (isTotal(filter.right) || (passesOn(filter.left) && isSafe(filter.right)))
      );
    case 'if':
      return isSafe(filter.condition) && isSafe(filter.yes) && isSafe(filter.no);
    case 'first':
      return isSafe(filter.of);
    case 'builtin':
      return isTotal(filter);
    default:
      return false;
  }
};

/** jq raises an error when it compares what nests too deep. */
const isScalar = (filter: Filter): boolean =>
  filter.kind === 'literal' && (typeof filter.value !== 'object' || filter.value === null);

/** Whether the filter raises no error, whatever its input. No such builtin has arguments, which might. */
const isTotal = (filter: Filter): boolean =>
  filter.kind === 'builtin' && filter.builtin.kind === 'function' && filter.builtin.isTotal;
