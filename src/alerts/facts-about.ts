import type { CloudTrailRecord } from '../trail/record.ts';
import { agentIn, agentNamed } from './agent.ts';
import { accountText, type Display, timeText } from './display.ts';
import { factsOf } from './facts.ts';
import { insightIn } from './insight.ts';
import { outcomeOf, outcomeText } from './outcome.ts';
import { endpointIn, keyIn, mfaIn, oddTlsIn } from './session.ts';
import { plain } from './target/plain.ts';
import { targetOf } from './target.ts';

/** A text, or many of which the first are the most important. */
export type Fact = readonly [label: string, fact: string | readonly string[]];

/** What a record says, in the order in which people ask. */
export const factsAbout = (record: CloudTrailRecord, display: Display): readonly Fact[] => {
  const { what, who, error, account, region, when, from, eventId } = factsOf(record, display);
  const outcome = outcomeOf(record);
  return presentFacts([
    ['What', what],
    ['Outcome', outcome && outcomeText(outcome)],
    ['Who', who],
    ['Target', targetOf(record)],
    ['Error', error],
    ['Rate', insightIn(record)?.rate],
    ['Account', account && accountText(plain(account), display)],
    ['Region', region && plain(region)],
    ['When', when && timeText(when, display)],
    ['From', fromIn(record, from)],
    ['MFA', mfaIn(record)],
    ['Key', keyIn(record)],
    ['TLS', oddTlsIn(record)],
    ['Event', eventId],
  ]);
};

export const presentFacts = (
  facts: readonly (readonly [string, string | readonly string[] | undefined])[],
): readonly Fact[] => facts.flatMap(([label, fact]) => (fact === undefined ? [] : [[label, fact] as const]));

/** `203.0.113.7 through vpce-1 (AWS CLI 2.15.1)`. A service that calls for somebody has its name in both fields. */
const fromIn = (record: CloudTrailRecord, from: string | undefined): string | undefined => {
  const endpoint = endpointIn(record);
  const places = [from && addressText(from), endpoint === undefined ? undefined : `through ${endpoint}`];
  const agent = from !== undefined && record.userAgent === from ? undefined : agentOf(record);
  const place = places.filter((part) => part !== undefined).join(' ');
  if (place === '') return agent;
  return agent === undefined ? place : `${place} (${agent})`;
};

/** CloudTrail writes `AWS Internal` of some calls that AWS makes for somebody. */
const addressText = (from: string): string => (from === 'AWS Internal' ? from : plain(from));

/** Insights name those of the unusual calls. */
const agentOf = (record: CloudTrailRecord): string | undefined => {
  const ofInsight = insightIn(record)?.agents;
  return ofInsight === undefined ? agentIn(record) : agentNamed(ofInsight);
};
