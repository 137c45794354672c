import { isJsonObject, nonEmptyString } from '../json.ts';
import { quoted, secretIn } from '../redact.ts';
import { kindOf, type Place, type UnplacedProblem } from './problem.ts';

/** One `[[rule]]`, `[[destination]]` or the like of a config, and where it stands, for messages about it. */
export interface Table extends Place {
  readonly values: Readonly<Record<string, unknown>>;
  readonly where: string;
}

/** A problem with something in a table. */
export const problemIn = (
  { where, file, path }: Table,
  inside: Place['path'],
  message: string,
): UnplacedProblem => ({ where, file, path: [...path, ...inside], message });

/** What could be read, and the problems of the rest. */
export interface Found<T> {
  readonly values: readonly T[];
  readonly problems: readonly UnplacedProblem[];
}

/** The tables written as `[[kind]]`. Messages name them by the value of `nameKey`, if they have one. */
export const tablesIn = (
  value: unknown,
  kind: string,
  nameKey: string | undefined,
  keys: readonly string[],
): Found<Table> => {
  if (value === undefined) return { values: [], problems: [] };
  if (!Array.isArray(value) || !value.every(isJsonObject)) {
    const message = `${kind} must be a list of tables, each under its own [[${kind}]], got ${kindOf(value)}`;
    return { values: [], problems: [{ where: 'config', path: [kind], message }] };
  }
  const tables = value.map((table, index): Table => {
    const values = withKnownKeys(table, keys);
    const where = nameKey === undefined ? `${kind} ${index + 1}` : whereIs(kind, index + 1, nameKey, values);
    return { values, where, path: [kind, index] };
  });
  return { values: tables, problems: [] };
};

const whereIs = (kind: string, number: number, nameKey: string, values: Table['values']): string => {
  const name = nonEmptyString(values[nameKey]);
  if (name === undefined) return `${kind} ${number} (without ${nameKey})`;
  const secret = secretIn(name);
  return secret === undefined
    ? `${kind} ${quoted(shortened(name))}`
    : `${kind} ${number} (with ${secret} as ${nameKey})`;
};

/** A name stands in every problem of its table. */
const shortened = (name: string): string =>
  name.length > 100 ? `${name.slice(0, 100).toWellFormed()}…` : name;

export const joined = <T>(found: readonly Found<T>[]): Found<T> => ({
  values: found.flatMap(({ values }) => values),
  problems: found.flatMap(({ problems }) => problems),
});

/** The table with its known keys in lower case: the original accepts them in any case. */
export const withKnownKeys = (table: unknown, known: readonly string[]): Readonly<Record<string, unknown>> =>
  isJsonObject(table)
    ? Object.fromEntries(Object.entries(table).map(([key, value]) => [asKnown(key, known, table), value]))
    : {};

/** If the lower-case key is there too, the other is left to be reported as unknown. */
const asKnown = (key: string, known: readonly string[], table: object): string => {
  const lower = key.toLowerCase();
  return known.includes(lower) && !Object.hasOwn(table, lower) ? lower : key;
};
