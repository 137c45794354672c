import { expect, it } from 'vitest';
import { uriOf } from '../../../src/aws/object-ref.ts';
import { LogFileError } from '../../../src/errors.ts';
import { contentsOf } from '../../../src/events/contents.ts';
import { openItem } from '../../../src/events/open-item.ts';
import type { Source } from '../../../src/events/shapes.ts';
import { aRecord } from '../../support/builders.ts';

const notRead = () => Promise.reject(new Error('nothing is read yet'));
const open = (...sources: readonly Source[]) =>
  openItem({ id: 'item', parts: [] }, contentsOf(sources), (ref) => ({
    kind: 'bytes',
    uri: uriOf(ref),
    read: notRead,
  }));
const anObject = (key: string, versionId?: string): Source => ({
  kind: 'object',
  ref: { bucket: 'b', key, versionId },
});

it('objects are log files, named by where they lie, and are not read yet', () => {
  const { item, logFiles, malformed, skipped } = open(anObject('a'), anObject('b', 'v1'));
  expect(logFiles.map(({ uri }) => uri)).toEqual(['s3://b/a', 's3://b/b?versionId=v1']);
  expect({ id: item.id, malformed, skipped }).toEqual({
    id: 'item',
    malformed: { count: 0, reasons: [] },
    skipped: new Map(),
  });
});

it('an object that is named twice is one log file', () =>
  expect(open(anObject('a'), anObject('a'), anObject('a', 'v1')).logFiles).toMatchObject([
    { uri: 's3://b/a' },
    { uri: 's3://b/a?versionId=v1' },
  ]));

it('digests and folders are skipped and counted', () =>
  expect(
    open(anObject('AWSLogs/1/CloudTrail-Digest/x.json.gz'), anObject('AWSLogs/'), anObject('a')),
  ).toMatchObject({
    logFiles: [{ uri: 's3://b/a' }],
    skipped: new Map([['an object that is no log file', 2]]),
  }));

it('what is no new object is skipped and counted', () =>
  expect(open({ kind: 'skipped', what: 'a test message' }, anObject('a'))).toMatchObject({
    logFiles: [{ uri: 's3://b/a' }],
    skipped: new Map([['a test message', 1]]),
  }));

it('records are a log file of their own, however many messages they come in', () => {
  const { logFiles } = open(
    { kind: 'records', uri: 'event:1', records: [aRecord({ eventID: '1' })] },
    { kind: 'records', uri: 'event:2', records: [aRecord({ eventID: '2' })] },
  );
  expect(logFiles.map(({ uri }) => uri)).toEqual(['event:1']);
  expect(logFiles).toMatchObject([{ records: [aRecord({ eventID: '1' }), aRecord({ eventID: '2' })] }]);
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
    malformed: { count: 1, reasons: [`${uri} cannot be an object in S3`] },
    skipped: new Map(),
  }),
);

it('what is malformed is reported beside what is not', () =>
  expect(open({ kind: 'malformed', reason: 'no JSON' }, anObject('a'))).toMatchObject({
    logFiles: [{ uri: 's3://b/a' }],
    malformed: { count: 1, reasons: ['no JSON'] },
  }));

it('of very many that are malformed, the first are named and all counted', () => {
  const { malformed } = open(
    ...Array.from(
      { length: 5000 },
      (_, index): Source => ({ kind: 'malformed', reason: `no JSON ${index}` }),
    ),
  );
  expect(malformed.count).toBe(5000);
  expect(malformed.reasons).toHaveLength(11);
  expect(malformed.reasons.slice(-2)).toEqual(['no JSON 9', 'and 4990 more in the same message']);
});

it('what is known to be unreadable is a log file that cannot be read', async () => {
  const error = new LogFileError('lambda:r', 'the failed event is not in this record');
  const [logFile] = open({ kind: 'unreadable', error }).logFiles;
  expect(logFile).toMatchObject({ kind: 'bytes', uri: 'lambda:r' });
  const { signal } = new AbortController();
  await expect(logFile?.kind === 'bytes' ? logFile.read(signal) : undefined).rejects.toBe(error);
});
