import type { ObjectRef } from '../aws/object-ref.ts';
import { nonEmptyString } from '../json.ts';
import { readAccounts } from './accounts.ts';
import { lacksDestinations, withDefaultDestinations } from './default-destinations.ts';
import { type Define, readDefine, repeatedDefinitions } from './defines.ts';
import { readDestination, repeatedIds, wrongFallbacks } from './destination-tables.ts';
import { displayKeys, displaySchema } from './display-schema.ts';
import { type FileTables, type TomlFile, tablesOf } from './file-tables.ts';
import { profileKeys, profilesSchema } from './ignore-schema.ts';
import { readIgnore, readProfiles, repeatedIgnores } from './ignore-tables.ts';
import { locationFrom, objectIn, prefixOf } from './locations.ts';
import { operationsKeys, operationsSchema, operationsTables } from './operations-table.ts';
import { withOverrides } from './overrides.ts';
import type { UnplacedProblem } from './problem.ts';
import { type AddProgram, collectPrograms, type Program } from './programs.ts';
import { readRoute } from './route-tables.ts';
import { type RuleTable, readRule, repeatedRuleIds, unknownDestinations, withIds } from './rule-tables.ts';
import {
  type Config,
  defaultDestinationsSchema,
  deliveryKeys,
  deliverySchema,
  includeSchema,
  type RuleOff,
  trailKeys,
  trailSchema,
} from './schema.ts';
import { listIn, settingsList, settingsTable } from './settings.ts';
import { type Found, joined, type Table } from './tables.ts';

/** What could be read of a config, and every problem in it. */
interface ParsedConfig {
  readonly config: Config;
  /** Every jq program of a rule, even of one with another problem. */
  readonly programs: readonly Program[];
  /** The same of ignores. They are apart since they do not run on every record. */
  readonly ignorePrograms: readonly Program[];
  /** The same of thresholds. */
  readonly thresholdPrograms: readonly Program[];
  readonly defines: readonly Define[];
  /** The tables as they are written, but rules as overrides change them. */
  readonly tables: ConfigTables;
  readonly problems: readonly UnplacedProblem[];
}

export interface ConfigTables {
  readonly rules: readonly RuleTable[];
  readonly destinations: readonly Table[];
  readonly routes: readonly Table[];
  /** Names of AWS accounts by ID. */
  readonly accounts: ReadonlyMap<string, string>;
}

interface Options {
  /** Where the config is. Paths in its `include` are relative to it. */
  readonly uri?: string;
  /** The files that it includes: those before the files that include them. */
  readonly included?: readonly TomlFile[];
  /** Rules can do without destinations if nothing in the config has any: another config is to include it. */
  readonly mayBePack?: boolean;
}

