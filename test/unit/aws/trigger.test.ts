import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { objectRefs } from '../../../src/aws/trigger.ts';
import { UnknownEventError } from '../../../src/errors.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../fixtures/events/${name}.json`, import.meta.url), 'utf8'));

const notification = (...entries: readonly object[]) => ({
  Records: entries.map((entry) => ({
    eventVersion: '2.6',
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    ...entry,
  })),
});

const object = (key: string, versionId?: string) => ({
  s3: { bucket: { name: 'b' }, object: { key, versionId } },
});

const keysOf = (event: unknown) => objectRefs(event).map(({ key }) => key);

it('a notification of S3 names its objects', () => {
  expect(objectRefs(fixture('s3-object-created'))).toEqual([
    {
      bucket: 'my-trail',
      key: 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/111122223333_CloudTrail_us-east-1_20261120T0905Z_AbCdEf0123456789.json.gz',
      versionId: undefined,
    },
  ]);
});

it('an object of a bucket with versions is named with its version', () =>
  expect(objectRefs(notification(object('k', 'v1')))).toEqual([{ bucket: 'b', key: 'k', versionId: 'v1' }]));

it.each(['2.0', '2.1', '2.6', '2.99'])('the version %s of the notification does not matter', (eventVersion) =>
  expect(keysOf(notification({ eventVersion, ...object('k') }))).toEqual(['k']),
);

describe('a key is form-encoded', () => {
  it.each([
    ['red+flower.json', 'red flower.json'],
    ['this+im+%2B+age', 'this im + age'],
    ['year%3D2026/caf%C3%A9.json.gz', 'year=2026/café.json.gz'],
    ['AWSLogs/1/CloudTrail/a_b-c.json.gz', 'AWSLogs/1/CloudTrail/a_b-c.json.gz'],
  ])('%s is %s', (encoded, key) => expect(keysOf(notification(object(encoded)))).toEqual([key]));

  it('and stays as it is when it does not decode, without harm to the others', () =>
    expect(keysOf(notification(object('100%'), object('b+c')))).toEqual(['100%', 'b c']));
});

it.each(['ObjectRemoved:Delete', 'ObjectRestore:Completed', 's3:ObjectRemoved:Delete'])(
  '%s names no log file',
  (eventName) =>
    expect(objectRefs(notification({ eventName, ...object('gone') }, object('new')))).toEqual([
      { bucket: 'b', key: 'new', versionId: undefined },
    ]),
);

it('the test event that S3 sends is nothing to do', () =>
  expect(objectRefs(fixture('s3-test-event'))).toEqual([]));

it('a notification without entries is nothing to do', () => expect(objectRefs({ Records: [] })).toEqual([]));

describe('an event of another shape is refused, naming what it is', () => {
  it.each([
    [{}, 'an empty object'],
    [null, 'nothing'],
    ['text', 'a string'],
    [[1], 'an array'],
    [undefined, 'nothing'],
    [{ foo: 1, bar: 2 }, 'an object with foo, bar'],
    [{ Records: [{ eventSource: 'aws:kinesis' }] }, 'an object with Records from "aws:kinesis"'],
    [{ source: 'aws.health', detail: {} }, 'an object with source, detail from "aws.health"'],
    [{ Records: 'x' }, 'an object with Records'],
    [{ Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put' }] }, 'from "aws:s3"'],
  ])('%j', (event, seen) => {
    expect(() => objectRefs(event)).toThrow(UnknownEventError);
    expect(() => objectRefs(event)).toThrow(seen);
  });
});
