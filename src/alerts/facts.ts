import { nonEmptyString, objectIn } from '../json.ts';
import { isFailedSignIn } from '../rules/outcome.ts';
import { type CloudTrailRecord, eventIdOf, loggedEventIdOf } from '../trail/record.ts';
import { aggregatedIn } from './aggregated.ts';
import { asRecorded } from './display.ts';
import { type Insight, insightIn } from './insight.ts';
import { plain } from './target/plain.ts';
import { accountIn, whoIn } from './who.ts';

/** What people ask first about a record; undefined where the record does not say. */
export interface Facts {
  readonly who: string | undefined;
  readonly what: string | undefined;
  readonly error: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly when: string | undefined;
  readonly from: string | undefined;
  readonly eventId: string | undefined;
}

/** Fields as in the CloudTrail User Guide, "CloudTrail record contents". */
export const factsOf = (record: CloudTrailRecord, display = asRecorded): Facts => {
  const insight = insightIn(record);
  return {
    who: insight?.who ?? whoIn(record, display) ?? aggregatedIn(record, 'userIdentity'),
    what: whatIn(record, insight),
    error:
      joined(': ', record.errorCode, nonEmptyString(record.errorMessage)?.replace(encoded, '')) ??
      insight?.error ??
      (isFailedSignIn(record) ? 'Failure' : undefined) ??
      aggregatedIn(record, 'errorCodes'),
    account: accountIn(record),
    region: nonEmptyString(record.awsRegion),
    when: whenIn(record),
    from: nonEmptyString(record.sourceIPAddress) ?? aggregatedIn(record, 'sourceIpAddress'),
    eventId: eventIdOf(record),
  };
};

/** For `aws sts decode-authorization-message`: nobody can read it (EC2 API Reference, "Error codes", UnauthorizedOperation). */
const encoded = / *Encoded authorization failure message: [\w-]{40,}/;

/** Aggregated events have a time window instead of a time. */
export const whenIn = (record: CloudTrailRecord): string | undefined =>
  nonEmptyString(record.eventTime) ?? nonEmptyString(objectIn(record, 'timeWindow')?.windowStart);

/** Names an event in a sentence. */
export const eventName = (record: CloudTrailRecord): string =>
  `event ${loggedEventIdOf(record) ?? '(without ID)'}`;

/** Insights are about calls of others; aggregated events about many calls, or they have only a type. */
const whatIn = (record: CloudTrailRecord, insight: Insight | undefined): string | undefined => {
  if (insight !== undefined) {
    const call = callOf(quotedIfOdd(insight.eventName), insight.eventSource);
    return joined(': ', insight.title, call);
  }
  return (
    callOf(
      quotedIfOdd(nonEmptyString(record.eventName)) ?? aggregatedIn(record, 'eventName'),
      nonEmptyString(record.eventSource),
    ) ?? nonEmptyString(record.eventType)
  );
};

const callOf = (name: string | undefined, source: string | undefined): string | undefined =>
  name === undefined && source === undefined
    ? undefined
    : joined(' ', name, source === undefined ? undefined : `(${plain(source)})`);

const quotedIfOdd = (name: string | undefined): string | undefined => name && plain(name);

const joined = (separator: string, ...parts: readonly unknown[]): string | undefined =>
  nonEmptyString(
    parts
      .map(nonEmptyString)
      .filter((part) => part !== undefined)
      .join(separator),
  );
