import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';
import { failuresOf, totalsOf } from '../../../src/report/report.ts';
import { collectAlertedEvents } from '../../support/alerted-events.ts';
import { anyChange, anyLogFile, anyPacking, type FuzzedLogFile } from '../../support/broken-log-files.ts';
import { anInvocation } from '../../support/builders.ts';
import { readText } from '../../support/fixtures.ts';
import { anyFraction, forAll, fuzzTimeout as timeout } from '../../support/fuzz.ts';
import { seed } from '../../support/seed.ts';

const { tattletail, alerted } = await collectAlertedEvents();

/** What comes of these bytes as a log file. */
const inspect = async (bytes: Uint8Array) => {
  alerted.clear();
  const report = await tattletail.inspect([{ kind: 'bytes', uri, read: async () => bytes }], anInvocation());
  const failures = failuresOf(report);
  for (const failure of failures) {
    expect(failure).toMatch(new RegExp(`^${uri}: .`));
    expect(failure).not.toMatch(internal);
    expect(failure.length).toBeLessThan(1000);
  }
  const { records, problems } = totalsOf(report);
  return { failures, records, problems };
};

/** Whoever can write log files must not be able to hide them, so that nothing but a log file is good there. */
const uri = 's3://trail/AWSLogs/111122223333/CloudTrail/file';

/** What a runtime says of a bug, and people do not understand. */
const internal = /undefined|is not a function|not iterable|Cannot |call stack|string length|Error:/;

/** The entries of one whole document, without those that are no records; undefined when it is none. */
const entriesIn = (bytes: Uint8Array): { readonly good: number; readonly bad: number } | undefined => {
  try {
    const document: JsonValue = JSON.parse(withoutSeparators(new TextDecoder().decode(inflated(bytes))));
    if (isJsonArray(document)) return counted(document, isRecord);
    if (!isJsonObject(document)) return undefined;
    const lists = Object.keys(document)
      .filter((key) => key.toLowerCase() === 'records')
      .map((key) => document[key] ?? []);
    return lists.length > 0 && lists.every(isJsonArray) ? counted(lists.flat(), () => true) : undefined;
  } catch {
    return undefined;
  }
};

/** What is between documents may also be before and after one. */
const withoutSeparators = (text: string): string => {
  const characters = [...text];
  const isOfDocument = (character: string): boolean => !' \t\r\n,\ufeff\u001e'.includes(character);
  return characters
    .slice(characters.findIndex(isOfDocument), characters.findLastIndex(isOfDocument) + 1)
    .join('');
};

/** Of a list without a name: a record has a version, and what was copied without it mostly an ID. */
const isRecord = (entry: JsonObject): boolean => typeof entry.eventVersion === 'string' || 'eventID' in entry;

const counted = (entries: readonly JsonValue[], isRecord: (entry: JsonObject) => boolean) => {
  const good = entries.filter((entry) => isJsonObject(entry) && isRecord(entry)).length;
  return { good, bad: entries.length - good };
};

const inflated = (bytes: Uint8Array): Uint8Array => {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  // With `info`, zlib gives the engine too, which stops at a zero byte behind a member.
  const { buffer, engine } = gunzipSync(bytes, { info: true }) as unknown as {
    readonly buffer: Buffer;
    readonly engine: { readonly bytesWritten: number };
  };
  if (bytes.subarray(engine.bytesWritten).some((byte) => byte !== 0)) throw new Error('other data follows');
  return buffer;
};

/** Nothing is left out silently: every entry is a record or a failure, and bytes without entries are one. */
const expectNothingSilent = async (bytes: Uint8Array): Promise<void> => {
  const { failures, records, problems } = await inspect(bytes);
  const entries = entriesIn(bytes);
  if (entries === undefined) expect(failures.length).toBeGreaterThan(0);
  else expect({ good: records, bad: problems }).toEqual(entries);
};

const goodIn = ({ entries }: FuzzedLogFile): readonly string[] =>
  entries.flatMap(({ eventID }) => eventID ?? []);

const anyGoodText = fc.oneof(
  fc.constant(readText('fixtures/log-files/morning.json')),
  anyLogFile()
    .filter(({ entries }) => entries.every(({ eventID }) => eventID !== undefined))
    .map(({ text }) => text),
);

describe(`a log file (seed ${seed})`, () => {
  it('of arbitrary bytes is a failure', { timeout }, () =>
    forAll(fc.tuple(fc.uint8Array({ maxLength: 200 }), anyPacking()), ([bytes, pack]) =>
      expectNothingSilent(pack(bytes)),
    ),
  );

  it('of arbitrary JSON is a failure, unless it has Records', { timeout }, () =>
    forAll(
      fc.tuple(
        fc.oneof(
          fc.json({ maxDepth: 4, stringUnit: 'binary' }),
          fc.jsonValue().map((value) => JSON.stringify({ Records: value })),
          fc.array(fc.jsonValue()).map((value) => JSON.stringify({ recordS: value, a: 1 })),
        ),
        anyPacking(),
      ),
      ([text, pack]) => expectNothingSilent(pack(Buffer.from(text))),
    ),
  );

  it('with broken entries gives the alerts of the others, and a failure for each of those', { timeout }, () =>
    forAll(fc.tuple(anyLogFile(), anyPacking()), async ([logFile, pack]) => {
      const { failures, records } = await inspect(pack(Buffer.from(logFile.text)));
      const good = goodIn(logFile);
      expect([...alerted]).toEqual(good);
      expect({ records, broken: failures.length > 0 }).toEqual({
        records: good.length,
        broken: good.length < logFile.entries.length,
      });
    }),
  );

  it('that is changed or cut somewhere is a failure, or has what it seems to have', { timeout }, () =>
    forAll(
      fc.tuple(anyGoodText, anyPacking(), anyChange()),
      ([text, pack, change]) => expectNothingSilent(change(pack(Buffer.from(text)))),
      5,
    ),
  );

  it('that is cut off gives the alerts up to there', { timeout }, () =>
    forAll(fc.tuple(anyLogFile(), anyFraction()), async ([logFile, where]) => {
      const bytes = Buffer.from(logFile.text.trimEnd());
      const cut = bytes.subarray(0, Math.floor(where * bytes.length));
      const { failures } = await inspect(cut);
      expect(failures.length).toBeGreaterThan(0);
      const whole = logFile.entries.filter(
        ({ text, eventID }) => eventID !== undefined && cut.includes(`${text},`),
      );
      expect([...alerted]).toEqual(expect.arrayContaining(whole.map(({ eventID }) => eventID)));
    }),
  );
});
