import { closestMatch } from 'leven';
import { apiEvents } from './api-events.ts';
import { meantEvents, meantSources } from './meant.ts';
import { otherEvents } from './other-events.ts';

/** Every eventSource, such as `iam.amazonaws.com`, in alphabetical order. */
export const eventSources = (): readonly string[] => [...namesBySource.keys()];

/** The eventNames of a source in alphabetical order; none for a source that CloudTrail does not write. */
export const eventNamesOf = (eventSource: string): readonly string[] => [
  ...(namesBySource.get(eventSource) ?? []),
];

/**
 * Whether CloudTrail can write this pair. Of a few sources no document names the events, such as
 * `q.amazonaws.com`: there, any name is taken for one.
 */
export const isKnownEvent = (eventSource: string, eventName: string): boolean =>
  otherEvents[eventSource] === '' || (namesBySource.get(eventSource)?.has(eventName) ?? false);

/** The sources that have an event of this name: several for `CreateUser`, none for a name that is no event's. */
export const sourcesOf = (eventName: string): readonly string[] =>
  eventSources().filter((source) => namesBySource.get(source)?.has(eventName));

/** The eventSource that somebody probably meant: `iam`, `IAM.amazonaws.com`, `cloudwatch.amazonaws.com`, `ecs.amazon.com`. */
export const nearestEventSource = (written: string): string | undefined => {
  const service = written
    .toLowerCase()
    .replace(/^aws[.:]/, '')
    .replace(/\..*$/, '');
  const source = `${meantSources[service] ?? service}.amazonaws.com`;
  return namesBySource.has(source) ? source : nearest(source, eventSources(), Math.floor(service.length / 3));
};

/**
 * The eventName that somebody probably meant: in other letters, misspelt, cut off, or what the API or IAM calls the same
 * (`ListAllMyBuckets`). Of `eventSource`, if given and known, else of any.
 */
export const nearestEventName = (written: string, eventSource?: string): string | undefined => {
  const sources =
    eventSource !== undefined && namesBySource.has(eventSource) ? [eventSource] : eventSources();
  const names = sources.flatMap(eventNamesOf);
  return (
    sources.map((source) => meantEvents[source]?.[written]).find((name) => name !== undefined) ??
    nearest(written, names, Math.ceil(written.length / 5)) ??
    (written.length < 8 ? undefined : names.find((name) => name.startsWith(written)))
  );
};

const nearest = (written: string, candidates: readonly string[], maxDistance: number): string | undefined => {
  const byLower = new Map(candidates.map((candidate) => [candidate.toLowerCase(), candidate]));
  const lower = written.toLowerCase();
  const found = byLower.has(lower) ? lower : closestMatch(lower, [...byLower.keys()], { maxDistance });
  return found === undefined ? undefined : byLower.get(found);
};

const namesIn = (names: string): readonly string[] => names.split(/\s+/).filter((name) => name !== '');

const namesBySource: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...new Set([...Object.keys(apiEvents), ...Object.keys(otherEvents)])]
    .sort()
    .map((source) => [
      source,
      new Set([...namesIn(apiEvents[source] ?? ''), ...namesIn(otherEvents[source] ?? '')].sort()),
    ]),
);
