import type { Alert } from '../alerts/alert.ts';
import { type AlertData, dataOf } from '../alerts/data.ts';
import type { Display } from '../alerts/display.ts';
import { cutTo, fitting } from '../alerts/fitting.ts';
import { noteOf, type Tag } from '../alerts/tag.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { jsonWithin, type Shorten } from './shortened.ts';

/**
 * An alert as JSON for programs, in at most `maxBytes` of UTF-8, which must be 200,000 or more. docs/destinations.md has
 * the format: a key may be added, but whatever would break its readers needs another `version`.
 */
export const alertJson = (alert: Alert, tag: Tag, display: Display, maxBytes: number): string => {
  const data = dataOf(alert, display);
  return jsonWithin(maxBytes, (shorten, isCut) => alertValue(data, tag, { shorten, isCut }));
};

interface Cut {
  readonly shorten: Shorten;
  readonly isCut: boolean;
}

/** The same as a value. */
export const alertValue = (data: AlertData, tag: Tag, { shorten, isCut }: Cut): JsonObject => {
  const { rule, account, outcome, failure, operational, events, summary, record } = data;
  const logFiles = fittingTexts(data.logFiles, 80_000);
  return {
    version: 1,
    id: tag.id,
    note: noteOf(tag) ?? null,
    kind: data.kind,
    severity: data.severity,
    title: text(data.title),
    sentence: maybe(data.sentence),
    description: text(data.description),
    rule: {
      id: text(rule.id),
      name: text(rule.name),
      tags: texts(rule.tags),
      attack: texts(rule.attack),
      author: maybe(rule.author),
      references: texts(rule.references),
    },
    who: maybe(data.who),
    what: maybe(data.what),
    outcome: outcome && { kind: outcome.kind, code: maybe(outcome.code), message: maybe(outcome.message) },
    target: maybe(data.target),
    account: account && { id: text(account.id), name: maybe(account.name) },
    region: maybe(data.region),
    time: maybe(data.time),
    from: maybe(data.from),
    links: { event: maybe(data.links.event), runbook: maybe(data.links.runbook) },
    annotation: shorten(data.annotation),
    failure: failure && failureValue(failure),
    operational: operational && operationalValue(operational),
    events: {
      count: events.count,
      ids: events.ids.map(text),
      more: events.more,
      first: maybe(events.first),
      last: maybe(events.last),
    },
    summary: summary && summaryValue(summary),
    record: record && shorten(record),
    is_cut: isCut,
    log_files: logFiles.shown,
    more_log_files: logFiles.more,
  };
};

const failureValue = ({ message, times, causes }: NonNullable<AlertData['failure']>): JsonObject => ({
  message: text(message),
  times,
  causes: causes.map(({ values, program, fix }) => ({
    values: texts(values),
    program: text(program),
    fix: maybe(fix),
  })),
});

const operationalValue = ({ subject, facts }: NonNullable<AlertData['operational']>): JsonObject => ({
  subject: text(subject),
  facts: Object.fromEntries(
    Object.entries(facts).map(([label, fact]) => [
      label,
      typeof fact === 'string' ? text(fact) : texts(fact),
    ]),
  ),
});

const summaryValue = ({ example, ...names }: NonNullable<AlertData['summary']>): JsonObject => ({
  example: maybe(example),
  ...Object.fromEntries(
    Object.entries(names).map(([key, counts]): [string, JsonValue] => [
      key,
      counts.map(({ name, count }) => ({ name: text(name), count })),
    ]),
  ),
});

/** CloudTrail cuts errorMessage after 1 KB itself (CloudTrail User Guide, "CloudTrail record contents"). */
const text = (value: string): string => cutTo(value, 1000);

const maybe = (value: string | null): string | null => (value === null ? null : text(value));

const texts = (values: readonly string[]): readonly string[] => fittingTexts(values, 10_000).shown;

const fittingTexts = (values: readonly string[], maxBytes: number) =>
  fitting(values.map(text), maxBytes, (value) => Buffer.byteLength(JSON.stringify(value)) + 1);
