import * as z from 'zod';
import type { DestinationConfig } from '../delivery/create-destinations.ts';
import { destinationTypes } from '../destinations/registry.ts';
import { isLoopback } from '../destinations/webhook-url.ts';
import { nonEmptyString } from '../json.ts';
import { quoted } from '../redact.ts';
import { didYouMean, kindOf, problemsOf, type UnplacedProblem } from './problem.ts';
import { type Found, problemIn, type Table } from './tables.ts';

/** The keys of a `[[destination]]` of any type. */
const keysOfAll = ['id', 'type', 'fallback'];

export const destinationKeys = [...keysOfAll, ...destinationTypes.flatMap(({ keys }) => keys)];

export const readDestination = ({ values, where, path }: Table): Found<DestinationConfig> => {
  const { id, type, fallback, ...settings } = values;
  const known = destinationTypes.find((candidate) => candidate.type === type);
  const named = namedSchema.safeParse({ id, fallback });
  const wrongNames = named.success ? [] : problemsOf(named.error, values, { where, path, keys: [] });
  if (known === undefined) {
    return {
      values: [],
      problems: [...wrongNames, { where, path: [...path, 'type'], message: unknownType(type) }],
    };
  }
  const read = known.settings.safeParse(settings);
  if (named.success && read.success) {
    const { rateLimit, urls } = known;
    const isLocal = urls.some((key) => isLoopback(String(settings[key])));
    return {
      values: [{ ...named.data, type: known.type, rateLimit, isLocal, ...read.data }],
      problems: [],
    };
  }
  const wrongSettings = read.success
    ? []
    : problemsOf(read.error, settings, { where, path, keys: [...keysOfAll, ...known.keys] });
  return { values: [], problems: [...wrongNames, ...wrongSettings] };
};

/** The keys of every type. */
const namedSchema = z.object({ id: z.string().min(1), fallback: z.string().min(1).optional() });

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

/** Fallbacks that are no destinations, and those that lead back to where they begin. */
export const wrongFallbacks = (tables: readonly Table[]): readonly UnplacedProblem[] => {
  const fallbacks = new Map(tables.map(({ values: { id, fallback } }) => [id, fallback]));
  const ids = tables.flatMap(({ values }) => nonEmptyString(values.id) ?? []);
  return tables.flatMap((table) => {
    const fallback = nonEmptyString(table.values.fallback);
    if (fallback === undefined) return [];
    if (!ids.includes(fallback)) {
      const message = `unknown destination ${quoted(fallback)}${didYouMean(fallback, ids)}`;
      return [problemIn(table, ['fallback'], message)];
    }
    const chain = chainFrom(table.values.id, fallbacks);
    if (chain.at(-1) !== table.values.id) return [];
    const words = chain.map((id) => quoted(String(id))).join(' falls back to ');
    return [problemIn(table, ['fallback'], `is a cycle: ${words}`)];
  });
};

/** Ends at the first that has no fallback, or that was there before. */
const chainFrom = (start: unknown, fallbacks: ReadonlyMap<unknown, unknown>): readonly unknown[] => {
  const chain = [start];
  for (let next = fallbacks.get(start); next !== undefined; next = fallbacks.get(next)) {
    const isKnown = chain.includes(next);
    chain.push(next);
    if (isKnown) break;
  }
  return chain;
};
