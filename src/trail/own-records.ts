import { isJsonObject, nonEmptyString } from '../json.ts';
import type { CloudTrailRecord } from './record.ts';

/** Who we are when we run as a Lambda. */
export interface Self {
  /** Lambda names the session of a function's role after the function. */
  readonly functionName: string;
  /** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/FUNCTION`, if it can be known. Only asked when a record looks own. */
  readonly arn: () => Promise<string | undefined>;
}

/**
 * The records without those that our own work has caused: with data events in the trail, each log file that we
 * read would be in a later one, which we read too. Only calls that we do make are left out: if somebody else
 * gets hold of our role, what he does besides is seen. So is everything of another role whose session somebody
 * has named after us; and everything when nobody can say who we are.
 */
export const withoutOwn = async (
  records: readonly CloudTrailRecord[],
  self: Self | undefined,
): Promise<readonly CloudTrailRecord[]> => {
  if (self === undefined || !records.some((record) => looksOwn(record, self))) return records;
  const arn = await self.arn();
  if (arn === undefined) return records;
  return records.filter((record) => !looksOwn(record, self) || arnIn(record) !== arn);
};

const looksOwn = (record: CloudTrailRecord, { functionName }: Self): boolean =>
  arnIn(record)?.endsWith(`/${functionName}`) === true &&
  ownCalls.has(`${nonEmptyString(record.eventSource)} ${nonEmptyString(record.eventName)}`);

const arnIn = ({ userIdentity }: CloudTrailRecord): string | undefined =>
  isJsonObject(userIdentity) ? nonEmptyString(userIdentity.arn) : undefined;

/** S3 asks KMS on our behalf for what is encrypted. */
const ownCalls: ReadonlySet<string> = new Set([
  's3.amazonaws.com GetObject',
  's3.amazonaws.com PutObject',
  'kms.amazonaws.com Decrypt',
  'kms.amazonaws.com GenerateDataKey',
  'ses.amazonaws.com SendEmail',
  'sns.amazonaws.com Publish',
  'sts.amazonaws.com GetCallerIdentity',
]);
