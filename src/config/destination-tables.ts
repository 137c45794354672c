import * as z from 'zod';
import type { DestinationConfig } from '../delivery/create-destinations.ts';
import { destinationTypes } from '../destinations/registry.ts';
import { isLoopback } from '../destinations/webhook-url.ts';
import { nonEmptyString } from '../json.ts';
import { quoted } from '../redact.ts';
import { didYouMean, kindOf, problemsOf, type UnplacedProblem } from './problem.ts';
import { type Found, problemIn, type Table } from './tables.ts';

/** The keys of a `[[destination]]` of any type. */
export const destinationKeys = ['id', 'type', ...destinationTypes.flatMap(({ keys }) => keys)];

export const readDestination = ({ values, where, path }: Table): Found<DestinationConfig> => {
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
  const read = known.settings.safeParse(settings);
  if (named.success && read.success) {
    const { rateLimit, urls } = known;
    const isLocal = urls.some((key) => isLoopback(String(settings[key])));
    return {
      values: [{ id: named.data.id, type: known.type, rateLimit, isLocal, ...read.data }],
      problems: [],
    };
  }
  const wrongSettings = read.success
    ? []
    : problemsOf(read.error, settings, { where, path, keys: ['id', 'type', ...known.keys] });
  return { values: [], problems: [...missingId, ...wrongSettings] };
};

const idSchema = z.object({ id: z.string().min(1) });

const unknownType = (type: unknown): string => {
  const types = destinationTypes.map((known) => known.type);
  if (type === undefined) return `type is missing: one of ${types.join(', ')}`;
  if (typeof type !== 'string') return `type must be one of ${types.join(', ')}, got ${kindOf(type)}`;
  return `unknown type ${quoted(type)}: expected one of ${types.join(', ')}${didYouMean(type, types)}`;
};

export const repeatedIds = (tables: readonly Table[]): readonly UnplacedProblem[] => {
  const seen = new Set<string>();
  return tables.flatMap((table) => {
    const id = nonEmptyString(table.values.id);
    if (id === undefined) return [];
    if (seen.has(id)) return [problemIn(table, ['id'], 'another destination has the same id')];
    seen.add(id);
    return [];
  });
};
