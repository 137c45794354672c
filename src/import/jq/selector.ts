import { refuse } from '../imported.ts';
import { type Condition, jq, type Values } from './condition.ts';
import { guarded, keyAccess } from './fields.ts';

/** A way through a record that goes into lists only where it says so: `$.a[0].b`. */
export type Selector = readonly Step[];

/** A key of an object, a position in a list, or all of either. */
export type Step = { readonly key: string } | { readonly position: number } | 'every';

/** What a selector finds in a record. */
export const selected = (selector: Selector): Values => {
  const isOne = selector.length === 1 && selector[0] !== 'every';
  const startsAtObject = typeof selector[0] === 'object' && 'key' in selector[0];
  return { jq: guarded(selector.map(stepAccess), startsAtObject), isOne, uses: [] };
};

/** Whether there is something at a selector; with `null`, whether it is null. */
export const exists = (selector: Selector, is?: 'null'): Condition => {
  const [last, parent] = [selector.at(-1), selector.slice(0, -1)];
  if (last === undefined || last === 'every')
    return refuse('it is not documented when all fields or elements exist');
  const key = 'key' in last ? JSON.stringify(last.key) : last.position;
  const test = `has(${key})${is === undefined ? '' : ` and ${guarded([stepAccess(last)], true)} == null`}`;
  const kind = 'key' in last ? 'objects' : 'arrays';
  if (parent.length === 0) return jq(is === undefined ? test : `(${test})`);
  return jq(`any(${selected(parent).jq} | ${kind}; ${test})`);
};

const stepAccess = (step: Step): string => {
  if (step === 'every') return '[]';
  return 'key' in step ? keyAccess(step.key) : `[${step.position}]`;
};
