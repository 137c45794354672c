import { isJsonObject, nonEmptyString } from '../json.ts';
import { createOwnAddresses } from './own-addresses.ts';
import { isCall, isOwnRequest, type OwnCall } from './own-call.ts';
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
  /** Whether this process has made the request, by its `requestID`. Other processes of the function make some too. */
  readonly hasRequested: (requestId: string) => boolean;
}

/** The records without those of our own calls. */
export type WithoutOwn = (records: readonly CloudTrailRecord[]) => Promise<readonly CloudTrailRecord[]>;

/**
 * With data events in the trail, every log file that we read would cause a record in a later one, which we would read
 * too. What is left out is only what we do: the calls, for what the config names, by our session, from our address, and
 * not refused. So whoever takes over our role is seen doing anything else. Everything is kept if our ARN is not known.
 */
export const createWithoutOwn = ({
  functionName,
  arn,
  hasRequested,
}: Self): ((calls: readonly OwnCall[]) => WithoutOwn) => {
  const addresses = createOwnAddresses();

  const looksOwn = (record: CloudTrailRecord, calls: readonly OwnCall[]): boolean =>
    arnIn(record)?.endsWith(`/${functionName}`) === true && calls.some((call) => isCall(record, call));

  const isProven = ({ requestID }: CloudTrailRecord): boolean =>
    typeof requestID === 'string' && hasRequested(requestID);

  return (calls) => async (records) => {
    if (!records.some((record) => looksOwn(record, calls))) return records;
    const ourArn = await arn();
    if (ourArn === undefined) return records;
    const bySession = new Set(
      records.filter((record) => arnIn(record) === ourArn && looksOwn(record, calls)),
    );
    for (const record of bySession) (isProven(record) ? addresses.prove : addresses.see)(record);
    const isOwn = (record: CloudTrailRecord): boolean =>
      isProven(record) ||
      (isAnswered(record) && calls.some((call) => isOwnRequest(record, call)) && addresses.isOurs(record));
    return records.filter((record) => !(bySession.has(record) && isOwn(record)));
  };
};

const arnIn = ({ userIdentity }: CloudTrailRecord): string | undefined =>
  isJsonObject(userIdentity) ? nonEmptyString(userIdentity.arn) : undefined;

/** A condition of ours that does not hold is an answer: of a claim that exists, or a config that has not changed. */
const isAnswered = ({ errorCode }: CloudTrailRecord): boolean =>
  errorCode === undefined || errorCode === null || answers.has(String(errorCode));

const answers = new Set(['PreconditionFailed', 'ConditionalRequestConflict', 'NotModified']);
