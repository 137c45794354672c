import * as z from 'zod';
import type { DestinationConfig } from '../destinations/connect.ts';
import { destinationTypes } from '../destinations/registry.ts';
import { isJsonObject, nonEmptyString } from '../json.ts';
import {
  didYouMean,
  kindOf,
  type Path,
  problemsOf,
  quoted,
  type UnplacedProblem,
  unknownKey,
} from './problem.ts';
import {
  type Config,
  configKeys,
  deliveryKeys,
  deliverySchema,
  isBlank,
  type RuleConfig,
  ruleKeys,
  ruleSchema,
  trailKeys,
  trailSchema,
} from './schema.ts';
import { type Found, joined, type Table, tablesIn, withKnownKeys } from './tables.ts';

/** What could be read of a config, and everything that is wrong with it. */
export interface ParsedConfig {
  readonly config: Config;
  /** The jq of every rule that has some, even of a rule with another problem. */
  readonly programs: readonly ProgramText[];
  readonly problems: readonly UnplacedProblem[];
}

export interface ProgramText {
  readonly text: string;
  readonly where: string;
  readonly path: Path;
}

/** Reads what TOML found in a tattletail.toml. */
export const parseConfig = (toml: unknown): ParsedConfig => {
  const { rule, destination, delivery, trail, ...others } = withKnownKeys(toml, configKeys);
  const destinationTables = tablesIn(destination, 'destination', 'id', destinationKeys);
  const ruleTables = tablesIn(rule, 'rule', 'name', ruleKeys);
  const destinations = joined(destinationTables.values.map(readDestination));
  const rules = joined(ruleTables.values.map(readRule));
  const deliverySettings = readTable(delivery, 'delivery', deliveryKeys, deliverySchema);
  const trailSettings = readTable(trail, 'trail', trailKeys, trailSchema);
  return {
    config: {
      rules: withIds(rules.values),
      destinations: destinations.values,
      delivery: deliverySettings.value,
      trail: trailSettings.value,
    },
    programs: ruleTables.values.flatMap(programIn),
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
      ...unknownDestinations(ruleTables.values, destinationTables.values),
      ...deliverySettings.problems,
      ...trailSettings.problems,
    ],
  };
};

const destinationKeys = ['id', 'type', ...destinationTypes.flatMap(({ keys }) => keys)];

const readDestination = ({ values, where, path }: Table): Found<DestinationConfig> => {
  const { id, type, ...settings } = values;
  const known = destinationTypes.find((candidate) => candidate.type === type);
  const named = idSchema.safeParse({ id });
  const missingId = named.success ? [] : problemsOf(named.error, values, { where, path, keys: [] });
  if (known === undefined) {
    return {
      values: [],
      problems: [...missingId, { where, path: [...path, 'type'], message: unknownType(type) }],
    };
  }
  const connected = known.settings.safeParse(settings);
  if (named.success && connected.success) {
    return {
      values: [{ id: named.data.id, type: known.type, pace: known.pace, connect: connected.data }],
      problems: [],
    };
  }
  const wrongSettings = connected.success
    ? []
    : problemsOf(connected.error, settings, { where, path, keys: ['id', 'type', ...known.keys] });
  return { values: [], problems: [...missingId, ...wrongSettings] };
};

const idSchema = z.object({ id: z.string().min(1) });

const unknownType = (type: unknown): string => {
  const types = destinationTypes.map((known) => known.type);
  if (type === undefined) return `type is missing: one of ${types.join(', ')}`;
  if (typeof type !== 'string') return `type must be one of ${types.join(', ')}`;
  return `unknown type ${quoted(type)}: expected one of ${types.join(', ')}${didYouMean(type, types)}`;
};

const readRule = ({ values, where, path }: Table): Found<Omit<RuleConfig, 'id'>> => {
  const rule = ruleSchema.safeParse(values);
  return rule.success
    ? { values: [rule.data], problems: [] }
    : { values: [], problems: problemsOf(rule.error, values, { where, path, keys: ruleKeys }) };
};

/** Rules may have the same name, as in the original. A name that ends like an id has a number of its own. */
const withIds = (rules: readonly Omit<RuleConfig, 'id'>[]): readonly RuleConfig[] =>
  rules.map((rule, index) => {
    const sameBefore = rules.slice(0, index).filter(({ name }) => name === rule.name).length;
    const isId = sameBefore === 0 && !/#\d+$/.test(rule.name);
    return { ...rule, id: isId ? rule.name : `${rule.name}#${sameBefore + 1}` };
  });

/** A table of which there is one at most. What is wrong with it leaves its defaults. */
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

const programIn = ({ values, where, path }: Table): readonly ProgramText[] => {
  const text = values.jq_match;
  return typeof text !== 'string' || isBlank(text) ? [] : [{ text, where, path: [...path, 'jq_match'] }];
};

const repeatedIds = (tables: readonly Table[]): readonly UnplacedProblem[] => {
  const ids = tables.map(({ values }) => nonEmptyString(values.id));
  return tables.flatMap(({ where, path }, index) =>
    ids[index] !== undefined && ids.indexOf(ids[index]) < index
      ? [{ where, path: [...path, 'id'], message: 'another destination has the same id' }]
      : [],
  );
};

const unknownDestinations = (
  rules: readonly Table[],
  destinations: readonly Table[],
): readonly UnplacedProblem[] => {
  const ids = destinations.flatMap(({ values }) => nonEmptyString(values.id) ?? []);
  return rules.flatMap(({ values, where, path }) =>
    (Array.isArray(values.destinations) ? values.destinations : []).flatMap((id: unknown, index) =>
      typeof id !== 'string' || ids.includes(id)
        ? []
        : [
            {
              where,
              path: [...path, 'destinations', index],
              message: `unknown destination ${quoted(id)}${didYouMean(id, ids)}`,
            },
          ],
    ),
  );
};
