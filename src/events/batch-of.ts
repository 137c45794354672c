import type * as z from 'zod';
import { isJsonArray, isJsonObject } from '../json.ts';

/** What an event has in a list: in `Records`, or as EventBridge Pipes send it, by itself. */
export const listIn = (event: unknown): readonly unknown[] | undefined => {
  if (isJsonArray(event)) return event;
  return isJsonObject(event) && isJsonArray(event.Records) ? event.Records : undefined;
};

/** The entries of an event that has a list of nothing else. Undefined for all other events. */
export const batchOf = <Entry>(event: unknown, entry: z.ZodType<Entry>): readonly Entry[] | undefined => {
  const entries: Entry[] = [];
  for (const one of listIn(event) ?? []) {
    const { success, data } = entry.safeParse(one);
    // The list may be long, and is tried as that of every envelope.
    if (!success) return undefined;
    entries.push(data);
  }
  return entries.length === 0 ? undefined : entries;
};
