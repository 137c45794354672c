import { expect, it } from 'vitest';
import { uriOf } from '../../../src/aws/object-ref.ts';
import { openItem } from '../../../src/events/open-item.ts';
import type { Source } from '../../../src/events/shapes.ts';
import { aRecord } from '../../support/builders.ts';

const notRead = () => Promise.reject(new Error('nothing is read yet'));
const open = (...sources: readonly Source[]) =>
  openItem({ id: 'item', sources }, (ref) => ({ kind: 'bytes', uri: uriOf(ref), read: notRead }));
const anObject = (key: string, versionId?: string): Source => ({
  kind: 'object',
  ref: { bucket: 'b', key, versionId },
});

it('objects are log files, named by where they lie, and are not read yet', () => {
  const { item, logFiles, malformed, skipped } = open(anObject('a'), anObject('b', 'v1'));
  expect(logFiles.map(({ uri }) => uri)).toEqual(['s3://b/a', 's3://b/b?versionId=v1']);
  expect({ id: item.id, malformed, skipped }).toEqual({ id: 'item', malformed: [], skipped: 0 });
});

it('digests and folders are skipped and counted', () =>
  expect(
    open(anObject('AWSLogs/1/CloudTrail-Digest/x.json.gz'), anObject('AWSLogs/'), anObject('a')),
  ).toMatchObject({ logFiles: [{ uri: 's3://b/a' }], skipped: 2 }));

it('what is no new object is skipped and counted', () =>
  expect(open({ kind: 'skipped' }, anObject('a'))).toMatchObject({
    logFiles: [{ uri: 's3://b/a' }],
    skipped: 1,
  }));

it('records are a log file of their own', () => {
  const { logFiles } = open({ kind: 'records', uri: 'event:1', records: [aRecord()] });
  expect(logFiles.map(({ uri }) => uri)).toEqual(['event:1']);
  expect(logFiles).toMatchObject([{ records: [aRecord()] }]);
});

it('every log file remembers its item', () => {
  const { item, logFiles } = open(anObject('a'), { kind: 'records', uri: 'event:1', records: [aRecord()] });
  expect(logFiles.map((logFile) => logFile.item === item)).toEqual([true, true]);
});

it.each([
  ['without a key', { bucket: 'b', key: '' }, 's3://b/'],
  ['without a bucket', { bucket: '', key: 'a' }, 's3:///a'],
  ['in a bucket that is no name', { bucket: 'a/b', key: 'a' }, 's3://a/b/a'],
  ['with a key that is no UTF-8', { bucket: 'b', key: '\ud800' }, 's3://b/\ud800'],
  [
    'with a version that is no UTF-8',
    { bucket: 'b', key: 'a', versionId: '\ud800' },
    's3://b/a?versionId=\ud800',
  ],
])('an object %s is malformed, since S3 can have none', (_, ref, uri) =>
  expect(open({ kind: 'object', ref })).toMatchObject({
    logFiles: [],
    malformed: [`${uri} cannot be an object in S3`],
    skipped: 0,
  }),
);

it('what is malformed is reported beside what is not', () =>
  expect(open({ kind: 'malformed', reason: 'no JSON' }, anObject('a'))).toMatchObject({
    logFiles: [{ uri: 's3://b/a' }],
    malformed: ['no JSON'],
  }));
