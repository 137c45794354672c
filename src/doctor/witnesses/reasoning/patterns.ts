import type { Pattern } from '../../../jq/in-process/parse/syntax.ts';
import type { Given } from './outcome.ts';
import type { Setting } from './setting.ts';
import { anything } from './steps.ts';

/** Of several patterns, or within one, nothing is known of the variables. */
export const withPatterns = (
  variables: Setting['variables'],
  patterns: readonly Pattern[],
  given: Given,
): Setting['variables'] => {
  const [only, ...others] = patterns;
  const names = patterns.flatMap(namesIn);
  const bound = new Map([...variables, ...names.map((name) => [name, anything()] as const)]);
  return only?.kind === 'name' && others.length === 0 ? bound.set(only.name, given) : bound;
};

const namesIn = (pattern: Pattern): readonly string[] => {
  switch (pattern.kind) {
    case 'name':
      return [pattern.name];
    case 'array':
      return pattern.items.flatMap(namesIn);
    case 'object':
      return pattern.entries.flatMap(({ name, value: inner }) => [
        ...(name === undefined ? [] : [name]),
        ...(inner === undefined ? [] : namesIn(inner)),
      ]);
  }
};
