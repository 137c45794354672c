import { isJsonObject, type JsonObject } from '../json.ts';
import type { CloudTrailRecord } from './record.ts';

/** A call that we make, as CloudTrail records it. */
export interface OwnCall {
  /** `sns.amazonaws.com` */
  readonly eventSource: string;
  /** `Publish` */
  readonly eventName: string;
  /** Whether the request is one that we make: for a topic, bucket or key of the config, not for another. */
  readonly isForOurs: (requestParameters: JsonObject, record: CloudTrailRecord) => boolean;
}

export const isCall = ({ eventSource, eventName }: CloudTrailRecord, call: OwnCall): boolean =>
  eventSource === call.eventSource && eventName === call.eventName;

export const isOwnRequest = (record: CloudTrailRecord, call: OwnCall): boolean => {
  const { requestParameters } = record;
  return (
    isCall(record, call) && call.isForOurs(isJsonObject(requestParameters) ? requestParameters : {}, record)
  );
};
