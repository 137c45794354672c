import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';

/** What holds one record or one message, each by the key of it. */
const keys: readonly string[] = [
  // An event of EventBridge.
  'detail',
  // An event of aws cloudtrail lookup-events.
  'CloudTrailEvent',
  // A row of CloudTrail Lake.
  'eventJson',
  // A log event of CloudWatch Logs, and of Logs Insights.
  'message',
  '@message',
  // A message of SNS.
  'Message',
  // What log shippers make of a line: Splunk, Elasticsearch, Fluent Bit.
  '_raw',
  'result',
  '_source',
  'event',
  'original',
  'log',
];

/** What a message or an event may hold: text or an object. The detail of an event that is not CloudTrail's is none. */
export const wrappedIn = (value: JsonObject): readonly JsonValue[] =>
  keys.flatMap((key) => {
    const isNone = !Object.hasOwn(value, key) || (key === 'detail' && isOtherEvent(value));
    const inner = isNone ? undefined : value[key];
    return typeof inner === 'string' || isJsonObject(inner) ? [inner] : [];
  });

/** CloudWatch Logs sends it to check that a subscription can be delivered to. Its log events say nothing else. */
export const isControlMessage = ({ messageType, logEvents }: JsonObject): boolean =>
  messageType === 'CONTROL_MESSAGE' && (!isJsonArray(logEvents) || logEvents.every(isCheck));

const isCheck = (logEvent: JsonValue): boolean =>
  isJsonObject(logEvent) &&
  typeof logEvent.message === 'string' &&
  /^CWL CONTROL MESSAGE:[^{]*$/.test(logEvent.message);

/** Whether it is an event of EventBridge that is not CloudTrail's. */
export const isOtherEvent = (value: JsonObject): boolean =>
  typeof value['detail-type'] === 'string' && !(isOfCloudTrail(value) && isOfAws(value));

/**
 * Whether it looks like an event of CloudTrail but came from somebody else: only services of AWS can use a source that
 * begins with `aws.` (EventBridge API Reference, "PutEventsRequestEntry"), and partners one with `aws.partner/`.
 */
export const isForgedEvent = (value: JsonObject): boolean => isOfCloudTrail(value) && !isOfAws(value);

/** EventBridge User Guide, "AWS service events delivered via AWS CloudTrail". */
const isOfCloudTrail = ({ 'detail-type': type }: JsonObject): boolean =>
  typeof type === 'string' && / via CloudTrail$/.test(type);

const isOfAws = ({ source }: JsonObject): boolean =>
  typeof source === 'string' && /^aws\.(?!partner\/)/.test(source);
