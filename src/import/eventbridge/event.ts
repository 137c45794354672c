import { isJsonArray, isJsonObject, type JsonValue } from '../../json.ts';
import { refuse } from '../imported.ts';
import { allOf, anyOf, type Condition, equal, some } from '../jq/condition.ts';
import { valuesAt } from '../jq/fields.ts';
import { detailCondition, merged } from './detail.ts';
import { fieldAt, fieldCondition } from './field.ts';
import { branchesOf } from './keys.ts';

/** What the pattern of an event asks of the record, which is the event's `detail`. */
export const eventCondition = (pattern: JsonValue): Condition => {
  if (!isJsonObject(pattern)) return refuse('expected an event pattern, which is a map');
  const { $or: or, ...fields } = pattern;
  if (Object.keys(pattern).length === 0) refuse('it is empty');
  const conditions = Object.entries(fields).map(([key, value]) => envelopeCondition(key, value));
  if (or === undefined) return allOf(conditions);
  const branches = branchesOf(or);
  // Fields of the record that are named in two places may be in one list.
  const isSplit =
    fields.detail !== undefined && branches.some((branch) => 'detail' in branch || '$or' in branch);
  if (isSplit) return anyOf(branches.map((branch) => eventCondition(merged(fields, branch, []))));
  return allOf([...conditions, anyOf(branches.map(eventCondition))]);
};

/** The fields of an event around its `detail` (EventBridge Events Reference, "Event structure"). */
const envelopeCondition = (key: string, value: JsonValue): Condition => {
  switch (key) {
    case 'detail':
      return isJsonObject(value) ? detailCondition(value) : refuse('its detail must be a map');
    case 'source':
      return translated('eventSource', key, value, eventSourceOf);
    case 'detail-type':
      return translated('eventType', key, value, eventTypeOf);
    case 'account':
      return fieldCondition(fieldAt(['recipientAccountId']), value, key);
    case 'region':
      return fieldCondition(fieldAt(['awsRegion']), value, key);
    default:
      return refuse(`${key} is not a field of a CloudTrail record`);
  }
};

const translated = (
  field: string,
  key: string,
  value: JsonValue,
  translate: (text: string) => string,
): Condition => {
  const texts = isJsonArray(value) && value.length > 0 ? value : refuse(`${key}: expected a list of text`);
  return some(
    valuesAt([field]),
    ...texts.map((text) =>
      typeof text === 'string'
        ? equal(translate(text))
        : refuse(`${key}: expected plain text, got ${JSON.stringify(text)}`),
    ),
  );
};

/** CloudTrail's events come to EventBridge from `aws.` and what the record has before `.amazonaws.com`. */
const eventSourceOf = (source: string): string => {
  const [, service] = /^aws\.([a-z0-9-]+)$/.exec(source) ?? [];
  return service === undefined
    ? refuse(`source: no event of CloudTrail comes from ${source}`)
    : `${service}.amazonaws.com`;
};

/** EventBridge User Guide, "AWS service events delivered via AWS CloudTrail"; CloudTrail User Guide, `eventType`. */
const eventTypeOf = (detailType: string): string =>
  eventTypes[detailType] ?? refuse(`detail-type: ${JSON.stringify(detailType)} is not one of CloudTrail's`);

const eventTypes: Readonly<Record<string, string>> = {
  'AWS API Call via CloudTrail': 'AwsApiCall',
  'AWS Console Sign In via CloudTrail': 'AwsConsoleSignIn',
  'AWS Console Signin via CloudTrail': 'AwsConsoleSignIn',
  'AWS Console Action via CloudTrail': 'AwsConsoleAction',
  'AWS Service Event via CloudTrail': 'AwsServiceEvent',
  'AWS Insight via CloudTrail': 'AwsCloudTrailInsight',
  'AWS Network Activity Event via CloudTrail': 'AwsVpceEvent',
};
