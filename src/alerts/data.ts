import type { JsonValue } from '../json.ts';
import type { Rule } from '../rules/rule.ts';
import type { Severity } from '../rules/severity.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { type Alert, annotationOf, type FailureCause, logFilesOf, recordOf } from './alert.ts';
import { outcomeOfAlert } from './burst-outcome.ts';
import { contentOf } from './content.ts';
import { asRecorded, type Display } from './display.ts';
import { factsOf } from './facts.ts';
import { reasonOf, summedFailure } from './failures.ts';
import { fitting } from './fitting.ts';
import type { Outcome } from './outcome.ts';
import { countsAs } from './severity.ts';
import { type Counted, type SummedEvent, summaryOf } from './summary.ts';
import { targetOf } from './target.ts';

/** What an alert says, for programs: texts of a record as they are, and null where it does not say. */
export interface AlertData {
  readonly kind: Alert['kind'];
  readonly severity: Severity;
  readonly title: string;
  readonly sentence: string | null;
  readonly description: string;
  readonly rule: RuleData;
  readonly who: string | null;
  readonly what: string | null;
  readonly outcome: OutcomeData | null;
  readonly target: string | null;
  readonly account: AccountData | null;
  readonly region: string | null;
  readonly time: string | null;
  readonly from: string | null;
  readonly links: { readonly event: string | null; readonly runbook: string | null };
  /** What the rule's output adds to the record. */
  readonly annotation: JsonValue;
  /** Of rules that failed. */
  readonly failure: FailureData | null;
  /** Of an operational alert. */
  readonly operational: OperationalData | null;
  readonly events: EventsData;
  /** Of several events, the names in them, the rarest first. */
  readonly summary: SummaryData | null;
  /** The record of a match, the first of a burst, that of a single failure. */
  readonly record: CloudTrailRecord | null;
  readonly logFiles: readonly string[];
}

interface FailureData {
  readonly message: string;
  readonly times: number;
  /** Of a few of them, why they failed. */
  readonly causes: readonly CauseData[];
}

interface OperationalData {
  readonly subject: string;
  readonly facts: Readonly<Record<string, string | readonly string[]>>;
}

interface CauseData extends Pick<FailureCause, 'values' | 'program'> {
  readonly fix: string | null;
}

interface RuleData extends Pick<Rule, 'id' | 'name' | 'tags' | 'attack' | 'references'> {
  readonly author: string | null;
}

interface OutcomeData {
  readonly kind: Outcome['kind'];
  readonly code: string | null;
  readonly message: string | null;
}

interface AccountData {
  readonly id: string;
  readonly name: string | null;
}

interface EventsData {
  readonly count: number;
  readonly ids: readonly string[];
  /** How many IDs are left out. */
  readonly more: number;
  readonly first: string | null;
  readonly last: string | null;
}

interface SummaryData
  extends Readonly<Record<'rules' | 'who' | 'what' | 'accounts' | 'from', readonly Counted[]>> {
  /** The first event in words. */
  readonly example: string | null;
}

export const dataOf = (alert: Alert, display: Display = asRecorded): AlertData => {
  const { title, sentence = null, description, severity, links } = contentOf(alert, display);
  const record = recordOf(alert);
  return {
    kind: alert.kind,
    severity: countsAs(severity),
    title,
    sentence,
    description,
    rule: ruleData(alert.rule),
    ...aboutRecord(record, display),
    outcome: outcomeData(outcomeOfAlert(alert)),
    links: { event: links.event ?? null, runbook: links.runbook ?? null },
    annotation: alert.kind === 'match' || alert.kind === 'burst' ? (annotationOf(alert) ?? null) : null,
    failure: failureIn(alert),
    operational: operationalIn(alert),
    ...aboutEvents(alert),
    record: record ?? null,
    logFiles: logFilesOf(alert),
  };
};

const ruleData = ({ id, name, tags, attack, references, author }: Rule): RuleData => ({
  ...{ id, name, tags, attack, references },
  author: author ?? null,
});

type AboutRecord = Pick<AlertData, 'who' | 'what' | 'target' | 'account' | 'region' | 'time' | 'from'>;

const aboutRecord = (record: CloudTrailRecord | undefined, display: Display): AboutRecord => {
  const { who, what, account, region, when, from } = factsOf(record ?? {}, display);
  return {
    who: who ?? null,
    what: what ?? null,
    target: (record && targetOf(record)) ?? null,
    account: account === undefined ? null : { id: account, name: display.accountName(account) ?? null },
    region: region ?? null,
    time: when ?? null,
    from: from ?? null,
  };
};

const outcomeData = (outcome: Outcome | undefined): OutcomeData | null => {
  if (outcome === undefined) return null;
  const { kind } = outcome;
  return 'code' in outcome
    ? { kind, code: outcome.code, message: outcome.message ?? null }
    : { kind, code: null, message: null };
};

const failureIn = (alert: Alert): AlertData['failure'] => {
  if (alert.kind !== 'failure') return null;
  const [one] = alert.entries;
  return {
    message: one === undefined ? '' : reasonOf(one),
    times: alert.entries.reduce((sum, { times }) => sum + times, 0),
    causes: alert.entries.flatMap(({ cause }) =>
      cause === undefined ? [] : { values: cause.values, program: cause.program, fix: cause.fix ?? null },
    ),
  };
};

const operationalIn = (alert: Alert): AlertData['operational'] =>
  alert.kind === 'operational'
    ? { subject: alert.problem.subject, facts: Object.fromEntries(alert.problem.facts) }
    : null;

const aboutEvents = (alert: Alert): Pick<AlertData, 'events' | 'summary'> => {
  switch (alert.kind) {
    case 'match': {
      const { eventId, when = null } = factsOf(alert.record);
      const ids = eventId === undefined ? [] : [eventId];
      return { events: { count: 1, ...fittingIds(ids), first: when, last: when }, summary: null };
    }
    case 'burst': {
      const { count, eventIDs, more, first, last } = alert.burst;
      const ids = fittingIds(eventIDs);
      return { events: { count, ids: ids.ids, more: ids.more + more, first, last }, summary: null };
    }
    case 'operational':
      return { events: { count: 0, ids: [], more: 0, first: null, last: null }, summary: null };
    case 'roundup':
      return summarized(alert.entries);
    case 'failure':
      return summarized(alert.entries.map(summedFailure));
  }
};

const summarized = (entries: readonly SummedEvent[]): Pick<AlertData, 'events' | 'summary'> => {
  const { count, first = null, last = null, eventIDs, example = null, ...names } = summaryOf(entries);
  const { rules, who, what, accounts, from } = names;
  return {
    events: { count, ...fittingIds(eventIDs), first, last },
    summary:
      entries.length < 2
        ? null
        : {
            example,
            ...{ rules: fewer(rules), who: fewer(who), what: fewer(what) },
            ...{ accounts: fewer(accounts), from: fewer(from) },
          },
  };
};

/** CloudTrail's IDs have 36 characters, those of others may have any number. */
const fittingIds = (eventIDs: readonly string[]) => {
  const { shown, more } = fitting(eventIDs, 40_000, bytesOf);
  return { ids: shown, more };
};

const fewer = (counts: readonly Counted[]): readonly Counted[] =>
  fitting(counts, 6_000, ({ name }) => bytesOf(name) + 20).shown;

/** In a list of JSON. */
const bytesOf = (text: string): number => Buffer.byteLength(JSON.stringify(text)) + 1;
