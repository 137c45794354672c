import * as z from 'zod';
import { isJsonObject } from '../json.ts';
import type { FileTables } from './file-tables.ts';
import { kindOf, problemsOf, type UnplacedProblem } from './problem.ts';
import { problemIn, type Table, withKnownKeys } from './tables.ts';

interface Setting<Value> {
  readonly value: Value;
  readonly problems: readonly UnplacedProblem[];
}

/** A table that a config has once at most. If it has a problem, its defaults are used for the rest of the checks. */
export const settingsTable = <Settings>(
  files: readonly FileTables[],
  name: string,
  keys: readonly string[],
  schema: z.ZodType<Settings>,
): Setting<Settings> => {
  const { top, problems } = onlyOne(files, name);
  const table = top?.values[name];
  if (top !== undefined && !isJsonObject(table)) {
    const message = `${name} must be a table, under [${name}], got ${kindOf(table)}`;
    return { value: schema.parse({}), problems: [...problems, problemIn(top, [name], message)] };
  }
  const values = withKnownKeys(table, keys);
  const read = schema.safeParse(values);
  if (read.success) return { value: read.data, problems };
  const wrong = problemsOf(read.error, values, { where: `[${name}]`, path: [name], keys });
  return {
    value: schema.parse({}),
    problems: [...problems, ...wrong.map((problem) => ({ ...problem, file: top?.file }))],
  };
};

/** A list that a config has once at most. */
export const settingsList = (
  files: readonly FileTables[],
  name: string,
  schema: z.ZodType<readonly string[]>,
): Setting<readonly string[] | undefined> & { readonly table: Table | undefined } => {
  const { top, problems } = onlyOne(files, name);
  if (top === undefined) return { value: undefined, table: undefined, problems };
  const list = listIn(top, name, schema);
  return { ...list, table: top, problems: [...problems, ...list.problems] };
};

/** A list of one file. If it has a problem, it is taken for empty. */
export const listIn = (
  top: Table,
  name: string,
  schema: z.ZodType<readonly string[]>,
): Setting<readonly string[]> => {
  // In an object, so that messages name the list.
  const read = z.object({ [name]: schema }).safeParse({ [name]: top.values[name] ?? [] });
  if (read.success) return { value: read.data[name] ?? [], problems: [] };
  const { where, file } = top;
  const problems = problemsOf(read.error, top.values, { where, path: [], keys: [] });
  return { value: [], problems: problems.map((problem) => ({ ...problem, file })) };
};

/** The first file that has something, which no other may have. */
const onlyOne = (
  files: readonly FileTables[],
  name: string,
): { readonly top: Table | undefined; readonly problems: readonly UnplacedProblem[] } => {
  const [first, ...others] = files.map(({ top }) => top).filter(({ values }) => values[name] !== undefined);
  const problems = others.map((top) => {
    const problem = problemIn(top, [name], `${name} is there twice, and only one file can have it`);
    return { ...problem, other: { file: first?.file, path: [name] } };
  });
  return { top: first, problems };
};
