import { oneLine } from '../alerts/printable.ts';
import type { Explanation } from '../doctor/explain.ts';
import { quoted } from '../redact.ts';
import type { Rule } from '../rules/rule.ts';

/** What `check --explain` shows of a rule: what is read from it, and what the engine understood of its program. */
export interface ExplainedRule {
  readonly rule: Pick<Rule, 'name' | 'outcome' | 'threshold'>;
  readonly explanation: Explanation;
}

/** For people. */
export const explanationText = ({ rule, explanation }: ExplainedRule): string => {
  const { events, callers, outcomes, engine } = explanation;
  return [
    `rule ${quoted(rule.name)}`,
    ...rows('can match', eventLines(events)),
    ...(callers === undefined ? [] : rows('callers', [callers.length === 0 ? 'none' : callers.join(', ')])),
    ...rows('calls', callLines(rule, outcomes)),
    ...rows('alerts', thresholdLines(rule)),
    ...rows('evaluated', [engine]),
    '',
  ].join('\n');
};

const callLines = (
  { outcome }: ExplainedRule['rule'],
  outcomes: Explanation['outcomes'],
): readonly string[] => [
  ...(outcome === 'any' ? [] : [outcome === 'success' ? 'only successful' : 'only denied']),
  ...(outcomes === 'any' ? [] : [`only ${outcomes}`]),
];

const thresholdLines = ({ threshold }: ExplainedRule['rule']): readonly string[] => {
  if (threshold === undefined) return [];
  const { count, key, distinct } = threshold;
  const what = distinct === undefined ? 'matches' : `different ${oneLine(distinct.jq)}`;
  return [`once for ${count} ${what} or more in a log file with the same ${oneLine(key.jq)}`];
};

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
export const explanationAsJson = ({
  rule: { name, outcome, threshold },
  explanation: { events, callers, outcomes, engine },
}: ExplainedRule) => ({
  rule: name,
  events: events === undefined ? 'every event' : Object.fromEntries(events),
  callers: callers ?? 'every caller',
  outcome,
  outcomes,
  ...(threshold !== undefined && {
    threshold: { count: threshold.count, key: threshold.key.jq, distinct: threshold.distinct?.jq },
  }),
  engine,
});
