import { nonEmptyString } from '../json.ts';
import { type CloudTrailRecord, eventIdOf } from '../trail/record.ts';

/**
 * Where the event is in the console of CloudTrail. Undefined where there is none: the console has management events only
 * (CloudTrail User Guide, "Working with CloudTrail event history"), and some partitions have another console.
 */
export const eventLinkOf = (record: CloudTrailRecord): string | undefined => {
  const region = nonEmptyString(record.awsRegion) ?? '';
  const id = eventIdOf(record) ?? '';
  const domain = consoles.find(([regions]) => regions.test(region))?.[1];
  if (domain === undefined || !/^[\w-]{1,64}$/.test(id) || !isManagement(record)) return undefined;
  return `https://${region}.${domain}/cloudtrailv2/home?region=${region}#/events/${id}`;
};

const isManagement = ({ eventCategory, managementEvent }: CloudTrailRecord): boolean =>
  managementEvent !== false && (eventCategory === undefined || eventCategory === 'Management');

const consoles: readonly (readonly [regions: RegExp, domain: string])[] = [
  [/^us-gov-[a-z]{1,12}-\d{1,2}$/, 'console.amazonaws-us-gov.com'],
  [/^cn-[a-z]{1,12}-\d{1,2}$/, 'console.amazonaws.cn'],
  // Those of the isolated partitions have a fourth part, such as `us-iso-east-1`.
  [/^[a-z]{2}-[a-z]{1,12}-\d{1,2}$/, 'console.aws.amazon.com'],
];
