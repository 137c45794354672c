import { beforeAll, describe, expect, test } from 'vitest';
import { direct } from '../../../src/jq/in-process/engine.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import { type Candidate, nativeJq } from '../../support/jq/engines.ts';
import { type Told, tellByRecord, tellRefused, tellTogether } from '../../support/jq/run-rows.ts';
import { parseRows, type Row, type RowOutcome, readTables, recordOf } from '../../support/jq/table.ts';

const engines: readonly Candidate[] = [
  { name: 'jq-wasm', differsAs: 'jq-wasm', version: '1.8.2', spawns: false, create: async () => jqWasm() },
  {
    name: 'direct',
    differsAs: 'jq-wasm',
    version: '1.8.2',
    spawns: false,
    mayBeRight: true,
    create: async () => direct(jqWasm),
  },
  ...nativeJq(),
];

const tables = readTables();
const rows = tables.flatMap((table) => table.rows);

describe('the table', () => {
  test('has no name twice', () => {
    const names = rows.map((row) => row.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('refuses a row with an unknown field', () => {
    const row = { name: 'a', program: '.', record: {}, outcome: { noMatch: true }, note: 'unknown' };
    expect(() => parseRows('a.json', JSON.stringify([row]))).toThrow('"note"');
  });

  test('refuses a row with neither a record nor what to generate', () => {
    const row = { name: 'a', program: '.', outcome: { noMatch: true } };
    expect(() => parseRows('a.json', JSON.stringify([row]))).toThrow('expected either a record');
  });
});

describe.each(engines)('$name, jq $version', (engine) => {
  const run = rows.filter((row) => reasonToSkip(row, engine) === undefined);
  const refused = run.filter((row) => 'syntaxError' in outcomeFor(row, engine));
  const generated = run.filter((row) => row.generate !== undefined && !refused.includes(row));
  const written = run.filter((row) => row.generate === undefined && !refused.includes(row));
  const breaking = run.filter((row) => 'breaks' in outcomeFor(row, engine));
  let told: ReadonlyMap<Row, Told>;

  beforeAll(async () => {
    const jq = await engine.create();
    told = new Map([
      ...(await tellRefused(jq, refused)),
      ...(await tellTogether(jq, written)),
      ...(await tellByRecord(jq, generated)),
    ]);
  }, slow);

  describe.each(tables)('$topic', (table) => {
    for (const row of table.rows) {
      test(row.name, ({ skip }) => {
        const reason = reasonToSkip(row, engine);
        skip(reason !== undefined, reason);
        expect(expected(row, engine)).toContainEqual(told.get(row));
      });
    }
  });

  test('tells the same of a record without the programs of others', { timeout: slow }, async ({ skip }) => {
    skip(engine.spawns, 'a process for every record would take minutes');
    const alone = await tellByRecord(await engine.create(), written);
    expect(named(written, alone)).toEqual(named(written, told));
  });

  test('works as before after what breaks it', { timeout: slow }, async ({ skip }) => {
    skip(breaking.length === 0, 'nothing in the table breaks this engine');
    const programs = await (await engine.create()).compile(['.eventName', ...breaking.map(programOf)]);
    const outcomesOf = (row: Row | undefined) =>
      programs.firstOutputs(
        [row ? recordOf(row) : { eventName: 'CreateUser' }],
        new AbortController().signal,
      );
    const before = await outcomesOf(undefined);
    for (const row of breaking) {
      await outcomesOf(row);
      expect(await outcomesOf(undefined)).toEqual(before);
    }
  });
});

/** Milliseconds, for a machine that is busy. */
const slow = 120_000;

const reasonToSkip = (row: Row, engine: Candidate): string | undefined => {
  if (row.needs === undefined || !isBefore(engine.version, row.needs)) return undefined;
  return `needs jq ${row.needs}, this is ${engine.version}`;
};

const isBefore = (version: string, wanted: string): boolean =>
  version.localeCompare(wanted, 'en', { numeric: true }) < 0;

const outcomeFor = (row: Row, { differsAs }: Candidate): RowOutcome =>
  row.differs?.[differsAs] ?? row.outcome;

const expected = (row: Row, engine: Candidate): readonly unknown[] => {
  const outcome = outcomeFor(row, engine);
  const outcomes = engine.mayBeRight && outcome !== row.outcome ? [outcome, row.outcome] : [outcome];
  return outcomes.map((one) => toldFor(one, row, engine));
};

const toldFor = (outcome: RowOutcome, row: Row, engine: Candidate): unknown => {
  const anyText: unknown = expect.any(String);
  // An older jq words some of its messages otherwise.
  const exact = !isBefore(engine.version, '1.8.2');
  if ('match' in outcome) return { kind: 'match', value: outcome.match };
  if ('matchRecord' in outcome) return { kind: 'match', value: recordOf(row) };
  if ('noMatch' in outcome) return { kind: 'noMatch' };
  if ('error' in outcome) return { kind: 'error', message: exact ? outcome.error : anyText };
  if ('breaks' in outcome) return { kind: 'error', message: anyText };
  if ('syntaxError' in outcome) {
    return { kind: 'syntaxError', message: exact ? expect.stringContaining(outcome.syntaxError) : anyText };
  }
  throw new Error(`${row.name}: a row that is not run has nothing to expect`);
};

const named = (group: readonly Row[], told: ReadonlyMap<Row, Told>): Record<string, unknown> =>
  Object.fromEntries(group.map((row) => [row.name, told.get(row)]));

const programOf = ({ program }: Row): string => program;
