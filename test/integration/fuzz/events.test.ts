import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3LogFile } from '../../../src/aws/s3-log-file.ts';
import { InspectionError, UnknownEventError } from '../../../src/errors.ts';
import { createHandler } from '../../../src/handler.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../src/json.ts';
import { collectAlertedEvents } from '../../support/alerted-events.ts';
import {
  anyEventChange,
  anyValue,
  eventsWith,
  objectsIn,
  secondMessage,
} from '../../support/broken-events.ts';
import { anInvocation, aRecord } from '../../support/builders.ts';
import { forAll, fuzzTimeout as timeout } from '../../support/fuzz.ts';
import { seed } from '../../support/seed.ts';
import { type Services, startServices } from '../../support/services.ts';

const { tattletail, alerted } = await collectAlertedEvents();
const goodKeys = ['good.json', 'also-good.json'] as const;
let services: Services;
beforeAll(async () => {
  services = await startServices();
  for (const key of goodKeys)
    services.s3.put('my-trail', key, JSON.stringify({ Records: [aRecord({ eventID: 'good' })] }));
});
afterAll(() => services[Symbol.asyncDispose]());

/** What the handler says of an event, in its answer and in its log. */
const invoke = async (event: unknown) => {
  alerted.clear();
  const counts: Record<string, number> = {};
  const errors: string[] = [];
  const log = {
    begin: () => undefined,
    flush: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (message: string) => void errors.push(message),
    count: (metric: string, value = 1) => {
      counts[metric] = (counts[metric] ?? 0) + value;
    },
  };
  const handler = createHandler({
    log,
    openObject: (ref) => s3LogFile(ref, services.aws.s3),
    currentTattletail: async () => tattletail,
  });
  const end = await handler(event, anInvocation()).then(
    (answer) => ({ answer, error: undefined }),
    (error: unknown) => ({ answer: undefined, error }),
  );
  return { ...end, errors, counts };
};

/** What a runtime says of a bug, and people do not understand. */
const internal =
  /undefined|is not a function|not iterable|Cannot |call stack|string length|TypeError|RangeError|URI malformed/;

/** An event ends as somebody can understand, and nothing of it is left out silently. */
const expectNothingSilent = async (event: JsonValue): Promise<void> => {
  const { error, errors, counts } = await invoke(event);
  for (const message of [...errors, ...(error instanceof Error ? [error.message] : [])]) {
    expect(message).not.toMatch(internal);
    expect(message.length).toBeLessThan(5000);
  }
  if (error instanceof UnknownEventError) {
    expect(error.message).toMatch(/^expected an event that names log files, got ./);
    return;
  }
  const { logFiles = 0, records = 0, malformed = 0, skipped = 0, problems = 0 } = counts;
  if (error !== undefined) {
    expect(error).toBeInstanceOf(InspectionError);
    expect(errors.length).toBeGreaterThan(0);
  }
  expect(errors.length).toBe(malformed + problems);
  if (!isAboutNothing(event))
    // The records of one message are one log file.
    expect(Math.max(logFiles, records) + malformed + skipped).toBeGreaterThanOrEqual(
      new Set(itemsIn(event).map(nameOrContent)).size,
    );
};

/** Items that name the same object are read once. */
const nameOrContent = (item: JsonValue): JsonValue => {
  const [name] = objectsIn(item).flatMap(({ key, s3Key, s3ObjectKey }) =>
    [key, s3Key, s3ObjectKey].flat().filter((one) => one !== undefined),
  );
  return name ?? JSON.stringify(item);
};

const itemsIn = (event: JsonValue): readonly JsonValue[] => {
  const items = isJsonObject(event) ? (event.Records ?? event.records ?? event.tasks) : undefined;
  return isJsonArray(items) ? items : [event];
};

/** S3 and CloudWatch Logs test whether somebody listens, and a list may be empty. */
const isAboutNothing = (event: JsonValue): boolean =>
  objectsIn(event).some(
    ({ Event, messageType, tasks, records }) =>
      Event === 's3:TestEvent' ||
      messageType === 'CONTROL_MESSAGE' ||
      [tasks, records].some((list) => Array.isArray(list) && list.length === 0),
  );

const isEmptyBatch = (event: JsonValue): boolean => {
  const list = isJsonObject(event) ? event.Records : event;
  return isJsonArray(list) && list.length === 0;
};

const shapes = Object.keys(eventsWith(goodKeys, ''));
const anyShape = fc.constantFrom(...shapes);
const eventOf = (shape: string): JsonValue => eventsWith(goodKeys, 'good')[shape] ?? null;

describe(`an event (seed ${seed})`, () => {
  it.each(shapes.filter((shape) => !/fixture|test/.test(shape)))(
    'that is well-formed gives an alert: %s',
    async (shape) => {
      expect(await invoke(eventOf(shape))).toMatchObject({ error: undefined, errors: [] });
      expect([...alerted]).toEqual(['good']);
    },
  );

  it('of arbitrary JSON is refused, naming what it is', { timeout }, () =>
    forAll(fc.oneof(anyValue(), fc.record({ Records: fc.array(anyValue()) })), async (event) => {
      if (!isEmptyBatch(event)) expect((await invoke(event)).error).toBeInstanceOf(UnknownEventError);
      await expectNothingSilent(event);
    }),
  );

  it('that is changed somewhere leaves nothing out silently', { timeout }, () => {
    const changed = fc
      .tuple(anyShape, fc.array(anyEventChange(), { minLength: 1, maxLength: 2 }))
      .map(([shape, changes]) => changes.reduce((event, change) => change(event), eventOf(shape)));
    return forAll(changed, expectNothingSilent, 3);
  });

  it('with something wrong in one message gives the alerts of the others', { timeout }, () => {
    const changed = fc
      .tuple(fc.constantFrom(...Object.keys(secondMessage)), anyEventChange())
      .map(([shape, change]) => ({ shape, event: change(eventOf(shape), secondMessage[shape]) }));
    return forAll(changed, async ({ shape, event }) => {
      await expectNothingSilent(event);
      if (isWellFormed(shape, event)) expect([...alerted]).toContain('good');
    });
  });
});

/** Whether every item has a text where its message is: AWS sends no other. */
const isWellFormed = (shape: string, event: JsonValue): boolean => {
  const path = secondMessage[shape]?.slice(2) ?? [];
  const memberOf = (value: JsonValue | undefined, step: unknown): JsonValue | undefined =>
    isJsonObject(value) ? value[String(step)] : undefined;
  return itemsIn(event).every((item) => typeof path.reduce(memberOf, item) === 'string');
};
