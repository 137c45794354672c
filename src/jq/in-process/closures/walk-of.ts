import { type Filter, isCell } from '../ir/filter.ts';
import type { Code } from './code.ts';
import * as walks from './walk.ts';

type Walk = walks.Walk;

/** The walk of a filter that only selects parts of its input; undefined for other filters. */
export const walkOf = (filter: Filter, compile: (filter: Filter) => Code): Walk | undefined => {
  const walk = (part: Filter, use: (walk: Walk) => Walk): Walk | undefined => {
    const inner = walkOf(part, compile);
    return inner && use(inner);
  };
  const walkBoth = (
    left: Filter,
    right: Filter,
    use: (left: Walk, right: Walk) => Walk,
  ): Walk | undefined => {
    const [first, second] = [walkOf(left, compile), walkOf(right, compile)];
    return first && second && use(first, second);
  };
  switch (filter.kind) {
    case 'identity':
      return walks.here;
    case 'empty':
      return walks.nowhere;
    case 'recurse':
      return walks.toEverything;
    case 'index':
      return walk(filter.target, (target) => walks.toIndex(target, compile(filter.key), filter.optional));
    case 'each':
      return walk(filter.target, (target) => walks.toEach(target, filter.optional));
    case 'pipe':
      return walkBoth(filter.left, filter.right, walks.inTurn);
    case 'comma':
      return walkBoth(filter.left, filter.right, walks.both);
    case 'alternative':
      return walkBoth(filter.left, filter.right, walks.orElse);
    case 'if':
      return walkBoth(filter.yes, filter.no, (yes, no) => walks.where(compile(filter.condition), yes, no));
    case 'try':
      return filter.handler.kind === 'empty' ? walk(filter.body, walks.untilError) : undefined;
    case 'first':
      return walk(filter.of, walks.toFirst);
    case 'bind': {
      const { source, to, body } = filter;
      // jq counts the steps of destructuring as steps of the path.
      return isCell(to) ? walk(body, (inner) => walks.withBound(compile(source), to, inner)) : undefined;
    }
    default:
      return undefined;
  }
};