/** Reads the values of a tattletail.toml, and of the files that it includes. */
export const parseConfig = (
  toml: unknown,
  { uri = '-', included = [], mayBePack = false }: Options = {},
): ParsedConfig => {
  const files = [{ file: undefined, toml }, ...included].map(tablesOf);
  const [main, ...others] = files;
  const all = (kind: 'rules' | 'destinations' | 'ignores' | 'defines' | 'routes'): readonly Table[] =>
    files.flatMap((file) => file[kind]);

  const defines = each(all('defines'), readDefine);
  const destinations = each(all('destinations'), readDestination);
  const delivery = settingsTable(files, 'delivery', deliveryKeys, deliverySchema);
  const trail = settingsTable(files, 'trail', trailKeys, trailSchema);
  const routes = each(all('routes'), readRoute);
  const accounts = readAccounts(files);
  const display = settingsTable(files, 'display', displayKeys, displaySchema);
  const operations = settingsTable(files, 'operations', operationsKeys, operationsSchema);
  const profiles = settingsTable(files, 'ignore_profiles', profileKeys, profilesSchema);
  const defaults = settingsList(files, 'default_destinations', defaultDestinationsSchema);

  // The file that includes another has the last word.
  const overrides = [...others, ...(main === undefined ? [] : [main])].flatMap((file) => file.overrides);
  const overridden = withOverrides(withIds(all('rules')), overrides);
  const isPack = mayBePack && files.every(hasNoDestinations) && overridden.rules.some(lacksDestinations);
  const complete = withDefaultDestinations(overridden.rules, defaults.value, {
    optional: isPack || all('routes').length > 0,
  });

  const ofRules = collectPrograms();
  const ofIgnores = collectPrograms();
  const ofThresholds = collectPrograms();
  const rules = each(complete.rules, (table) =>
    readRule(
      table,
      withDefinesOf(table, ofRules.add, defines.values),
      withDefinesOf(table, ofThresholds.add, defines.values),
    ),
  );
  const ignores = each(all('ignores'), (table) =>
    readIgnore(table, withDefinesOf(table, ofIgnores.add, defines.values)),
  );
  return {
    config: {
      rules: rules.values,
      rulesOff: overridden.off.map(ruleOff),
      destinations: destinations.values,
      delivery: delivery.value,
      trail: trail.value,
      routes: routes.values,
      accounts: accounts.value,
      display: display.value,
      operations: operations.value,
      ignores: [...ignores.values, ...readProfiles(profiles.value, ofIgnores.add)],
      included: included.map(({ file }) => file ?? ''),
      searched: files.flatMap(({ top }) =>
        listIn(top, 'include', includeSchema).value.flatMap((entry) =>
          searchedFor(locationFrom(top.file ?? uri, entry)),
        ),
      ),
      isPack,
    },
    programs: ofRules.programs,
    ignorePrograms: ofIgnores.programs,
    thresholdPrograms: ofThresholds.programs,
    defines: defines.values,
    tables: {
      rules: complete.rules,
      destinations: all('destinations'),
      routes: all('routes'),
      accounts: accounts.value,
    },
    problems: [
      ...files.flatMap(({ problems }) => problems),
      ...files.flatMap(({ top }) => listIn(top, 'include', includeSchema).problems),
      ...destinations.problems,
      ...repeatedIds(all('destinations')),
      ...wrongFallbacks(all('destinations')),
      ...rules.problems,
      ...complete.problems,
      ...repeatedRuleIds(all('rules')),
      ...overridden.problems,
      ...unknownDestinations(
        overridden.rules.filter(({ id }) => !overridden.redirected.has(id)),
        all('destinations'),
      ),
      ...unknownDestinations(overrides, all('destinations')),
      ...defaults.problems,
      ...unknownDestinations(
        defaults.table === undefined ? [] : [defaults.table],
        all('destinations'),
        'default_destinations',
      ),
      ...delivery.problems,
      ...trail.problems,
      ...routes.problems,
      ...unknownDestinations(all('routes'), all('destinations')),
      ...accounts.problems,
      ...display.problems,
      ...operations.problems,
      ...unknownDestinations(operationsTables(files), all('destinations')),
      ...ignores.problems,
      ...repeatedIgnores(all('ignores')),
      ...profiles.problems,
      ...defines.problems,
      ...files.flatMap(({ top }) => repeatedDefinitions(defines.values.filter(isIn(top.file)))),
    ],
  };
};

const searchedFor = (location: string): readonly ObjectRef[] => {
  const pattern = location.includes('*') ? objectIn(location) : undefined;
  return pattern === undefined ? [] : [{ ...pattern, key: prefixOf(pattern.key) }];
};

const ruleOff = ({ id, values, place }: RuleTable): RuleOff => ({
  id,
  ownId: nonEmptyString(values.id),
  name: nonEmptyString(values.name) ?? id,
  place,
});

/** What could be read of tables, with the file of each problem. */
const each = <Of extends Table, T>(tables: readonly Of[], read: (table: Of) => Found<T>): Found<T> =>
  joined(
    tables.map((table) => {
      const { values, problems } = read(table);
      return { values, problems: problems.map((problem) => ({ ...problem, file: table.file })) };
    }),
  );

const isIn =
  (file: string | undefined) =>
  ({ table }: Define): boolean =>
    table.file === file;

/** A program can use what its own file defines, so that no other file changes what it means. */
const withDefinesOf =
  ({ file }: Table, add: AddProgram, defines: readonly Define[]): AddProgram =>
  (table, key) =>
    add(table, key, defines.filter(isIn(file)));

const hasNoDestinations = ({
  top: { values },
  destinations,
  rules,
  overrides,
  routes,
}: FileTables): boolean =>
  destinations.length === 0 &&
  routes.length === 0 &&
  ['delivery', 'trail', 'default_destinations'].every((key) => values[key] === undefined) &&
  [...rules, ...overrides].every(
    (table) => !Array.isArray(table.values.destinations) || table.values.destinations.length === 0,
  );
