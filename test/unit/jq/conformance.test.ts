import { beforeAll, describe, expect, test } from 'vitest';
import { refusingDates } from '../../../src/jq/date-check.ts';
import { inProcessEngine } from '../../../src/jq/in-process/engine.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import { type EngineUnderTest, nativeJq } from '../../support/jq/engines.ts';
import { prefilterFields } from '../../support/jq/fields.ts';
import { withPatience } from '../../support/jq/patience.ts';
import { compileEach, type RowResult, runByInput, runTogether } from '../../support/jq/run-rows.ts';
import { inputOf, parseRows, type Row, type RowOutcome, readTables } from '../../support/jq/table.ts';

const engines: readonly EngineUnderTest[] = [
  { name: 'jq-wasm', differsAs: 'jq-wasm', version: '1.8.2', spawns: false, create: async () => jqWasm() },
  {
    name: 'in-process',
    differsAs: 'jq-wasm',
    version: '1.8.2',
    spawns: false,
    isInProcess: true,
    create: async () => inProcessEngine({ fallback: () => refusingDates(jqWasm()), prefilterFields }),
  },
  ...nativeJq(),
];

const tables = readTables();
const rows = tables.flatMap((table) => table.rows);

withPatience();

describe('the table', () => {
  test('has no name twice', () => {
    const names = rows.map((row) => row.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('refuses a row with an unknown field', () => {
    const row = { name: 'a', program: '.', input: {}, outcome: { noOutcome: true }, note: 'unknown' };
    expect(() => parseRows('a.json', JSON.stringify([row]))).toThrow('"note"');
  });

  test('refuses a row with neither an input nor what to generate', () => {
    const row = { name: 'a', program: '.', outcome: { noOutcome: true } };
    expect(() => parseRows('a.json', JSON.stringify([row]))).toThrow('expected either an input');
  });
});

describe.each(engines)('$name, jq $version', (engine) => {
  const run = rows.filter((row) => reasonToSkip(row, engine) === undefined);
  const refused = run.filter((row) => 'syntaxError' in outcomeFor(row, engine));
  const generated = run.filter((row) => row.generate !== undefined && !refused.includes(row));
  const written = run.filter((row) => row.generate === undefined && !refused.includes(row));
  const breaking = run.filter((row) => 'breaks' in outcomeFor(row, engine));
  let results: ReadonlyMap<Row, RowResult>;

  beforeAll(async () => {
    const jq = await engine.create();
    results = new Map([
      ...(await compileEach(jq, refused)),
      ...(await runTogether(jq, written)),
      ...(await runByInput(jq, generated)),
    ]);
  }, slow);

  describe.each(tables)('$topic', (table) => {
    for (const row of table.rows) {
      test(row.name, ({ skip }) => {
        const reason = reasonToSkip(row, engine);
        skip(reason !== undefined, reason);
        expect(expected(row, engine)).toContainEqual(results.get(row));
      });
    }
  });

  test('gives the same for an input without the programs of others', { timeout: slow }, async ({ skip }) => {
    skip(engine.spawns, 'a process for every input would take minutes');
    const alone = await runByInput(await engine.create(), written);
    expect(named(written, alone)).toEqual(named(written, results));
  });

  test('works as before after what breaks it', { timeout: slow }, async ({ skip }) => {
    skip(breaking.length === 0, 'nothing in the table breaks this engine');
    const programs = await (await engine.create()).compile(['.eventName', ...breaking.map(programOf)]);
    const outcomesOf = (row: Row | undefined) =>
      programs
        .start({ signal: new AbortController().signal })
        .firstOutputs([row ? inputOf(row) : { eventName: 'CreateUser' }]);
    const before = await outcomesOf(undefined);
    for (const row of breaking) {
      await outcomesOf(row);
      expect(await outcomesOf(undefined)).toEqual(before);
    }
  });
});

/** Milliseconds, for a machine that is busy. */
const slow = 300_000;

const reasonToSkip = (row: Row, engine: EngineUnderTest): string | undefined => {
  if (row.needs === undefined || !isBefore(engine.version, row.needs)) return undefined;
  return `needs jq ${row.needs}, this is ${engine.version}`;
};

const isBefore = (version: string, wanted: string): boolean =>
  version.localeCompare(wanted, 'en', { numeric: true }) < 0;

const outcomeFor = ({ differs, outcome }: Row, { differsAs, isInProcess }: EngineUnderTest): RowOutcome =>
  (isInProcess ? differs?.['in-process'] : undefined) ?? differs?.[differsAs] ?? outcome;

const expected = (row: Row, engine: EngineUnderTest): readonly unknown[] => {
  const outcome = outcomeFor(row, engine);
  const outcomes = engine.isInProcess && outcome !== row.outcome ? [outcome, row.outcome] : [outcome];
  return outcomes.map((one) => resultFor(one, row, engine));
};

const resultFor = (outcome: RowOutcome, row: Row, engine: EngineUnderTest): unknown => {
  const anyText: unknown = expect.any(String);
  // In older versions of jq, some messages are worded differently.
  const exact = !isBefore(engine.version, '1.8.2');
  if ('value' in outcome) return { kind: 'value', value: outcome.value };
  if ('valueIsInput' in outcome) return { kind: 'value', value: inputOf(row) };
  if ('noOutcome' in outcome) return { kind: 'noOutcome' };
  if ('error' in outcome) return { kind: 'error', message: exact ? outcome.error : anyText };
  if ('breaks' in outcome) return { kind: 'error', message: anyText };
  if ('syntaxError' in outcome) {
    return { kind: 'syntaxError', message: exact ? expect.stringContaining(outcome.syntaxError) : anyText };
  }
  throw new Error(`${row.name}: a row that is not run has nothing to expect`);
};

const named = (group: readonly Row[], results: ReadonlyMap<Row, RowResult>): Record<string, unknown> =>
  Object.fromEntries(group.map((row) => [row.name, results.get(row)]));

const programOf = ({ program }: Row): string => program;
