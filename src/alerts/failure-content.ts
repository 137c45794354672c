import type { FailureAlert, FailureEntry } from './alert.ts';
import type { Words } from './content.ts';
import type { Display } from './display.ts';
import { type Fact, factsAbout, presentFacts } from './facts-about.ts';
import { reasonOf, summedFailure } from './failures.ts';
import { cutTo } from './fitting.ts';
import { placeIn } from './place.ts';
import { oneLine } from './printable.ts';
import { sentenceOf } from './sentence.ts';
import { summaryOf } from './summary.ts';
import { summaryFacts } from './summary-facts.ts';

/** On which events a rule failed, and why. */
export const failureContent = ({ rule, entries }: FailureAlert, display: Display): Words => {
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
    facts: [...causes, ...summaryFacts(summary, display)],
    place: '',
    // Of each kind of call and each caller, one.
    details: { eventIDs: summary.eventIDs },
  };
};

/** Which field and what to write, or else why, in a line: `.errorCode is missing: write (.errorCode // "") instead of .errorCode`. */
export const failureInBrief = ({ facts, annotation }: Pick<Words, 'facts' | 'annotation'>): string => {
  const [field, fix] = ['Field', 'Fix'].map((name) => facts.find(([label]) => label === name)?.[1]);
  const what = firstOf(field) ?? firstOf(String(annotation?.[1] ?? '').split('\n')) ?? '';
  const whole = fix === undefined ? what : `${what}: ${firstOf(fix)}`;
  // Half a fix would not compile.
  return cutTo(oneLine(whole.length <= maxBrief ? whole : what), maxBrief);
};

const firstOf = (fact: string | readonly string[] | undefined): string | undefined =>
  typeof fact === 'object' ? fact[0] : fact;

const maxBrief = 150;

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
