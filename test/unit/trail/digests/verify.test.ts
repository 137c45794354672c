import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findDigests } from '../../../../src/trail/digests/find.ts';
import type { PublicKey } from '../../../../src/trail/digests/public-keys.ts';
import { isWrong, type Verdict } from '../../../../src/trail/digests/verdict.ts';
import { verifyDigests } from '../../../../src/trail/digests/verify.ts';
import { neverAborted } from '../../../support/builders.ts';
import {
  aDigestedTrail,
  aSigningKey,
  type Objects,
  storeOf,
  type WrittenTrail,
  withoutMetadata,
} from '../../../support/digests.ts';

const key = aSigningKey();

const since = Date.parse('2026-11-20T08:00:00Z');
const until = Date.parse('2026-11-20T12:00:00Z');

const verify = async (
  objects: Objects,
  { keys = [key.listed], prefix = '', expectedUntil = 0, from = since } = {} as {
    readonly keys?: readonly PublicKey[];
    readonly prefix?: string;
    readonly expectedUntil?: number;
    readonly from?: number;
  },
): Promise<readonly Verdict[]> => {
  const store = storeOf(objects);
  const range = { prefix, since: from, until };
  const chains = await findDigests(store, range, neverAborted);
  const verdicts: Verdict[] = [];
  const verifying = verifyDigests(chains, {
    store,
    publicKeys: async () => keys,
    range,
    expectedUntil,
    signal: neverAborted,
  });
  for await (const verdict of verifying) verdicts.push(verdict);
  return verdicts;
};

/** What is wrong, by what each object is called here. */
const wrongIn = (verdicts: readonly Verdict[], ...trails: readonly WrittenTrail[]): readonly string[] =>
  verdicts.filter(isWrong).map(({ uri, status }) => `${nameOf(uri, trails)}: ${status}`);

const nameOf = (uri: string, trails: readonly WrittenTrail[]): string => {
  const path = uri.replace('s3://my-trail/', '');
  for (const { digests, logFiles } of trails) {
    if (digests.includes(path)) return `digest ${digests.indexOf(path)}`;
    for (const [hour, files] of logFiles.entries())
      if (files.includes(path)) return `log file ${hour}.${files.indexOf(path)}`;
  }
  return path;
};

const aTrail = (fields: Partial<Parameters<typeof aDigestedTrail>[0]> = {}): WrittenTrail =>
  aDigestedTrail({ key, hours: [2, 3, 0, 1], ...fields });

const changed = (objects: Objects, path: string | undefined, change: (bytes: Buffer) => Uint8Array): void => {
  const object = objects.get(path ?? '');
  if (object === undefined) throw new Error(`no object ${path}`);
  objects.set(path ?? '', { ...object, bytes: change(Buffer.from(object.bytes)) });
};

const editedText = (edit: (text: string) => string) => (bytes: Buffer) =>
  gzipSync(edit(gunzipSync(bytes).toString()));

