import { describe, expect, it } from 'vitest';
import { isKnownEvent } from '../../../src/catalogue/events.ts';
import type { Field } from '../../../src/catalogue/field.ts';
import { fieldAt, fields } from '../../../src/catalogue/fields.ts';
import { shapes } from '../../../src/catalogue/shapes/shapes.ts';
import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '../../../src/json.ts';

// CloudTrail puts these in the place of any value that it keeps back.
const isWithheld = (value: JsonValue): boolean =>
  value === 'HIDDEN_DUE_TO_SECURITY_REASONS' || (isJsonObject(value) && value.omitted === true);

/** Every value of a record with its path. */
const valuesIn = (value: JsonValue, path = ''): readonly (readonly [string, JsonValue])[] => {
  if (isJsonArray(value))
    return value.flatMap((item) => [[`${path}[]`, item], ...valuesIn(item, `${path}[]`)]);
  if (!isJsonObject(value) || isWithheld(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const below = path === '' ? name : `${path}.${name}`;
    return [[below, item] as const, ...valuesIn(item, below)];
  });
};

const typeOf = (value: JsonValue): string => {
  if (value === null) return 'null';
  return isJsonArray(value) ? 'list' : typeof value;
};

const isOf = (value: JsonValue, { type, values, form, ...field }: Field): boolean => {
  if (isWithheld(value) || type === 'any') return true;
  if (value === null) return field.null !== undefined;
  if (typeOf(value) !== type) return false;
  if (typeof value !== 'string') return true;
  return (values?.includes(value) ?? true) && (form?.pattern.test(value) ?? true);
};

const all = shapes().map(({ name, record }) => ({ name, record, values: valuesIn(record) }));

describe('the shape agrees with the tables of fields and events', () => {
  it.each(all)('$name', ({ record, values }) => {
    for (const [path, value] of values) {
      const field = fieldAt(path);
      expect(field, `${path} is no field`).toBeDefined();
      if (field !== undefined) expect(isOf(value, field), `${path} is ${JSON.stringify(value)}`).toBe(true);
    }
    const { eventSource, eventName } = record;
    if (typeof eventSource === 'string' && typeof eventName === 'string') {
      expect([eventSource, eventName, isKnownEvent(eventSource, eventName)]).toEqual([
        eventSource,
        eventName,
        true,
      ]);
    }
  });
});

describe('the shapes show of a field that it can be there, missing and null', () => {
  it.each(fields)('$path', ({ path, ...field }) => {
    const parent = path.replace(/(\.[^.]+|\[\])$/, '');
    const isThere = all.filter(({ values }) => values.some(([at]) => at === path));
    expect(isThere.length).toBeGreaterThan(0);
    const parents = parent === path ? all : all.filter(({ values }) => values.some(([at]) => at === parent));
    if (field.absent === undefined) expect(isThere.length).toBe(parents.length);
    else expect(isThere.length).toBeLessThan(all.length);
    const isNull = isThere.some(({ values }) => values.some(([at, value]) => at === path && value === null));
    expect(isNull).toBe(field.null !== undefined);
  });
});

describe('the shapes show every value of a field', () => {
  const seen = (path: string) =>
    new Set(all.flatMap(({ values }) => values.filter(([at]) => at === path).map(([, value]) => value)));
  it.each(['userIdentity.type', 'eventType', 'eventCategory', 'additionalEventData.MFAUsed', 'readOnly'])(
    '%s',
    (path) => {
      const values: readonly JsonValue[] = fieldAt(path)?.values ?? [true, false];
      expect([...seen(path)].sort()).toEqual([...values].sort());
    },
  );
});

it('every shape has a name of its own', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

it('every shape is what JSON can say', () => {
  for (const { record } of all) expect(parseJson(JSON.stringify(record))).toEqual(record);
});

it("no shape has an account, an address or a key that could be somebody's", () => {
  const text = JSON.stringify(all.map(({ record }) => record));
  const accounts = text.match(/(?<![\d-])\d{12}(?!\d)/g) ?? [];
  expect(new Set(accounts)).toEqual(new Set(['111122223333', '444455556666']));
  for (const key of text.match(/A[KS]IA[A-Z0-9]+/g) ?? []) expect(key).toMatch(/EXAMPLE$/);
  for (const address of text.match(/\d+\.\d+\.\d+\.\d+/g) ?? [])
    expect(address).toMatch(/^(10\.|203\.0\.113\.|0\.0\.0\.0)/);
});
