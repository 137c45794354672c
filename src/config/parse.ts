import type * as z from 'zod';
import { isJsonObject } from '../json.ts';
import { type Define, readDefine, repeatedDefinitions } from './defines.ts';
import { destinationKeys, readDestination, repeatedIds } from './destination-tables.ts';
import { readIgnore, readProfiles, repeatedIgnores } from './ignore-tables.ts';
import { kindOf, problemsOf, type UnplacedProblem, unknownKey } from './problem.ts';
import { collectPrograms, type Program } from './programs.ts';
import { readRule, repeatedRuleIds, unknownDestinations, withIds } from './rule-tables.ts';
import {
  type Config,
  configKeys,
  defineKeys,
  deliveryKeys,
  deliverySchema,
  ignoreKeys,
  profileKeys,
  profilesSchema,
  ruleKeys,
  trailKeys,
  trailSchema,
} from './schema.ts';
import { joined, type Table, tablesIn, withKnownKeys } from './tables.ts';

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
  /** The tables as they are written. */
  readonly tables: { readonly rules: readonly Table[]; readonly destinations: readonly Table[] };
  readonly problems: readonly UnplacedProblem[];
}

/** Reads the values of a tattletail.toml. */
export const parseConfig = (toml: unknown): ParsedConfig => {
  const { rule, destination, delivery, trail, ignore, ignore_profiles, define, ...others } = withKnownKeys(
    toml,
    configKeys,
  );
  const defineTables = tablesIn(define, 'define', undefined, defineKeys);
  const defines = joined(defineTables.values.map(readDefine));
  const destinationTables = tablesIn(destination, 'destination', 'id', destinationKeys);
  const ruleTables = tablesIn(rule, 'rule', 'name', ruleKeys);
  const destinations = joined(destinationTables.values.map(readDestination));
  const { programs, add } = collectPrograms(defines.values);
  const ofThresholds = collectPrograms(defines.values);
  const rules = joined(ruleTables.values.map((table) => readRule(table, add, ofThresholds.add)));
  const deliverySettings = readTable(delivery, 'delivery', deliveryKeys, deliverySchema);
  const trailSettings = readTable(trail, 'trail', trailKeys, trailSchema);
  const ignoreTables = tablesIn(ignore, 'ignore', 'name', ignoreKeys);
  const ofIgnores = collectPrograms(defines.values);
  const ignores = joined(ignoreTables.values.map((table) => readIgnore(table, ofIgnores.add)));
  const profiles = readTable(ignore_profiles, 'ignore_profiles', profileKeys, profilesSchema);
  return {
    config: {
      rules: withIds(rules.values),
      destinations: destinations.values,
      delivery: deliverySettings.value,
      trail: trailSettings.value,
      ignores: [...ignores.values, ...readProfiles(profiles.value, ofIgnores.add)],
    },
    programs,
    ignorePrograms: ofIgnores.programs,
    thresholdPrograms: ofThresholds.programs,
    defines: defines.values,
    tables: { rules: ruleTables.values, destinations: destinationTables.values },
    problems: [
      ...Object.keys(others).map((key) => ({
        where: 'config',
        path: [key],
        message: unknownKey(key, configKeys),
      })),
      ...destinationTables.problems,
      ...destinations.problems,
      ...repeatedIds(destinationTables.values),
      ...ruleTables.problems,
      ...rules.problems,
      ...repeatedRuleIds(ruleTables.values),
      ...unknownDestinations(ruleTables.values, destinationTables.values),
      ...deliverySettings.problems,
      ...trailSettings.problems,
      ...ignoreTables.problems,
      ...ignores.problems,
      ...repeatedIgnores(ignoreTables.values),
      ...profiles.problems,
      ...defineTables.problems,
      ...defines.problems,
      ...repeatedDefinitions(defines.values),
    ],
  };
};

/** A table that a config has once at most. If it has a problem, its defaults are used for the rest of the checks. */
const readTable = <Settings>(
  table: unknown,
  name: string,
  keys: readonly string[],
  schema: z.ZodType<Settings>,
): { readonly value: Settings; readonly problems: readonly UnplacedProblem[] } => {
  if (table !== undefined && !isJsonObject(table)) {
    const message = `${name} must be a table, under [${name}], got ${kindOf(table)}`;
    return { value: schema.parse({}), problems: [{ where: 'config', path: [name], message }] };
  }
  const values = withKnownKeys(table, keys);
  const read = schema.safeParse(values);
  return read.success
    ? { value: read.data, problems: [] }
    : {
        value: schema.parse({}),
        problems: problemsOf(read.error, values, { where: `[${name}]`, path: [name], keys }),
      };
};
