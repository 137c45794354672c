import { isJsonArray, isJsonObject, type JsonValue, jsonIn, objectIn } from '../../json.ts';

/**
 * Whether a rule of EventBridge with this pattern can be for new objects of a bucket. It cannot only if it lists other
 * sources, events or buckets (EventBridge User Guide, "Event patterns").
 */
export const namesBucket = (pattern: string | undefined, bucket: string): boolean => {
  const document = jsonIn(pattern ?? '');
  // A rule without a pattern has a schedule.
  if (!isJsonObject(document)) return false;
  const { name } = objectIn(objectIn(document, 'detail'), 'bucket') ?? {};
  return (
    mayBe(document.source, 'aws.s3') &&
    mayBe(document['detail-type'], 'Object Created') &&
    mayBe(name, bucket)
  );
};

/** A comparison such as `{"prefix": "a"}` is not read. */
const mayBe = (allowed: JsonValue | undefined, text: string): boolean =>
  !isJsonArray(allowed) || allowed.some((one) => one === text || isJsonObject(one));
