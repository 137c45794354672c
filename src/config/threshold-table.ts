import { isJsonObject } from '../json.ts';
import type { Threshold, ThresholdProgram } from '../rules/threshold.ts';
import { kindOf, problemsOf, type UnplacedProblem } from './problem.ts';
import type { AddProgram } from './programs.ts';
import { thresholdKeys, thresholdSchema } from './rule-schema.ts';
import { type Table, withKnownKeys } from './tables.ts';

/** Reads the `[rule.threshold]` of a rule, if it has one, and adds its programs. */
export const readThreshold = (
  { values: { threshold }, where, path }: Table,
  addProgram: AddProgram,
): { readonly threshold: Threshold | undefined; readonly problems: readonly UnplacedProblem[] } => {
  if (threshold === undefined) return { threshold, problems: [] };
  const pathTo = [...path, 'threshold'];
  if (!isJsonObject(threshold)) {
    const message = `threshold must be a table, under [rule.threshold], got ${kindOf(threshold)}`;
    return { threshold: undefined, problems: [{ where, path: pathTo, message }] };
  }
  const values = withKnownKeys(threshold, thresholdKeys);
  const table = { values, where: `${where}, threshold`, path: pathTo };
  const [key, distinct] = [programIn(table, 'key', addProgram), programIn(table, 'distinct', addProgram)];
  const read = thresholdSchema.safeParse(values);
  if (!read.success)
    return {
      threshold: undefined,
      problems: problemsOf(read.error, values, { ...table, keys: thresholdKeys }),
    };
  if (key === undefined) throw new TypeError(`${table.where} is valid without a program`);
  return { threshold: { count: read.data.count, key, distinct }, problems: [] };
};

const programIn = (table: Table, name: string, addProgram: AddProgram): ThresholdProgram | undefined => {
  const added = addProgram(table, name);
  if (added === undefined) return undefined;
  return { program: added.number, jq: String(table.values[name]), definitions: added.definitions };
};
