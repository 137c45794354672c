import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withRoundups } from '../../../src/alerts/arrange.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import type { JsonValue } from '../../../src/json.ts';
import { logReport } from '../../../src/report/log.ts';
import { totalsOf, withoutContent } from '../../../src/report/report.ts';
import { createTattletail } from '../../../src/tattletail.ts';
import { anInvocation, aRecord } from '../../support/builders.ts';
import { anyFraction, forAll, fuzzTimeout as timeout } from '../../support/fuzz.ts';
import { aLogOfLines } from '../../support/log-lines.ts';

const text = `
[[rule]]
name = "by alice"
jq_match = '.userIdentity.arn | endswith("/alice")'
destinations = ["S"]

[[rule]]
name = "region"
jq_match = '.awsRegion | startswith("us-")'
destinations = ["S"]

[[destination]]
id = "S"
type = "sns"
sns_arn = "arn:aws:sns:us-east-1:111122223333:alerts"
`;

const tattletail = await createTattletail(
  { uri: 'tattletail.toml', text },
  {
    jq: jqWasm(),
    connect: () => () => [],
    arrange: withRoundups,
    withoutOwn: () => async (records) => {
      if (records.some(({ eventName }) => eventName === 'Thrown')) throw new Error('thrown');
      return records.filter(({ eventName }) => eventName !== 'Own');
    },
  },
);

const inspect = async (bytes: Uint8Array) => {
  const source = { kind: 'bytes', uri: 's3://trail/AWSLogs/1.json', read: async () => bytes } as const;
  const report = await tattletail.inspect([source], anInvocation());
  const { log, lines } = aLogOfLines();
  const nothing = { malformed: { count: 0, reasons: [] }, skipped: new Map(), by: {}, ms: 0 };
  logReport(log, withoutContent(report), nothing);
  return { totals: totalsOf(report), lines };
};

const entries: Readonly<Record<string, JsonValue>> = {
  good: aRecord(),
  own: aRecord({ eventName: 'Own' }),
  'of nobody': aRecord({ userIdentity: null }),
  'odd twice': aRecord({ userIdentity: { arn: 7 }, awsRegion: [] }),
  'no record': 'text',
};

const anyKinds = fc.array(fc.constantFrom(...Object.keys(entries)), { maxLength: 12 });

const logFileOf = (kinds: readonly string[]): string =>
  JSON.stringify({ Records: kinds.map((kind) => entries[kind] ?? null) });

it('every record of a log file is inspected, own or failed', { timeout }, () =>
  forAll(fc.tuple(anyKinds, fc.boolean()), async ([kinds, isPacked]) => {
    const logFile = logFileOf(kinds);
    const { totals, lines } = await inspect(isPacked ? gzipSync(logFile) : Buffer.from(logFile));
    const count = (...of: readonly string[]): number => kinds.filter((kind) => of.includes(kind)).length;
    expect(totals).toMatchObject({
      records: kinds.length - count('no record'),
      inspected: count('good'),
      own: count('own'),
      failed: count('of nobody', 'odd twice'),
      problems: count('no record'),
    });
    expect(lines.map(({ message }) => message)).not.toContain('Not every record is accounted for');
  }),
);

it('so is every record that is read of a broken one', { timeout }, () =>
  forAll(fc.tuple(anyKinds, anyFraction()), async ([kinds, fraction]) => {
    const logFile = logFileOf(kinds);
    const { totals } = await inspect(Buffer.from(logFile.slice(0, Math.floor(logFile.length * fraction))));
    const { records, inspected, own, failed } = totals;
    expect(inspected + own + failed).toBe(records);
    expect(records).toBeLessThanOrEqual(kinds.length);
  }),
);

it('records that are read and then not inspected have failed', async () => {
  const records = [aRecord(), aRecord({ eventName: 'Thrown' })];
  const { totals } = await inspect(Buffer.from(JSON.stringify({ Records: records })));
  expect(totals).toMatchObject({ records: 2, inspected: 0, own: 0, failed: 2, problems: 1 });
});

it('a report in which records are missing is an error in the log', async () => {
  const report = await tattletail.inspect([], anInvocation());
  const { log, lines } = aLogOfLines();
  const [counts] = (
    await tattletail.inspect([{ kind: 'records', uri: 'event:1', records: [aRecord()] }], anInvocation())
  ).logFiles;
  const missing = counts === undefined ? [] : [{ ...counts, inspected: 0 }];
  const nothing = { malformed: { count: 0, reasons: [] }, skipped: new Map(), by: {}, ms: 0 };
  logReport(log, { ...report, logFiles: missing }, nothing);
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 'error', message: 'Not every record is accounted for', records: 1 }),
  );
});
