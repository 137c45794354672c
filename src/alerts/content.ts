import type { JsonValue } from '../json.ts';
import type { Severity } from '../rules/severity.ts';
import {
  type Alert,
  annotationOf,
  type BurstAlert,
  type MatchAlert,
  type OperationalAlert,
  type Roundup,
  recordOf,
} from './alert.ts';
import { burstLine } from './burst-line.ts';
import { mixedOutcomes } from './burst-outcome.ts';
import { asRecorded, type Display } from './display.ts';
import { eventLinkOf } from './event-link.ts';
import { type Fact, factsAbout, presentFacts } from './facts-about.ts';
import { failureContent } from './failure-content.ts';
import { ownWordsIn } from './own-words.ts';
import { placeIn } from './place.ts';
import { sentenceOf } from './sentence.ts';
import { severityOf } from './severity.ts';
import { summaryOf } from './summary.ts';
import { summaryFacts } from './summary-facts.ts';

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
export type Words = Omit<Content, 'severity' | 'links'>;

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
  const { count, eventIDs } = alert.burst;
  const outcomes = mixedOutcomes(alert);
  const all = outcomes === undefined ? `${count} matches` : `${count} matches: ${outcomes}`;
  return {
    ...content,
    sentence:
      content.sentence && (count < 2 ? content.sentence : `${content.sentence} (the first of ${all})`),
    facts: [
      ['Burst', burstLine(alert, display)],
      ...presentFacts([['Outcomes', outcomes]]),
      ...content.facts.filter(([label]) => !ofOneEvent.has(label)),
      ...(eventIDs.length === 0 ? [] : [['Events', eventIDs] as const]),
    ],
  };
};

const ofOneEvent: ReadonlySet<string> = new Set(['When', 'Event']);

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
    facts: summaryFacts(summary, display),
    place: '',
    details: { eventIDs: more === undefined ? eventIDs : [...eventIDs, `and ${more} more`] },
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

const linksOf = (alert: Alert): Links => {
  const record = recordOf(alert);
  return { event: record && eventLinkOf(record), runbook: alert.rule.runbookUrl };
};
