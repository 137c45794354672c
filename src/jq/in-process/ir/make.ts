import type { JsonValue } from '../../../json.ts';
import type { Run } from './builtin.ts';
import type { Cell, Filter } from './filter.ts';

export const identity: Filter = { kind: 'identity' };
export const empty: Filter = { kind: 'empty' };
export const recurse: Filter = { kind: 'recurse' };
export const eachItem: Filter = { kind: 'each', target: identity, optional: false };

export const literal = (value: JsonValue): Filter => ({ kind: 'literal', value });
export const variable = (cell: Cell): Filter => ({ kind: 'variable', cell });
export const array = (items: Filter): Filter => ({ kind: 'array', items });
export const pathsOf = (of: Filter): Filter => ({ kind: 'paths', of });

export const pipe = (left: Filter, right: Filter): Filter => {
  if (left.kind === 'identity') return right;
  return right.kind === 'identity' ? left : { kind: 'pipe', left, right };
};

export const index = (key: Filter): Filter => ({ kind: 'index', target: identity, key, optional: false });

export const select = (condition: Filter): Filter => ({
  kind: 'if',
  condition,
  yes: identity,
  no: empty,
});

export const map = (filter: Filter): Filter => array(pipe(eachItem, filter));

export const apply = (run: Run, ...args: readonly Filter[]): Filter => ({
  kind: 'builtin',
  builtin: { kind: 'function', run, usesInput: true, isTotal: false },
  args,
});

/** A function of the input that never raises an error. */
export const applyTotal = (run: Run): Filter => ({
  kind: 'builtin',
  builtin: { kind: 'function', run, usesInput: true, isTotal: true },
  args: [],
});

/** A function of two values and not of the input. */
export const operate = (
  run: (left: JsonValue, right: JsonValue) => JsonValue,
  left: Filter,
  right: Filter,
): Filter => ({
  kind: 'builtin',
  builtin: { kind: 'function', run: (_, a, b) => run(a, b), usesInput: false, isTotal: false },
  args: [left, right],
});

export const equal = (left: Filter, right: Filter): Filter => ({
  kind: 'equal',
  left,
  right,
  negated: false,
});

export const bind = (source: Filter, to: Cell, body: Filter): Filter => ({ kind: 'bind', source, to, body });

export const bailOut = (reason: string): Filter => ({ kind: 'bail-out', reason });
