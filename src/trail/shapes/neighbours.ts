import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, nonEmptyString } from '../../json.ts';

/** What an object is instead of records, each by what only it has. */
const shapes: readonly (readonly [string, (value: JsonObject) => boolean])[] = [
  // CloudTrail User Guide, "CloudTrail digest file structure".
  ['a CloudTrail digest', ({ logFiles }) => isJsonArray(logFiles)],
  // AWS Config Developer Guide, "Viewing configuration history" and "Delivering configuration snapshots".
  ['a file of AWS Config', ({ configurationItems }) => isJsonArray(configurationItems)],
  ['a file of AWS Config', ({ configSnapshotId }) => typeof configSnapshotId === 'string'],
  // GuardDuty User Guide, "Exporting findings".
  ['GuardDuty findings', ({ service }) => isJsonObject(service) && service.serviceName === 'guardduty'],
  ['GuardDuty findings', ({ arn }) => typeof arn === 'string' && /^arn:aws[\w-]*:guardduty:/.test(arn)],
  ['Security Hub findings', ({ ProductArn }) => typeof ProductArn === 'string'],
  ['findings', ({ Findings }) => isJsonArray(Findings) && Findings.length > 0 && Findings.every(isFinding)],
  ['Macie findings', ({ resourcesAffected }) => isJsonObject(resourcesAffected)],
  ['Inspector findings', ({ findingArn }) => isInspectorArn(findingArn)],
  ['Inspector findings', ({ findings }) => isJsonArray(findings) && findings.every(isOfInspector)],
  ['a WAF log', ({ webaclId }) => typeof webaclId === 'string'],
  ['a Route 53 query log', ({ query_name, rcode }) => isText(query_name) && isText(rcode)],
  ['a Network Firewall log', ({ firewall_name }) => typeof firewall_name === 'string'],
  ['a VPC Lattice access log', ({ serviceNetworkArn }) => isText(serviceNetworkArn)],
  ['a Cost and Usage Report', ({ assemblyId, reportKeys }) => isText(assemblyId) && isJsonArray(reportKeys)],
  ['an S3 inventory', ({ sourceBucket, fileFormat }) => isText(sourceBucket) && isText(fileFormat)],
  ['an S3 notification', ({ Event, eventSource }) => Event === 's3:TestEvent' || eventSource === 'aws:s3'],
];

/** The same of an object that is too large to parse, by the key of a list in it. */
export const neighbourWithList = (key: string): string | undefined => listsOfNeighbours.get(key);

const listsOfNeighbours: ReadonlyMap<string, string> = new Map([
  ['logFiles', 'a CloudTrail digest'],
  ['configurationItems', 'a file of AWS Config'],
]);

/** Undefined if it is nothing that is known. */
export const neighbourIn = (value: JsonObject): string | undefined =>
  shapes.find(([, isIt]) => isIt(value))?.[0];

/**
 * Whether it is an entry of an event that Lambda is invoked with: of S3, a queue, a topic or a stream. It has names
 * that records have too, but CloudTrail's sources are names of hosts.
 */
export const isOfTrigger = ({ eventSource, EventSource }: JsonObject): boolean => {
  const source = nonEmptyString(eventSource) ?? nonEmptyString(EventSource);
  return source?.startsWith('aws:') === true;
};

/** Security Hub API Reference, "GetFindings"; what `aws guardduty get-findings` prints has an Arn instead. */
const isFinding = (value: JsonValue): boolean =>
  isJsonObject(value) && (isText(value.ProductArn) || /^arn:aws[\w-]*:guardduty:/.test(String(value.Arn)));

const isInspectorArn = (arn: unknown): boolean => isText(arn) && /^arn:aws[\w-]*:inspector2:/.test(arn);

const isOfInspector = (value: JsonValue): boolean => isJsonObject(value) && isInspectorArn(value.findingArn);

const isText = (value: unknown): value is string => typeof value === 'string';
