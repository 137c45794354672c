import { isJsonArray, isJsonObject, type JsonObject, nonEmptyString } from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { outcomeOf } from './outcome.ts';
import { namedInArn } from './target/arn.ts';
import { namesIn } from './target/names.ts';
import { templateFor } from './target/table.ts';
import { filled } from './target/template.ts';
import { shownValue, valuesAt } from './target/values.ts';
import { accountIn } from './who.ts';

/**
 * What a call was about, in a few words: `security group sg-1 in vpc-2`, `instance i-1 (+4)`. Undefined where the record
 * does not say: many refused calls have no parameters.
 */
export const targetOf = (record: CloudTrailRecord): string | undefined => {
  const name = nonEmptyString(record.eventName) ?? '';
  const request = parametersIn(record, 'requestParameters', `${name}Request`);
  const response = parametersIn(record, 'responseElements', `${name}Response`);
  const account = accountIn(record);
  return (
    fromTable(record, [request, response], account) ??
    namesIn(request, name, account) ??
    resourceOf(record) ??
    namesIn(response, name, account) ??
    namesIn(parametersIn(record, 'serviceEventDetails', name), name, account)
  );
};

/** What the record, or the message that refuses the call, names by its ARN. */
export const resourceOf = (record: CloudTrailRecord): string | undefined =>
  namedInArn(arnOfResource(record) ?? arnInRefusal(record) ?? '', accountIn(record));

/** Many calls of EC2 have all their parameters in one that is named after the call. */
const parametersIn = (record: CloudTrailRecord, field: string, wrapper: string): JsonObject => {
  const parameters = record[field];
  if (!isJsonObject(parameters)) return {};
  const wrapped = parameters[wrapper];
  return isJsonObject(wrapped) ? wrapped : parameters;
};

const fromTable = (
  record: CloudTrailRecord,
  elements: readonly JsonObject[],
  account: string | undefined,
): string | undefined => {
  const template = templateFor(
    nonEmptyString(record.eventSource) ?? '',
    nonEmptyString(record.eventName) ?? '',
  );
  if (template === undefined) return undefined;
  const succeeded = outcomeOf(record)?.kind === 'succeeded';
  return filled(succeeded ? template : template.replaceAll(' shared with ', ' to be shared with '), (paths) =>
    paths
      .flatMap((path) => elements.map((element) => shownValue(valuesAt(element, path.split('.')), account)))
      .find((text) => text !== undefined),
  );
};

const arnOfResource = ({ resources }: CloudTrailRecord): string | undefined =>
  resources !== undefined && isJsonArray(resources)
    ? resources.filter(isJsonObject).flatMap(({ ARN, arn }) => nonEmptyString(ARN ?? arn) ?? [])[0]
    : undefined;

/** IAM User Guide, "Troubleshoot access denied error messages": `… is not authorized to perform: … on resource: ARN because …`. */
const arnInRefusal = ({ errorMessage }: CloudTrailRecord): string | undefined =>
  / on resource: (?<arn>arn:\S+)/.exec((nonEmptyString(errorMessage) ?? '').slice(0, 4000))?.groups?.arn;
