import { nonEmptyString } from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { accountIn } from './who.ts';

/** The account and region that recorded an event. */
export interface Origin {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

export const originOf = (record: CloudTrailRecord): Origin => ({
  account: accountIn(record),
  region: nonEmptyString(record.awsRegion),
});
