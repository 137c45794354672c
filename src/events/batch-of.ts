import type * as z from 'zod';
import { isJsonArray, isJsonObject } from '../json.ts';

/** What an event has in a list: in `Records`, or as EventBridge Pipes send it, by itself. */
export const listIn = (event: unknown): readonly unknown[] | undefined => {
  if (isJsonArray(event)) return event;
  return isJsonObject(event) && isJsonArray(event.Records) ? event.Records : undefined;
};

/** The entries of an event that has a list of nothing else. Undefined for all other events. */
export const batchOf = <Entry>(event: unknown, entry: z.ZodType<Entry>): readonly Entry[] | undefined => {
  const entries = listIn(event)?.map((one) => entry.safeParse(one).data);
  if (entries === undefined || entries.length === 0) return undefined;
  const known = entries.filter((one) => one !== undefined);
  return known.length === entries.length ? known : undefined;
};
