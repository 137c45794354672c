import { isJsonObject } from '../json.ts';
import { quoted } from '../redact.ts';
import { accountIdSchema, accountNameSchema } from './display-schema.ts';
import type { FileTables } from './file-tables.ts';
import { kindOf, type Place, type UnplacedProblem } from './problem.ts';
import { problemIn, type Table } from './tables.ts';

interface Accounts {
  /** Names by ID. */
  readonly value: ReadonlyMap<string, string>;
  readonly problems: readonly UnplacedProblem[];
}

/** The `[accounts]` of all files. Several may name the same account, if they give it the same name. */
export const readAccounts = (files: readonly FileTables[]): Accounts => {
  const places = new Map<string, Place>();
  const value = new Map<string, string>();
  const problems = files.flatMap(({ top }) => {
    const { accounts } = top.values;
    if (accounts === undefined) return [];
    if (!isJsonObject(accounts))
      return [
        problemIn(top, ['accounts'], `accounts must be a table, under [accounts], got ${kindOf(accounts)}`),
      ];
    const table = { ...top, where: '[accounts]', path: ['accounts'] };
    return Object.entries(accounts).flatMap(([id, name]) => {
      const problem = problemWith(id, name);
      if (problem !== undefined) return [problemIn(table, [id], problem)];
      const other = places.get(id);
      if (other !== undefined && value.get(id) !== name)
        return [{ ...problemIn(table, [id], `${id} has another name before`), other }];
      places.set(id, placeOf(table, id));
      value.set(id, String(name));
      return [];
    });
  });
  return { value, problems };
};

const placeOf = ({ file, path }: Table, id: string): Place => ({ file, path: [...path, id] });

const problemWith = (id: string, name: unknown): string | undefined => {
  if (!accountIdSchema.safeParse(id).success)
    return `must have the IDs of AWS accounts as keys, which have 12 digits, got ${quoted(id)}`;
  if (typeof name !== 'string') return `the name of ${id} must be a string, got ${kindOf(name)}`;
  return accountNameSchema.safeParse(name).success ? undefined : `the name of ${id} must not be blank`;
};
