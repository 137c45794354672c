import { type JsonValue, nonEmptyString } from '../json.ts';
import type { Severity } from '../rules/severity.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import {
  type Alert,
  annotationOf,
  type BurstAlert,
  type FailureAlert,
  type FailureEntry,
  type MatchAlert,
  type OperationalAlert,
  type Roundup,
  recordOf,
} from './alert.ts';
import { burstLine } from './burst-line.ts';
import { accountText, asRecorded, type Display, timeText } from './display.ts';
import { eventLinkOf } from './event-link.ts';
import { type Fact, factsAbout, presentFacts } from './facts-about.ts';
import { reasonOf, summedFailure } from './failures.ts';
import { ownWordsIn } from './own-words.ts';
import { sentenceOf } from './sentence.ts';
import { severityOf } from './severity.ts';
import { type Counted, type Summary, summaryOf } from './summary.ts';
import { accountIn } from './who.ts';

/** What an alert says, most important first. */
export interface Content {
  readonly title: string;
  readonly description: string;
  /** What happened, of one event; undefined when there are several, or the record does not say. */
  readonly sentence: string | undefined;
  /** The rule's output, or why the rule failed, with its label. */
  readonly annotation: readonly [label: string, value: JsonValue] | undefined;
  readonly facts: readonly Fact[];
  /** Account and region of the event; empty when there are several events. */
  readonly place: string;
  /** The record of a match, the first of a burst, the event IDs of a roundup. */
  readonly details: JsonValue | undefined;
  /** Undefined: it counts as medium. */
  readonly severity: Severity | undefined;
  readonly links: Links;
}

/** URLs. The event's is made of nothing that could lead elsewhere; the config has the runbook's. */
interface Links {
  readonly event: string | undefined;
  readonly runbook: string | undefined;
}

export const contentOf = (alert: Alert, display: Display = asRecorded): Content => ({
  ...wordsOf(alert, display),
  severity: severityOf(alert),
  links: linksOf(alert),
});

/** What depends on the kind of alert. */
type Words = Omit<Content, 'severity' | 'links'>;

const wordsOf = (alert: Alert, display: Display): Words => {
  switch (alert.kind) {
    case 'match':
      return matchContent(alert, display);
    case 'burst':
      return burstContent(alert, display);
    case 'roundup':
      return roundupContent(alert, display);
    case 'failure':
      return failureContent(alert, display);
    case 'operational':
      return operationalContent(alert);
  }
};

const matchContent = (alert: MatchAlert | BurstAlert, display: Display): Words => {
  const annotation = annotationOf(alert);
  const own = ownWordsIn(alert);
  const { name, description } = alert.rule;
  return {
    title: own?.title ?? name,
    description,
    sentence: own?.summary ?? sentenceOf(alert.record, display),
    annotation: annotation === undefined ? undefined : ['Match', annotation],
    facts: [
      ...factsAbout(alert.record, display),
      // Otherwise nobody knows which rule it is.
      ...presentFacts([
        ['Rule', own?.title === undefined ? undefined : name],
        ['Note', own?.problem],
      ]),
    ],
    place: placeIn(alert.record, display),
    details: alert.record,
  };
};

/** The first of its matches, after what they are together. */
const burstContent = (alert: BurstAlert, display: Display): Words => {
  const content = matchContent(alert, display);
  const { eventIDs } = alert.burst;
  return {
    ...content,
    sentence: firstOf(alert.burst.count, content.sentence),
    facts: [
      ['Burst', burstLine(alert, display)],
      ...content.facts.filter(([label]) => label !== 'When' && label !== 'Event'),
      ...(eventIDs.length === 0 ? [] : [['Events', eventIDs] as const]),
    ],
  };
};

const firstOf = (count: number, sentence: string | undefined): string | undefined =>
  sentence === undefined || count < 2 ? sentence : `${sentence} (the first of ${count} matches)`;

const roundupContent = ({ rule, isRest, entries }: Roundup, display: Display): Words => {
  const summary = summaryOf(entries);
  const { count, eventIDs, moreEventIDs: more } = summary;
  const [one, several, found] =
    rule.threshold === undefined ? ['match', 'matches', count] : ['burst', 'bursts', entries.length];
  return {
    title: `${rule.name}: ${found}${isRest ? ' more' : ''} ${found === 1 ? one : several}`,
    description: rule.description,
    sentence: undefined,
    annotation: undefined,
    facts: summarized(summary, display),
    place: '',
    details: { eventIDs: more === undefined ? eventIDs : [...eventIDs, `and ${more} more`] },
  };
};

