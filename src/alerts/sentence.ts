import { isJsonObject, nonEmptyString } from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { asRecorded } from './display.ts';
import { insightWords } from './insight-sentence.ts';
import { isDryRun, isOfFailedSignIn, type Outcome, outcomeOf } from './outcome.ts';
import { callIn } from './sentences/call.ts';
import { type Deed, deedOf } from './sentences/row.ts';
import { rowFor } from './sentences/table.ts';
import { verbs } from './sentences/verbs.ts';
import { resourceOf } from './target.ts';
import { shortWhoIn, whoIn } from './who.ts';
import { plainWords, type Words, withoutMiddle, words } from './words.ts';

/**
 * One sentence of at most 300 characters: `bob (role Admin) opened port 22 of sg-1 to the world`, or, of calls that are
 * not in the table, `CreateFoo (foo.amazonaws.com) by bob (role Admin) succeeded`. Of Insights, which calls are unusual.
 * Undefined for other records that are not about one call.
 */
export const sentenceOf = (record: CloudTrailRecord, display = asRecorded): string | undefined => {
  const outcome = outcomeOf(record);
  if (outcome === undefined) return fitted(insightWords(record, display), maxSentence);
  const deed = deedIn(record);
  const subject = shortWhoIn(record, display);
  if (deed === undefined) {
    const by = whoIn(record) === undefined ? undefined : subject;
    return fitted(plainOutcome(record, outcome, by), maxSentence);
  }
  return `${subject} ${fitted(predicate(deed, outcome, record), maxSentence - subject.length - 1)}`;
};

/** The same without the caller, for headlines: `opened port 22 of sg-1 to the world`. */
export const whatSentence = (record: CloudTrailRecord, maxLength = maxSentence): string | undefined => {
  const outcome = outcomeOf(record);
  if (outcome === undefined) return fitted(insightWords(record), maxLength);
  const deed = deedIn(record);
  return fitted(
    deed === undefined ? plainOutcome(record, outcome) : predicate(deed, outcome, record),
    maxLength,
  );
};

const maxSentence = 300;

const deedIn = (record: CloudTrailRecord): Deed | undefined => {
  const row = rowFor(record.eventSource, record.eventName);
  return row === undefined ? undefined : deedOf(row, callIn(record));
};

const predicate = ({ verb, rest }: Deed, outcome: Outcome, record: CloudTrailRecord): Words | undefined => {
  const object = rest(8) === '' ? plainWords('') : words` ${rest}`;
  const tried = words`tried to ${plainWords(verb)}${object}`;
  switch (outcome.kind) {
    case 'succeeded':
      return words`${plainWords(verbs[verb])}${object}`;
    case 'attempted':
      return isDryRun(record) ? words`${tried} (a dry run)` : tried;
    case 'denied':
      return isOfFailedSignIn(outcome)
        ? words`${tried}, which failed`
        : words`${tried}${deniedTarget(record)}, which was denied (${outcome.code})`;
    case 'failed':
      return words`${tried}, which failed (${outcome.code})`;
  }
};

/** Denied calls mostly have no parameters, but a resource or a message that names it. */
const deniedTarget = (record: CloudTrailRecord): Words => {
  const target = isJsonObject(record.requestParameters) ? undefined : resourceOf(record);
  const isShown = target !== undefined && target.length <= maxTarget && onlyNames.test(target);
  return plainWords(isShown ? ` (${target})` : '');
};

const maxTarget = 100;

/** Nothing that would have to be in quotes. */
const onlyNames = /^[\w+=.@:/* -]+$/;

const plainOutcome = (record: CloudTrailRecord, outcome: Outcome, by?: string): Words | undefined => {
  const name = nonEmptyString(record.eventName);
  const source = nonEmptyString(record.eventSource);
  const alone = words`${name} (${source})` ?? words`${name}`;
  const call = by === undefined ? alone : words`${alone} by ${plainWords(by)}`;
  switch (outcome.kind) {
    case 'succeeded':
      return words`${call} succeeded`;
    case 'attempted':
      return words`${call} was attempted`;
    case 'denied':
      return isOfFailedSignIn(outcome) ? words`${call} failed` : words`${call} was denied (${outcome.code})`;
    case 'failed':
      return words`${call} failed (${outcome.code})`;
  }
};

/** With names as long as they can be. */
const fitted = (said: Words | undefined, max: number): string | undefined => {
  if (said === undefined) return undefined;
  for (const maxName of [64, 40, 24, 16, 8]) {
    const text = said(maxName);
    if (text.length <= max) return text;
  }
  return withoutMiddle(said(8), max);
};
