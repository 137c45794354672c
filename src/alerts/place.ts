import { nonEmptyString } from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import type { Display } from './display.ts';
import { accountIn } from './who.ts';

/**
 * Account and region of an event. An attacker may write anything into these fields, but they appear beside the title of
 * an alert.
 */
export const placeIn = (record: CloudTrailRecord, { accountName }: Display): string =>
  [accountIn(record), nonEmptyString(record.awsRegion)]
    .flatMap((part) => (part !== undefined && /^[\w-]{1,32}$/.test(part) ? (accountName(part) ?? part) : []))
    .join(' ');
