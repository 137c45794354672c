import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { JsonObject } from '../../src/json.ts';
import { aRecord } from './builders.ts';
import { anyFraction } from './fuzz.ts';

/** An entry of a log file as text, and the ID of its event if it is a record. */
interface FuzzedEntry {
  readonly text: string;
  readonly eventID?: string;
}

/** A log file of which it is known what is good and what is broken. */
export interface FuzzedLogFile {
  readonly text: string;
  readonly entries: readonly FuzzedEntry[];
}

/** Log files with good records, and with entries that are no records. */
export const anyLogFile = (): fc.Arbitrary<FuzzedLogFile> =>
  fc
    .tuple(
      fc.array(fc.oneof({ arbitrary: goodFields, weight: 3 }, { arbitrary: badEntry, weight: 1 }), {
        maxLength: 8,
      }),
      fc.constantFrom(...frames),
      fc.constantFrom('', ' ', '\n\t'),
    )
    .map(([drafts, frame, space]) => {
      const entries = drafts.map((draft, index): FuzzedEntry => {
        if (typeof draft === 'string') return { text: draft };
        const eventID = `good-${index}`;
        return { text: JSON.stringify({ ...draft, ...aRecord({ eventID }) }), eventID };
      });
      const [before, after] = frame;
      return { text: before + entries.map(({ text }) => space + text + space).join() + after, entries };
    });

/** What may stand in a record besides what makes it one. */
const goodFields: fc.Arbitrary<JsonObject> = fc.dictionary(
  fc.string({ unit: 'binary' }),
  // fast-check's JSON values are what JSON.parse gives, by another name.
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonObject[string]>,
  { maxKeys: 4 },
);

/** Its brackets and quotes fit, so that it is clear where it ends. */
const badEntry = fc.oneof(
  fc.constantFrom('null', '1', '"text"', '[]', '[{}]', 'true', '1e999'),
  fc.constantFrom('{"a":}', '{"a"}', 'tru', '01', '"\u0001"', '{"a":1,}', "{'a':1}", '\\'),
);

const frames: readonly (readonly [string, string])[] = [
  ['{"Records":[', ']}'],
  ['{"records" : [', ']} \n'],
  ['{"version":1,"Records":[', '],"after":{"Records":[{}]}}'],
  ['[', ']'],
  ['\uFEFF{"Records":[', ']}'],
];

/** The bytes of a log file, compressed or not, changed or cut somewhere. */
export const anyChange = (): fc.Arbitrary<(bytes: Buffer) => Buffer> =>
  fc
    .tuple(
      anyFraction(),
      fc.uint8Array({ minLength: 1, maxLength: 6 }),
      fc.constantFrom('cut', 'cut', 'put', 'replace', 'leave out', 'append', 'flip'),
    )
    .map(([where, rubbish, kind]) => (bytes) => {
      const at = Math.floor(where * bytes.length);
      const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
      switch (kind) {
        case 'cut':
          return before;
        case 'put':
          return Buffer.concat([before, rubbish, after]);
        case 'replace':
          return Buffer.concat([before, rubbish, after.subarray(rubbish.length)]);
        case 'leave out':
          return Buffer.concat([before, after.subarray(rubbish.length)]);
        case 'append':
          return Buffer.concat([bytes, rubbish]);
        case 'flip':
          return Buffer.concat([before, after.subarray(0, 1).map((byte) => byte ^ 1), after.subarray(1)]);
      }
    });

export const anyPacking = (): fc.Arbitrary<(bytes: Uint8Array) => Buffer> =>
  fc.constantFrom(
    (bytes) => Buffer.from(bytes),
    (bytes) => gzipSync(bytes),
    (bytes) => {
      const middle = Math.floor(bytes.length / 2);
      return Buffer.concat([gzipSync(bytes.subarray(0, middle)), gzipSync(bytes.subarray(middle))]);
    },
  );
