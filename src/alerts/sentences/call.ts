import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, nonEmptyString } from '../../json.ts';
import type { CloudTrailRecord } from '../../trail/record.ts';
import { accountIn } from '../who.ts';
import { listed, named, type Words, words } from '../words.ts';

/** What the rows of the table see of a record. Paths like `ipPermissions.items.toPort` go through arrays. */
export interface Call {
  readonly record: CloudTrailRecord;
  /** The account whose trail recorded the call. */
  readonly account: string | undefined;
  /** All values at a path, in requestParameters unless it begins with another field of the record. */
  readonly values: (path: string) => readonly JsonValue[];
  /** The texts and numbers among them, as CloudTrail writes IDs both ways. */
  readonly texts: (path: string) => readonly string[];
  readonly text: (path: string) => string | undefined;
  /** Whether one is this one; `true` is also the text `true`. */
  readonly has: (path: string, value: string | boolean) => boolean;
  /** The resources that are named at a path. */
  readonly names: (path: string) => Words | undefined;
}

export const callIn = (record: CloudTrailRecord): Call => {
  const account = accountIn(record);
  const values = (path: string) => {
    const [first = '', ...others] = path.split('.');
    return otherFields.has(first)
      ? valuesAt(record[first], others)
      : valuesAt(record.requestParameters, [first, ...others]);
  };
  const texts = (path: string) => values(path).flatMap((value) => textOf(value) ?? []);
  return {
    ...{ record, account, values, texts },
    text: (path) => texts(path)[0],
    has: (path, wanted) => values(path).some((value) => value === wanted || value === String(wanted)),
    names: (path) => listed(texts(path).map((text) => resource(text, account))),
  };
};

const otherFields = new Set([
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'userIdentity',
]);

const valuesAt = (value: JsonValue | undefined, path: readonly string[]): readonly JsonValue[] => {
  if (value === undefined || value === null) return [];
  // CloudTrail writes no list in a list; a hostile record may nest them deep.
  if (isJsonArray(value))
    return value.slice(0, maxItems).flatMap((item) => (isJsonArray(item) ? [] : valuesAt(item, path)));
  const [name, ...others] = path;
  if (name === undefined) return [value];
  return isJsonObject(value) ? valuesAt(ownIn(value, name), others) : [];
};

/** More names than a sentence counts would say nothing more. */
const maxItems = 1000;

const ownIn = (object: JsonObject, name: string): JsonValue | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

const textOf = (value: JsonValue): string | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  const text = nonEmptyString(value);
  return text === undefined || hidden.test(text) ? undefined : text;
};

/** CloudTrail writes such texts for what it does not log. */
const hidden = /^(?:\*{3,}|HIDDEN_DUE_TO_SECURITY_REASONS|<?sensitiveDataRemoved>?|REDACTED)$/i;

/** An ARN by the name of its resource, with the account if it is another one. */
const resource = (text: string, ownAccount: string | undefined): string | Words => {
  const parts = /^arn:[\w-]{1,20}:([\w-]{1,40}):[\w-]{0,30}:(\d{12}|aws)?:(.+)$/s.exec(text);
  if (parts === null) return text;
  const [, service = '', account, path = ''] = parts;
  const name = path === 'root' ? undefined : nameIn(service, path);
  if (name === undefined) return text;
  const isForeign = account !== undefined && account !== 'aws' && account !== ownAccount;
  return (isForeign ? words`${name} of account ${account}` : undefined) ?? named(name);
};

/** IAM resources have paths before their names; most other ones a type (`log-group:NAME`, `cluster/NAME`). */
const nameIn = (service: string, path: string): string | undefined => {
  if (service === 's3' || service === 'sqs' || service === 'sns') return path;
  if (service === 'iam') return nonEmptyString(path.slice(path.lastIndexOf('/') + 1));
  return nonEmptyString(path.replace(/^[\w-]+[:/]/, '').replace(/:\*$/, ''));
};