describe('what nobody changed is valid', () => {
  it.each([
    ['hours with log files and hours without', [2, 3, 0, 1]],
    ['a region without events', [0, 0, 0, 0]],
  ])('%s', async (_, hours) => {
    const { objects } = aTrail({ hours });
    const verdicts = await verify(objects);
    expect(verdicts.map(({ status }) => status)).toEqual(Array(objects.size).fill('valid'));
    expect(verdicts).toHaveLength(objects.size);
  });

  it.each(['backup/AWSLogs/', 'AWSLogs/o-exampleorgid/', 'a/b/AWSLogs/o-exampleorgid/'])(
    'below %s',
    async (root) => {
      const { objects } = aTrail({ root });
      const prefix = root.replace(/AWSLogs\/.*/, '');
      expect((await verify(objects, { prefix })).map(({ status }) => status)).toEqual(
        Array(objects.size).fill('valid'),
      );
    },
  );

  it('trails that write to the same folder list their log files for one another', async () => {
    const [one, other] = [aTrail(), aTrail({ trail: 'other', hours: [0, 0, 0, 0] })];
    const verdicts = await verify(new Map([...one.objects, ...other.objects]));
    expect(wrongIn(verdicts, one, other)).toEqual([]);
    expect(verdicts).toHaveLength(one.objects.size + other.objects.size);
  });

  it('a log file that was compressed once more, as what it holds is the same', async () => {
    const trail = aTrail();
    changed(trail.objects, trail.logFiles[0]?.[0], (bytes) => gzipSync(gunzipSync(bytes), { level: 1 }));
    expect(wrongIn(await verify(trail.objects), trail)).toEqual([]);
  });

  it('only the hours that are asked for, without the chain before them', async () => {
    const trail = aTrail();
    for (const path of [trail.digests[0] ?? '', ...(trail.logFiles[0] ?? [])]) trail.objects.delete(path);
    expect(wrongIn(await verify(trail.objects, { from: Date.parse('2026-11-20T09:00:01Z') }), trail)).toEqual(
      [],
    );
  });

  it('a backfill signed long after its hour, in a chain of its own', async () => {
    const late = aSigningKey({ from: '2026-12-20T00:00:00Z', until: '2027-02-01T00:00:00Z' });
    const trail = aTrail();
    const backfill = aTrail({
      key: late,
      hours: [0, 1],
      backfilledAt: '2026-12-25T00:00:00Z',
      trail: 'main_trail',
    });
    const objects = new Map([...backfill.objects, ...trail.objects]);
    const keys = [key.listed, late.listed];
    expect(wrongIn(await verify(objects, { keys }), trail, backfill)).toEqual([]);
  });
});

