import { callers as callerShapes } from '../../catalogue/shapes/callers.ts';
import { shapes } from '../../catalogue/shapes/shapes.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { CloudTrailRecord } from '../../trail/record.ts';
import type { RuleTest } from '../run.ts';
import { textsIn } from '../texts-in.ts';
import { isNeverWritten } from './never-written.ts';

/** A record on which a program and its mutant may differ, and how to describe it to people. */
export interface Witness {
  readonly name: string;
  readonly record: CloudTrailRecord;
  /** It has what CloudTrail never writes, and the record of the test that it was made from has not. */
  readonly isNeverWritten?: boolean;
}

/**
 * The records of the tests with one field missing, different, or with a text of the program, at other times, and by other
 * callers, and then every kind of record in the catalogue, as it is and as the same call as in the tests.
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
    ...(program.includes('eventTime') ? tested.flatMap((witness) => atOtherTimes(witness, texts)) : []),
    ...tested.slice(0, maxCalls).flatMap((witness) => byOtherCallers(witness, texts)),
    ...shapes(),
    ...tested.slice(0, 1).flatMap(shapesOfCall),
  ];
};

const maxTexts = 30;

/** Each has some hundred variants. */
const maxTested = 20;

/** Each has some thousand variants by other callers. */
const maxCalls = 2;

const variantsOf = ({ name, record }: Witness, texts: readonly string[]): readonly Witness[] =>
  pathsIn(record).flatMap((path) =>
    variantsAt(record, path, texts).map(({ words, record: variant }) => ({
      name: `${name} ${words}`,
      record: variant,
      isNeverWritten: isNeverWritten(variant, record),
    })),
  );

const variantsAt = (
  record: JsonObject,
  path: readonly string[],
  texts: readonly string[],
): readonly { readonly words: string; readonly record: JsonObject }[] => {
  const field = nameOf(path);
  const set = (value: JsonValue | undefined): JsonObject => withValue(record, path, value);
  return [
    { words: `without ${field}`, record: set(undefined) },
    ...[null, ...othersThan(valueAt(record, path), texts)].map((value) => ({
      words: `with ${field} = ${shown(value)}`,
      record: set(value),
    })),
  ];
};

const nameOf = (path: readonly string[]): string =>
  path.map((key) => (/^[a-z_]\w*$/i.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`)).join('');

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

/** The first and last seconds of every hour, and around the times of day that the program names. */
const atOtherTimes = ({ name, record }: Witness, texts: readonly string[]): readonly Witness[] => {
  const { eventTime } = record;
  const day = /^\d{4}-\d\d-\d\d/.exec(typeof eventTime === 'string' ? eventTime : '')?.[0] ?? '2026-11-20';
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
  const minutes = texts.flatMap((text) => /^T?(\d\d:\d\d)(?::\d\d)?Z?$/.exec(text)?.[1] ?? []);
  return [
    ...hours.flatMap((hour) => [`${hour}:00:00`, `${hour}:30:00`, `${hour}:59:59`]),
    ...minutes.flatMap((minute) => [`${minute}:00`, `${minute}:01`, secondBefore(minute)]),
  ].map((time) => ({
    name: `${name} with .eventTime = "${day}T${time}Z"`,
    record: { ...record, eventTime: `${day}T${time}Z` },
  }));
};

const secondBefore = (minute: string): string => {
  const time = new Date(`2026-11-20T${minute}:00Z`).getTime();
  return Number.isNaN(time) ? `${minute}:59` : new Date(time - 1000).toISOString().slice(11, 19);
};

/** By one caller of each type, as it is, and with the texts of the program in its fields. */
const byOtherCallers = ({ name, record }: Witness, texts: readonly string[]): readonly Witness[] =>
  callersByType().flatMap((caller) => {
    const called = `${name} as ${caller.name}`;
    const ofCaller = { ...record, userIdentity: caller.userIdentity };
    const paths = pathsIn(caller.userIdentity).map((path) => ['userIdentity', ...path]);
    return [
      { name: called, record: ofCaller },
      ...paths.flatMap((path) =>
        typeof valueAt(ofCaller, path) !== 'string' || path.at(-1) === 'type'
          ? []
          : texts.map((text) => ({
              name: `${called} with ${nameOf(path)} = ${shown(text)}`,
              record: withValue(ofCaller, path, text),
            })),
      ),
    ];
  });

/** Those with the most fields first, as of an assumed role. */
const callersByType = (): readonly { readonly name: string; readonly userIdentity: JsonObject }[] => {
  const callers = callerShapes().flatMap(({ name, record: { userIdentity } }) =>
    userIdentity !== undefined && isJsonObject(userIdentity) ? [{ name, userIdentity }] : [],
  );
  return [...Map.groupBy(callers, ({ userIdentity }) => userIdentity.type).values()]
    .flatMap(([first]) => first ?? [])
    .toSorted((a, b) => fieldsIn(b.userIdentity) - fieldsIn(a.userIdentity));
};

const fieldsIn = (identity: JsonObject): number => pathsIn(identity).length;

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
