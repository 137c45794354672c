import { isJsonObject, type JsonObject, nonEmptyString } from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';

/** Who made a call, as CloudTrail User Guide, "CloudTrail userIdentity element", names it for each kind of caller. */
export const whoIn = (record: CloudTrailRecord): string | undefined => {
  const identity = objectIn(record, 'userIdentity');
  if (identity === undefined) return undefined;
  const arn = nonEmptyString(identity.arn);
  // The ARN of an assumed role names the session too.
  return arn === undefined ? withoutArn(identity, record) : forPerson(arn, identity);
};

/** The account whose trail recorded the event; not always the caller's. */
export const accountIn = (record: CloudTrailRecord): string | undefined =>
  nonEmptyString(record.recipientAccountId) ??
  nonEmptyString(record.accountId) ??
  nonEmptyString(objectIn(record, 'userIdentity')?.accountId);

/** A role may act for a person of Identity Center, or for whoever set a source identity. */
const forPerson = (arn: string, identity: JsonObject): string => {
  const person = personIn(identity) ?? nonEmptyString(objectIn(identity, 'sessionContext')?.sourceIdentity);
  return person === undefined || arn.endsWith(`/${person}`) ? arn : `${arn} for ${person}`;
};

/**
 * Since 2025, the events of Identity Center have neither userName nor principalId but the user's ID; some have the
 * name among the additional data. AWS services have only `invokedBy`, and callers of other accounts only an ID.
 */
const withoutArn = (identity: JsonObject, record: CloudTrailRecord): string | undefined => {
  const name = nonEmptyString(identity.userName) ?? nonEmptyString(additionalName(record));
  const person = personIn(identity);
  if (name !== undefined) return withDetail(name, person ?? nonEmptyString(identity.identityProvider));
  if (person !== undefined) return person;
  const service = nonEmptyString(identity.invokedBy);
  if (service !== undefined) return service;
  const account = foreignAccount(identity, record);
  const id = nonEmptyString(identity.principalId) ?? nonEmptyString(identity.accessKeyId);
  if (id !== undefined && id !== accountIn(record))
    return withDetail(id, account === undefined ? undefined : `account ${account}`);
  return account ?? nonEmptyString(identity.type);
};

const additionalName = (record: CloudTrailRecord) => objectIn(record, 'additionalEventData')?.UserName;

/** "userId: a unique identifier" of the Identity Center user on whose behalf a call was made. */
const personIn = (identity: JsonObject): string | undefined =>
  nonEmptyString(objectIn(identity, 'onBehalfOf')?.userId);

const foreignAccount = ({ accountId }: JsonObject, record: CloudTrailRecord): string | undefined => {
  const account = nonEmptyString(accountId);
  return account === accountIn(record) ? undefined : account;
};

const withDetail = (name: string, detail: string | undefined): string =>
  detail === undefined ? name : `${name} (${detail})`;

const objectIn = (object: JsonObject, name: string): JsonObject | undefined => {
  const value = object[name];
  return isJsonObject(value) ? value : undefined;
};
