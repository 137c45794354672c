import type { Entry } from './document.ts';

/** Whether there can be an object and an event of which both entries would notify. */
export const overlaps = (one: Entry, other: Entry): boolean =>
  one.Events.some((event) =>
    other.Events.some((more) => isSameOrPart(event, more) || isSameOrPart(more, event)),
  ) &&
  (prefixOf(one).startsWith(prefixOf(other)) || prefixOf(other).startsWith(prefixOf(one))) &&
  (suffixOf(one).endsWith(suffixOf(other)) || suffixOf(other).endsWith(suffixOf(one)));

/** Whether an entry notifies of everything of which the other would. */
export const covers = (entry: Entry, other: Entry): boolean =>
  other.Events.every((event) => entry.Events.some((more) => isSameOrPart(event, more))) &&
  prefixOf(other).startsWith(prefixOf(entry)) &&
  suffixOf(other).endsWith(suffixOf(entry));

/** `s3:ObjectCreated:*` stands for s3:ObjectCreated:Put, :Copy and others. */
const isSameOrPart = (event: string, of: string): boolean =>
  event === of || (of.endsWith(':*') && event.startsWith(of.slice(0, -1)));

export const prefixOf = (entry: Entry): string => filterOf(entry, 'prefix');
const suffixOf = (entry: Entry): string => filterOf(entry, 'suffix');

/** S3 takes `prefix` and gives it back as `Prefix`. */
const filterOf = ({ Filter }: Entry, name: string): string =>
  Filter?.Key?.FilterRules.find(({ Name }) => Name.toLowerCase() === name)?.Value ?? '';
