import { shapes } from '../../catalogue/shapes/shapes.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { CloudTrailRecord } from '../../trail/record.ts';
import type { RuleTest } from '../run.ts';
import { textsIn } from '../texts-in.ts';

/** A record on which a program and its mutant may differ, and how to describe it to people. */
export interface Witness {
  readonly name: string;
  readonly record: CloudTrailRecord;
}

/**
 * The records of the tests with one field missing, different, or with a text of the program, and then every kind of record
 * in the catalogue, as it is and as the same call as in the tests.
 */
export const witnessesFor = (tests: readonly RuleTest[], program: string): readonly Witness[] => {
  const texts = textsIn(program).slice(0, maxTexts);
  const tested = tests
    .flatMap(({ name, records }) =>
      records.map(({ record }) => ({ name: `the record of test ${JSON.stringify(name)}`, record })),
    )
    .slice(0, maxTested);
  return [
    ...tested.flatMap((witness) => variantsOf(witness, texts)),
    ...shapes(),
    ...tested.slice(0, 1).flatMap(shapesOfCall),
  ];
};

const maxTexts = 30;

/** Each has some hundred variants. */
const maxTested = 20;

const variantsOf = ({ name, record }: Witness, texts: readonly string[]): readonly Witness[] =>
  pathsIn(record).flatMap((path) =>
    variantsAt(record, path, texts).map(({ words, record: variant }) => ({
      name: `${name} ${words}`,
      record: variant,
    })),
  );

const variantsAt = (
  record: JsonObject,
  path: readonly string[],
  texts: readonly string[],
): readonly { readonly words: string; readonly record: JsonObject }[] => {
  const field = path
    .map((key) => (/^[a-z_]\w*$/i.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`))
    .join('');
  const set = (value: JsonValue | undefined): JsonObject => withValue(record, path, value);
  return [
    { words: `without ${field}`, record: set(undefined) },
    ...[null, ...othersThan(valueAt(record, path), texts)].map((value) => ({
      words: `with ${field} = ${shown(value)}`,
      record: set(value),
    })),
  ];
};

const othersThan = (value: JsonValue, texts: readonly string[]): readonly JsonValue[] => {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value - 1, value + 1];
  if (typeof value !== 'string') return [];
  return ['other', `x${value}`, `${value}x`, value.toUpperCase(), value.toLowerCase(), ...texts].filter(
    (other) => other !== value,
  );
};

const shown = (value: JsonValue): string => {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
};

/** Paths through objects only: a list counts as one value. */
const pathsIn = (value: JsonValue): readonly (readonly string[])[] =>
  isJsonObject(value)
    ? Object.entries(value).flatMap(([key, member]) => [
        [key],
        ...pathsIn(member).map((path) => [key, ...path]),
      ])
    : [];

const valueAt = (record: JsonValue, path: readonly string[]): JsonValue =>
  path.reduce<JsonValue>((value, key) => (isJsonObject(value) ? (value[key] ?? null) : null), record);

const withValue = (
  object: JsonObject,
  [key = '', ...rest]: readonly string[],
  value: JsonValue | undefined,
): JsonObject => {
  const inner = object[key];
  const member = rest.length > 0 && isJsonObject(inner) ? withValue(inner, rest, value) : value;
  const { [key]: _, ...others } = object;
  return member === undefined ? others : { ...object, [key]: member };
};

const shapesOfCall = ({ record }: Witness): readonly Witness[] => {
  const { eventSource, eventName, requestParameters, responseElements } = record;
  const call = Object.fromEntries(
    Object.entries({ eventSource, eventName, requestParameters, responseElements }).filter(
      (entry): entry is [string, JsonValue] => entry[1] !== undefined,
    ),
  );
  return shapes().map((shape) => ({
    name: `${typeof eventName === 'string' ? eventName : 'the call of the tests'} as ${shape.name}`,
    record: { ...shape.record, ...call },
  }));
};
