import type { JsonValue } from '../json.ts';
import { type Alert, annotationOf, type FailureAlert, type MatchAlert, type Roundup } from './alert.ts';
import { type Facts, factsOf } from './facts.ts';
import { summaryOf } from './roundup.ts';

/** What an alert says, most important first. */
interface Content {
  readonly title: string;
  readonly description: string;
  /** The rule's output, or why the rule failed, with its label. */
  readonly annotation: readonly [label: string, value: JsonValue] | undefined;
  readonly facts: readonly Fact[];
  /** Account and region of the event; empty when there are several events. */
  readonly place: string;
  /** The record of a match, the event IDs of a roundup. */
  readonly details: JsonValue | undefined;
}

export type Fact = readonly [label: string, fact: string];

export const contentOf = (alert: Alert): Content => {
  switch (alert.kind) {
    case 'match':
      return matchContent(alert);
    case 'roundup':
      return roundupContent(alert);
    case 'failure':
      return failureContent(alert);
  }
};

const matchContent = (alert: MatchAlert): Content => {
  const facts = factsOf(alert.record);
  const annotation = annotationOf(alert);
  return {
    title: alert.rule.name,
    description: alert.rule.description,
    annotation: annotation === undefined ? undefined : ['Match', annotation],
    facts: labelled(facts),
    place: placeIn(facts),
    details: alert.record,
  };
};

const roundupContent = (alert: Roundup): Content => {
  const { count, first, last, who, accounts, from, eventIDs } = summaryOf(alert);
  return {
    title: `${alert.rule.name}: ${count}${alert.isRest ? ' more' : ''} ${count === 1 ? 'match' : 'matches'}`,
    description: alert.rule.description,
    annotation: undefined,
    facts: present([
      ['First', first],
      ['Last', last],
      ['Who', counted(who)],
      ['Account', counted(accounts)],
      ['From', counted(from)],
    ]),
    place: '',
    details: { eventIDs },
  };
};

const failureContent = ({ rule, first, times }: FailureAlert): Content => {
  const facts = factsOf(first.record);
  const others = times === 1 ? '' : `, and on ${times - 1} more`;
  return {
    title: `Rule failed: ${rule.name}`,
    description: `The rule could not be evaluated on the event below${others}, so it may have missed a match.`,
    annotation: ['Reason', first.message],
    facts: labelled(facts),
    place: placeIn(facts),
    details: undefined,
  };
};

const labelled = (facts: Facts): readonly Fact[] =>
  present([
    ['Who', facts.who],
    ['What', facts.what],
    ['Error', facts.error],
    ['Account', facts.account],
    ['Region', facts.region],
    ['When', facts.when],
    ['From', facts.from],
    ['Event', facts.eventId],
  ]);

const present = (facts: readonly (readonly [string, string | undefined])[]): readonly Fact[] =>
  facts.flatMap(([label, fact]) => (fact === undefined ? [] : [[label, fact] as const]));

const placeIn = ({ account, region }: Facts): string =>
  [account, region].filter((part) => part !== undefined).join(' ');

const counted = (counts: Readonly<Record<string, number>>): string | undefined => {
  const parts = Object.entries(counts).map(([what, count]) => `${what} (${count})`);
  return parts.length === 0 ? undefined : parts.join(', ');
};
