import type { Explanation } from '../doctor/explain.ts';

/** What the engine understood of a rule, for people. */
export const explanationText = (rule: string, { events, callers, outcomes, engine }: Explanation): string =>
  [
    rule,
    ...rows('can match', eventLines(events)),
    ...(callers === undefined ? [] : rows('callers', [callers.length === 0 ? 'none' : callers.join(', ')])),
    ...(outcomes === 'any' ? [] : rows('calls', [`only ${outcomes}`])),
    ...rows('evaluated', [engine]),
    '',
  ].join('\n');

const rows = (label: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, at) => `  ${(at === 0 ? label : '').padEnd(11)}${line}`);

const eventLines = (events: Explanation['events']): readonly string[] => {
  if (events === undefined) return ['every event'];
  if (events.size === 0) return ['no event of the catalogue'];
  const lines = [...events].map(([source, names]) => `${source}: ${shortened(names, 8)}`);
  const more = lines.length - maxSources;
  return more > 0 ? [...lines.slice(0, maxSources), `and events of ${more} more sources`] : lines;
};

const maxSources = 6;

const shortened = (names: readonly string[], most: number): string =>
  names.length > most
    ? `${names.slice(0, most).join(', ')} and ${names.length - most} more`
    : names.join(', ');

/** The same for programs. */
export const explanationAsJson = (rule: string, { events, callers, outcomes, engine }: Explanation) => ({
  rule,
  events: events === undefined ? 'every event' : Object.fromEntries(events),
  callers: callers ?? 'every caller',
  outcomes,
  engine,
});
