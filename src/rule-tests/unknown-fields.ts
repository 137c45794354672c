import { fieldAt, nearestField } from '../catalogue/fields.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import type { TestRecord } from './run.ts';

/** Fields of a test's records that CloudTrail writes nowhere, but others nearly so called: a rule never sees such a record. */
export const unknownFieldsIn = (records: readonly TestRecord[]): readonly string[] => [
  ...new Set(records.flatMap(({ record }) => unknownBelow(record, ''))),
];

const unknownBelow = (value: JsonValue, path: string): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((element) => unknownBelow(element, `${path}[]`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    const inner = path === '' ? key : `${path}.${key}`;
    const field = fieldAt(inner);
    if (field?.type === 'any') return [];
    if (field !== undefined) return unknownBelow(inside, inner);
    const meant = nearestField(inner);
    return meant === undefined ? [] : [`CloudTrail writes no .${inner}, but .${meant}`];
  });
};