describe('log files', () => {
  it('a flipped byte of the content is seen, with both hashes', async () => {
    const trail = aTrail();
    changed(
      trail.objects,
      trail.logFiles[1]?.[2],
      editedText((text) => text.replace('alice', 'alicf')),
    );
    const verdicts = await verify(trail.objects);
    expect(wrongIn(verdicts, trail)).toEqual(['log file 1.2: modified']);
    expect(verdicts.find(isWrong)).toEqual({
      kind: 'log file',
      uri: `s3://my-trail/${trail.logFiles[1]?.[2]}`,
      status: 'modified',
      digest: `s3://my-trail/${trail.digests[1]}`,
      expected: expect.stringMatching(/^[0-9a-f]{64}$/),
      actual: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('one that is cut is modified', async () => {
    const trail = aTrail();
    changed(trail.objects, trail.logFiles[0]?.[0], (bytes) => bytes.subarray(0, bytes.length - 20));
    expect(wrongIn(await verify(trail.objects), trail)).toEqual(['log file 0.0: modified']);
  });

  it('one that is gone is missing', async () => {
    const trail = aTrail();
    trail.objects.delete(trail.logFiles[3]?.[0] ?? '');
    expect(wrongIn(await verify(trail.objects), trail)).toEqual(['log file 3.0: missing']);
  });

  it('two that were swapped are both modified', async () => {
    const trail = aTrail();
    const [one = '', other = ''] = [trail.logFiles[0]?.[0], trail.logFiles[1]?.[0]];
    const [first, second] = [trail.objects.get(one), trail.objects.get(other)];
    if (first !== undefined) trail.objects.set(other, first);
    if (second !== undefined) trail.objects.set(one, second);
    expect(wrongIn(await verify(trail.objects), trail)).toEqual([
      'log file 1.0: modified',
      'log file 0.0: modified',
    ]);
  });

  it('one that somebody laid among them is not listed', async () => {
    const trail = aTrail();
    const listed = trail.logFiles[1]?.[0] ?? '';
    const forged = listed.replace(/_\d{16}\.json/, '_forged0000000000.json');
    trail.objects.set(forged, { bytes: gzipSync('{"Records":[]}'), metadata: {} });
    expect(wrongIn(await verify(trail.objects), trail)).toEqual([`${forged}: unlisted`]);
  });

  it.each([
    ['without a time', 'forged.json.gz'],
    ['with the time of another day', '111122223333_CloudTrail_us-east-1_20310101T0000Z_x.json.gz'],
  ])('nor is one whose name is none of CloudTrail: %s', async (_, name) => {
    const trail = aTrail();
    const path = `AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/${name}`;
    trail.objects.set(path, { bytes: gzipSync('{"Records":[]}'), metadata: {} });
    trail.objects.set(path.replace(name, ''), { bytes: Buffer.from(''), metadata: {} });
    expect(wrongIn(await verify(trail.objects), trail)).toEqual([`${path}: unlisted`]);
  });

  it('one of the hour that no digest lists yet is none of those', async () => {
    const trail = aTrail();
    const next = (trail.logFiles[3]?.[0] ?? '').replace('T1120Z', 'T1201Z');
    trail.objects.set(next, { bytes: gzipSync('{"Records":[]}'), metadata: {} });
    expect(next).toContain('T1201Z');
    expect(wrongIn(await verify(trail.objects), trail)).toEqual([]);
  });
});

describe('digests', () => {
  it('one that is gone is missing: the next one names it', async () => {
    const trail = aTrail();
    trail.objects.delete(trail.digests[1] ?? '');
    expect(wrongIn(await verify(trail.objects), trail)).toEqual(['digest 1: missing']);
  });

  it('the oldest of the range that is gone is missing', async () => {
    const trail = aTrail();
    trail.objects.delete(trail.digests[0] ?? '');
    expect(wrongIn(await verify(trail.objects), trail)).toEqual(['digest 0: missing']);
  });

  it('the newest that is gone leaves a gap', async () => {
    const trail = aTrail();
    trail.objects.delete(trail.digests[3] ?? '');
    const verdicts = await verify(trail.objects, { expectedUntil: Date.parse('2026-11-20T12:00:00Z') });
    expect(wrongIn(verdicts, trail)).toEqual(['digest 2: gap']);
  });

  it('an edited one is not what was signed, and vouches for no log file', async () => {
    const trail = aTrail();
    const [gone = ''] = trail.logFiles[1] ?? [];
    trail.objects.delete(gone);
    changed(
      trail.objects,
      trail.digests[1],
      editedText((text) => {
        const digest = JSON.parse(text);
        return JSON.stringify({ ...digest, logFiles: digest.logFiles.slice(1) });
      }),
    );
    const verdicts = await verify(trail.objects);
    expect(wrongIn(verdicts, trail)).toEqual(['digest 1: invalid signature']);
    expect(verdicts.filter(({ status }) => status === 'unverified')).toHaveLength(2);
  });

  it.each([
    ['is cut', (bytes: Buffer) => bytes.subarray(0, 100)],
    ['is no JSON', () => gzipSync('{')],
    ['is no digest', () => gzipSync('{"Records":[]}')],
  ])('one that %s is unreadable', async (_, change) => {
    const trail = aTrail();
    changed(trail.objects, trail.digests[2], change);
    expect(wrongIn(await verify(trail.objects), trail)).toEqual(['digest 2: unreadable']);
  });

  it('two that changed places are both moved', async () => {
    const trail = aTrail();
    const [one = '', other = ''] = trail.digests;
    const [first, second] = [trail.objects.get(one), trail.objects.get(other)];
    if (first !== undefined) trail.objects.set(other, first);
    if (second !== undefined) trail.objects.set(one, second);
    expect(wrongIn(await verify(trail.objects), trail)).toEqual(['digest 1: moved', 'digest 0: moved']);
  });

  it('one of another account or trail is moved', async () => {
    const trail = aTrail();
    const stranger = aTrail({ account: '444455556666', trail: 'theirs' });
    const theirs = stranger.objects.get(stranger.digests[2] ?? '');
    if (theirs !== undefined) trail.objects.set(trail.digests[2] ?? '', theirs);
    expect(wrongIn(await verify(trail.objects), trail)).toEqual(['digest 2: moved']);
  });

  it('one that lost its signature is verified by the next, except the newest', async () => {
    const trail = aTrail();
    for (const path of [trail.digests[1] ?? '', trail.digests[3] ?? '']) {
      const bytes = trail.objects.get(path)?.bytes ?? new Uint8Array();
      trail.objects.set(path, { bytes, metadata: {} });
    }
    expect(wrongIn(await verify(trail.objects), trail)).toEqual(['digest 3: unsigned']);
  });

  it.each([
    ['no key with its fingerprint', [aSigningKey().listed], 'key unknown'],
    [
      'a wrong key with its fingerprint',
      [{ ...aSigningKey().listed, fingerprint: key.fingerprint }],
      'invalid signature',
    ],
    ['a key that had expired', [{ ...key.listed, until: Date.parse('2026-11-18T00:00:00Z') }], 'key expired'],
    ['a key that is no key', [{ ...key.listed, value: 'AAAA' }], 'invalid signature'],
  ])('%s', async (_, keys, status) => {
    const trail = aTrail({ hours: [1] });
    expect(wrongIn(await verify(trail.objects, { keys }), trail)).toEqual([`digest 0: ${status}`]);
  });

  it('a chain that begins again says what no digest lists', async () => {
    const before = aTrail({ hours: [1] });
    const after = aTrail({ hours: [1, 1], start: '2026-11-20T10:00:01Z' });
    const verdicts = await verify(new Map([...before.objects, ...after.objects]));
    expect(verdicts.filter(isWrong)).toEqual([
      {
        kind: 'digest',
        uri: `s3://my-trail/${after.digests[0]}`,
        status: 'gap',
        detail:
          'the chain begins again here: no digest lists what was delivered from 2026-11-20T09:00:01.000Z to 2026-11-20T10:00:01Z',
      },
    ]);
  });

  it('so does one whose digests before are gone, unless another lists what was delivered then', async () => {
    const [old, again] = [aTrail(), aTrail({ start: '2026-11-20T10:00:01Z', hours: [1, 1] })];
    const verdicts = await verify(again.objects);
    expect(wrongIn(verdicts, again)).toEqual(['digest 0: gap']);
    expect(verdicts.find(isWrong)).toMatchObject({
      detail:
        'the chain begins here: no digest lists what was delivered from 2026-11-20T08:00:00.000Z to 2026-11-20T10:00:01Z',
    });
    const late = aTrail({
      start: '2026-11-20T07:00:01Z',
      hours: [0, 0],
      backfilledAt: '2026-11-21T00:00:00Z',
    });
    expect(wrongIn(await verify(new Map([...again.objects, ...late.objects])), again)).toContain(
      'digest 0: gap',
    );
    const other = aTrail({ start: '2026-11-20T10:00:01Z', hours: [0, 0], trail: 'other' });
    expect(wrongIn(await verify(new Map([...old.objects, ...other.objects])), old, other)).toEqual([]);
  });

  it('one that CloudTrail signed, but that the next does not name, breaks the chain', async () => {
    const trail = aTrail();
    // As if a digest of an hour could be had twice.
    const other = aTrail({ start: '2026-11-20T08:30:01Z', hours: [0] });
    const verdicts = await verify(new Map([...trail.objects, ...other.objects]));
    expect(verdicts.filter(isWrong)).toEqual([
      {
        kind: 'digest',
        uri: `s3://my-trail/${other.digests[0]}`,
        status: 'chain broken',
        detail: 'the digest that follows names another one before it',
      },
    ]);
  });
});

describe('copies without metadata', () => {
  it('the newest digest cannot be verified, the others can by the next', async () => {
    const trail = aTrail();
    const verdicts = await verify(withoutMetadata(trail.objects));
    expect(verdicts.filter(isWrong)).toEqual([]);
    expect(
      verdicts.filter(({ status }) => status === 'unverified').map(({ uri }) => nameOf(uri, [trail])),
    ).toEqual(['digest 3', 'log file 3.0']);
  });

  it('a log file is still compared with an unverified digest', async () => {
    const trail = aTrail();
    trail.objects.delete(trail.logFiles[3]?.[0] ?? '');
    expect(wrongIn(await verify(withoutMetadata(trail.objects)), trail)).toEqual(['log file 3.0: missing']);
  });

  it('an edited digest is seen by the one that follows', async () => {
    const trail = aTrail();
    changed(
      trail.objects,
      trail.digests[1],
      editedText((text) => text.replace('"newestEventTime":null', '"newestEventTime":1')),
    );
    expect(wrongIn(await verify(withoutMetadata(trail.objects)), trail)).toEqual([
      'digest 1: invalid signature',
    ]);
  });
});