const failureContent = ({ rule, entries }: FailureAlert, display: Display): Words => {
  const [one, ...others] = entries;
  const title = `Rule failed: ${rule.name}`;
  const reasons = [...new Set(entries.map(reasonOf))];
  const annotation = ['Reason', reasons.slice(0, maxReasons).join('\n')] as const;
  const causes = causeFacts(entries);
  const onceADay = entries.every(({ mistake }) => mistake !== undefined) ? ` ${mistakeNote}` : '';
  if (one !== undefined && others.length === 0) {
    const { record } = one.first;
    const alike = one.times === 1 ? '' : `, and on ${one.times - 1} more`;
    return {
      title,
      description: `The rule could not be evaluated on the event below${alike}, so it may have missed a match.${onceADay}`,
      sentence: sentenceOf(record, display),
      annotation,
      facts: [...causes, ...factsAbout(record, display)],
      place: placeIn(record, display),
      details: undefined,
    };
  }
  const summary = summaryOf(entries.map(summedFailure));
  return {
    title,
    description: `The rule could not be evaluated on ${summary.count} events, so it may have missed matches.${onceADay}`,
    sentence: undefined,
    annotation,
    facts: [...causes, ...summarized(summary, display)],
    place: '',
    // Of each kind of call and each caller, one.
    details: { eventIDs: summary.eventIDs },
  };
};

const operationalContent = ({ problem }: OperationalAlert): Words => ({
  title: problem.title,
  description: problem.advice,
  sentence: problem.sentence,
  annotation: undefined,
  facts: problem.facts,
  place: '',
  details: undefined,
});

const maxReasons = 3;

const mistakeNote =
  'This is a mistake in the rule. The same failure is reported once a day; the log and the metric ruleFailures have all.';

/** What is wrong in the program, and how to mend it. */
const causeFacts = (entries: readonly FailureEntry[]): readonly Fact[] => {
  const causes = entries.flatMap(({ cause }) => cause ?? []);
  const since = entries.reduce((sum, { since = 0 }) => sum + since, 0);
  return presentFacts([
    ['Field', unlessNone(causes.flatMap(({ values }) => values))],
    ['Program', unlessNone(causes.map(({ program }) => program))],
    ['Fix', unlessNone(causes.flatMap(({ fix }) => fix ?? []))],
    ['Since', since === 0 ? undefined : `at least ${since} more failures since the last such alert`],
  ]);
};

/** One text as such: it may be short enough for half the width. */
const unlessNone = (texts: readonly string[]): string | readonly string[] | undefined => {
  const different = [...new Set(texts)];
  return different.length > 1 ? different : different[0];
};

const summarized = (summary: Summary, display: Display): readonly Fact[] => {
  const { first, last, who, what, accounts, from, outcomes, targets, rules, example } = summary;
  return presentFacts([
    ['Rule', counted(rules)],
    ['Example', example],
    ['What', counted(what)],
    ['Outcome', counted(outcomes)],
    ['Who', counted(who)],
    ['Target', counted(targets)],
    ['Account', counted(accounts.map(({ name, count }) => ({ name: accountText(name, display), count })))],
    ['From', counted(from)],
    ['First', first && timeText(first, display)],
    ['Last', last && timeText(last, display)],
  ]);
};

/** An attacker may write anything into these fields, but they appear beside the title of an alert. */
const placeIn = (record: CloudTrailRecord, { accountName }: Display): string =>
  [accountIn(record), nonEmptyString(record.awsRegion)]
    .flatMap((part) => (part !== undefined && /^[\w-]{1,32}$/.test(part) ? (accountName(part) ?? part) : []))
    .join(' ');

const counted = (counts: readonly Counted[]): readonly string[] | undefined =>
  counts.length === 0 ? undefined : counts.map(({ name, count }) => `${name} (${count})`);

const linksOf = (alert: Alert): Links => {
  const record = recordOf(alert);
  return { event: record && eventLinkOf(record), runbook: alert.rule.runbookUrl };
};
