import { isJsonObject, nonEmptyString } from '../json.ts';
import type { CloudTrailRecord } from './record.ts';

/** Who we are when we run as a Lambda. */
export interface Self {
  /** Lambda names the session of a function's role after the function. */
  readonly functionName: string;
  /**
   * `arn:aws:sts::ACCOUNT:assumed-role/ROLE/FUNCTION`, or undefined if it cannot be known. Only asked when a record
   * looks like ours.
   */
  readonly arn: () => Promise<string | undefined>;
  /** The calls that we make, as `eventSource eventName`: `sns.amazonaws.com Publish`. */
  readonly calls: ReadonlySet<string>;
}

/**
 * The records without those of our own calls. With data events in the trail, every log file that we read would cause
 * a record in a later one, which we would read too. Only calls that we do make are left out: whoever takes over our
 * role is still seen doing anything else. Everything is kept if our ARN is not known, and from any other role whose
 * session has our name.
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

const looksOwn = (record: CloudTrailRecord, { functionName, calls }: Self): boolean =>
  arnIn(record)?.endsWith(`/${functionName}`) === true &&
  calls.has(`${nonEmptyString(record.eventSource)} ${nonEmptyString(record.eventName)}`);

const arnIn = ({ userIdentity }: CloudTrailRecord): string | undefined =>
  isJsonObject(userIdentity) ? nonEmptyString(userIdentity.arn) : undefined;
