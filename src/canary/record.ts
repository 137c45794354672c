import type { CloudTrailRecord } from '../trail/record.ts';

/** Where a canary is written to, as whom, and when. */
export interface CanaryPlace {
  /** What the key begins with, before `AWSLogs/` or with it: nothing, or it ends with a slash. */
  readonly prefix: string;
  readonly account: string;
  readonly region: string;
}

/** Nothing that AWS does has this eventSource: those of its services are names of hosts such as `iam.amazonaws.com`. */
export const canarySource = 'canary.tattletail';

export const canaryEvent = 'TattletailCanary';

/**
 * The record of an event that never happened, for a rule of its own. It says that it is no management event, since the
 * console's event history does not have it. `id` is a UUID, `at` is in milliseconds since the epoch.
 */
export const canaryRecord = (
  id: string,
  at: number,
  { account, region }: Pick<CanaryPlace, 'account' | 'region'>,
): CloudTrailRecord => ({
  eventVersion: '1.11',
  userIdentity: { type: 'AWSService', invokedBy: canarySource },
  eventTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
  eventSource: canarySource,
  eventName: canaryEvent,
  awsRegion: region,
  sourceIPAddress: canarySource,
  userAgent: canarySource,
  requestParameters: { canary: id },
  responseElements: null,
  requestID: id,
  eventID: id,
  readOnly: true,
  eventType: 'AwsServiceEvent',
  managementEvent: false,
  recipientAccountId: account,
  eventCategory: 'Data',
});

/**
 * The key of a log file with this record: in the folder where CloudTrail would write one, under a name that CloudTrail
 * does not give. So nobody takes it for a sign that the trail writes.
 */
export const canaryKey = (id: string, at: number, { prefix, account, region }: CanaryPlace): string => {
  const time = new Date(at).toISOString();
  const day = time.slice(0, 10).replaceAll('-', '/');
  const minute = `${time.slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
  const folder = /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?$/.test(prefix) ? prefix : `${prefix}AWSLogs/`;
  const name = `${account}_${canaryEvent}_${region}_${minute}_${id.replaceAll('-', '')}.json.gz`;
  return `${folder}${account}/CloudTrail/${region}/${day}/${name}`;
};
