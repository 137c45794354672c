import { isJsonObject, type JsonObject, nonEmptyString } from '../../json.ts';

/**
 * Whether CloudTrail writes no such record, though it may have written the one that this was made from: one without a field
 * that every record has, or of a user or service with a session of a role (CloudTrail User Guide, "CloudTrail record
 * contents" and "CloudTrail userIdentity element").
 */
export const isNeverWritten = (record: JsonObject, madeFrom: JsonObject): boolean =>
  alwaysThere.some((field) => isMissing(record, field) && !isMissing(madeFrom, field)) ||
  (hasForeignSession(record) && !hasForeignSession(madeFrom));

const alwaysThere = ['eventSource', 'eventName', 'eventTime', 'eventVersion', 'awsRegion', 'eventType'];

const isMissing = (record: JsonObject, field: string): boolean => nonEmptyString(record[field]) === undefined;

const hasForeignSession = ({ userIdentity }: JsonObject): boolean => {
  if (userIdentity === undefined || !isJsonObject(userIdentity)) return false;
  const { type, sessionContext } = userIdentity;
  if (typeof type !== 'string' || !withoutIssuer.has(type)) return false;
  const issuer =
    sessionContext !== undefined && isJsonObject(sessionContext) ? sessionContext.sessionIssuer : undefined;
  return issuer !== undefined && isJsonObject(issuer) && nonEmptyString(issuer.arn) !== undefined;
};

const withoutIssuer: ReadonlySet<string> = new Set(['IAMUser', 'Root', 'AWSService', 'AWSAccount']);
