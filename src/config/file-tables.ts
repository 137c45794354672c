import { destinationKeys } from './destination-tables.ts';
import { defineKeys, ignoreKeys } from './ignore-schema.ts';
import { type UnplacedProblem, unknownKey } from './problem.ts';
import { routeKeys } from './route-schema.ts';
import { overrideKeys, ruleKeys } from './rule-schema.ts';
import { configKeys } from './schema.ts';
import { type Found, type Table, tablesIn, withKnownKeys } from './tables.ts';

/** A file as TOML: the config, or one that it includes. */
export interface TomlFile {
  /** Undefined: the config itself. */
  readonly file: string | undefined;
  readonly toml: unknown;
}

/** The tables of one file. */
export interface FileTables {
  /** What stands in no table, or in a table that is there only once. */
  readonly top: Table;
  readonly rules: readonly Table[];
  readonly destinations: readonly Table[];
  readonly ignores: readonly Table[];
  readonly defines: readonly Table[];
  readonly overrides: readonly Table[];
  readonly routes: readonly Table[];
  readonly problems: readonly UnplacedProblem[];
}

export const tablesOf = ({ file, toml }: TomlFile): FileTables => {
  const values = withKnownKeys(toml, configKeys);
  const found = (kind: string, nameKey: string | undefined, keys: readonly string[]): Found<Table> =>
    inFile(file, tablesIn(values[kind], kind, nameKey, keys));
  const rules = found('rule', 'name', ruleKeys);
  const destinations = found('destination', 'id', destinationKeys);
  const ignores = found('ignore', 'name', ignoreKeys);
  const defines = found('define', undefined, defineKeys);
  const overrides = found('override', 'rule', overrideKeys);
  const routes = found('route', undefined, routeKeys);
  const unknown = Object.keys(values)
    .filter((key) => !configKeys.includes(key))
    .map((key) => ({ where: 'config', file, path: [key], message: unknownKey(key, configKeys) }));
  return {
    top: { values, where: 'config', file, path: [] },
    rules: rules.values,
    destinations: destinations.values,
    ignores: ignores.values,
    defines: defines.values,
    overrides: overrides.values,
    routes: routes.values,
    problems: [
      ...unknown,
      ...[destinations, rules, ignores, defines, overrides, routes].flatMap(({ problems }) => problems),
    ],
  };
};

const inFile = (file: string | undefined, { values, problems }: Found<Table>): Found<Table> => ({
  values: values.map((table) => ({ ...table, file })),
  problems: problems.map((problem) => ({ ...problem, file })),
});
