import { isJsonObject, type JsonValue, nonEmptyString } from '../json.ts';
import { type CloudTrailRecord, eventIdOf } from '../trail/record.ts';

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

/** Fields as in the CloudTrail User Guide, "CloudTrail record contents" and "userIdentity element". */
export const factsOf = (record: CloudTrailRecord): Facts => ({
  who: whoIn(record.userIdentity),
  what: whatIn(record),
  error: joined(': ', record.errorCode, record.errorMessage),
  account: accountIn(record),
  region: nonEmptyString(record.awsRegion),
  when: nonEmptyString(record.eventTime),
  from: nonEmptyString(record.sourceIPAddress),
  eventId: eventIdOf(record),
});

/** Names an event in a sentence. */
export const eventName = (record: CloudTrailRecord): string => `event ${eventIdOf(record) ?? '(without ID)'}`;

/** The ARN of an assumed role names the session too. AWS services have no ARN, only `invokedBy`. */
const whoIn = (identity: JsonValue | undefined): string | undefined =>
  isJsonObject(identity)
    ? (nonEmptyString(identity.arn) ??
      nonEmptyString(identity.userName) ??
      nonEmptyString(identity.invokedBy) ??
      nonEmptyString(identity.principalId) ??
      nonEmptyString(identity.accountId) ??
      nonEmptyString(identity.type))
    : undefined;

/** Insight events have neither name nor source, only a type. */
const whatIn = (record: CloudTrailRecord): string | undefined => {
  const { eventSource, eventName, eventType } = record;
  return (
    joined(' ', nonEmptyString(eventName), inParentheses(nonEmptyString(eventSource))) ??
    nonEmptyString(eventType)
  );
};

/** The account whose trail recorded the event; not always the caller's. */
const accountIn = ({ recipientAccountId, userIdentity, accountId }: CloudTrailRecord): string | undefined =>
  nonEmptyString(recipientAccountId) ??
  nonEmptyString(accountId) ??
  (isJsonObject(userIdentity) ? nonEmptyString(userIdentity.accountId) : undefined);

const joined = (separator: string, ...parts: readonly unknown[]): string | undefined =>
  nonEmptyString(
    parts
      .map(nonEmptyString)
      .filter((part) => part !== undefined)
      .join(separator),
  );

const inParentheses = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : `(${text})`;
