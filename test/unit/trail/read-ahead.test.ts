import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { LogFileSource } from '../../../src/trail/log-file-source.ts';
import { readAhead } from '../../../src/trail/read-ahead.ts';
import { neverAborted } from '../../support/builders.ts';

/** Log files whose reads end when a test says so. */
const slowFiles = (sizes: readonly number[], knownSizes: readonly number[] = []) => {
  const begun: number[] = [];
  const pending = new Map<number, PromiseWithResolvers<Uint8Array>>();
  const sources = sizes.map(
    (_, at): LogFileSource => ({
      kind: 'bytes',
      uri: `file ${at}`,
      size: knownSizes[at],
      read: () => {
        begun.push(at);
        const read = Promise.withResolvers<Uint8Array>();
        pending.set(at, read);
        return read.promise;
      },
    }),
  );
  const end = async (at: number): Promise<void> => {
    pending.get(at)?.resolve(new Uint8Array(sizes[at] ?? 0));
    await setImmediate();
  };
  const fail = async (at: number): Promise<void> => {
    pending.get(at)?.reject(new Error('no such file'));
    await setImmediate();
  };
  return { sources, begun, end, fail };
};

const bytesOf = async ({ opened }: { readonly opened: LogFileSource }): Promise<number> =>
  opened.kind === 'bytes' ? (await opened.read(neverAborted)).length : expect.fail('it has records');

it('log files come in their order, each read once, although a later one arrives first', async () => {
  const { sources, begun, end } = slowFiles([1, 2, 3]);
  const files = readAhead(sources, neverAborted);
  const first = files.next().value;
  expect(begun).toEqual([0, 1, 2]);
  await end(2);
  await end(0);
  expect(first?.source).toBe(sources[0]);
  expect(await bytesOf(first ?? expect.fail())).toBe(1);
  await end(1);
  expect(await Promise.all([...files].map(bytesOf))).toEqual([2, 3]);
  expect(begun).toEqual([0, 1, 2]);
});

it('no more files than allowed are read or wait to be inspected', async () => {
  const { sources, begun, end } = slowFiles(Array(6).fill(1));
  const files = readAhead(sources, neverAborted, { maxFiles: 3, maxBytes: 1000 });
  files.next();
  for (const at of [0, 1, 2]) await end(at);
  expect(begun).toEqual([0, 1, 2]);
  files.next();
  expect(begun).toEqual([0, 1, 2, 3]);
});

it('the files that are held have no more bytes than allowed, by their sizes where these are known', async () => {
  const { sources, begun, end } = slowFiles([40, 40, 40, 40], [40, 40, 40, 40]);
  const files = readAhead(sources, neverAborted, { maxFiles: 16, maxBytes: 100 });
  files.next();
  expect(begun).toEqual([0, 1, 2]);
  for (const at of [0, 1, 2]) await end(at);
  expect(begun).toEqual([0, 1, 2]);
  files.next();
  expect(begun).toEqual([0, 1, 2, 3]);
});

it('a file of unknown size counts as 4 MB until it has arrived', async () => {
  const { sources, begun, end } = slowFiles(Array(5).fill(1));
  const files = readAhead(sources, neverAborted, { maxFiles: 16, maxBytes: 8 * 1024 * 1024 });
  files.next();
  expect(begun).toEqual([0, 1]);
  await end(1);
  expect(begun).toEqual([0, 1, 2]);
});

it('a file that is larger than everything allowed is read alone', async () => {
  const { sources, begun, end } = slowFiles([500, 500], [500, 500]);
  const files = readAhead(sources, neverAborted, { maxFiles: 16, maxBytes: 100 });
  const first = files.next().value;
  await end(0);
  expect(await bytesOf(first ?? expect.fail())).toBe(500);
  expect(begun).toEqual([0]);
  files.next();
  expect(begun).toEqual([0, 1]);
});

it('the error of a file comes when it is that file’s turn, and makes room for the next', async () => {
  const { sources, begun, end, fail } = slowFiles([1, 1, 1]);
  const files = readAhead(sources, neverAborted, { maxFiles: 2, maxBytes: 1000 * 1024 * 1024 });
  files.next();
  await fail(1);
  await end(0);
  const second = files.next().value;
  await expect(bytesOf(second ?? expect.fail())).rejects.toThrow('no such file');
  expect(begun).toEqual([0, 1, 2]);
});

it('after the signal, no further read begins, and a file whose turn comes is left to its own read', () => {
  const { sources, begun } = slowFiles([1, 1, 1]);
  const time = new AbortController();
  const files = readAhead(sources, time.signal, { maxFiles: 1, maxBytes: 1000 });
  files.next();
  time.abort();
  expect(files.next().value?.opened).toBe(sources[1]);
  expect(begun).toEqual([0]);
});

it('records that came without a file are given as they are, and take no room', () => {
  const records: LogFileSource = { kind: 'records', uri: 'event', records: [{}] };
  const { sources, begun } = slowFiles([1, 1]);
  const all = [records, ...sources];
  const files = readAhead(all, neverAborted, { maxFiles: 2, maxBytes: 1000 * 1024 * 1024 });
  expect(files.next().value).toEqual({ source: records, opened: records });
  expect(begun).toEqual([0, 1]);
});
