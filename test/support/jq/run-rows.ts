import type { JqEngine, Outcome, Programs } from '../../../src/jq/engine.ts';
import { JqCompileError } from '../../../src/jq/errors.ts';
import type { JsonValue } from '../../../src/json.ts';
import { type Row, recordOf } from './table.ts';

/** What an engine tells of a row. */
export type Told =
  | { readonly kind: 'match'; readonly value: JsonValue }
  | { readonly kind: 'noMatch' }
  | { readonly kind: 'error' | 'syntaxError'; readonly message: string }
  | { readonly kind: 'several'; readonly outcomes: readonly Outcome[] };

/** Runs all programs together over all records: what each tells of its own record is what it tells alone. */
export const tellTogether = async (
  engine: JqEngine,
  rows: readonly Row[],
): Promise<ReadonlyMap<Row, Told>> => {
  const { programs, accepted, refused } = await compile(engine, rows);
  const keys = [...new Set(accepted.map(recordKey))];
  const outcomes = await programs.firstOutputs(distinctRecords(accepted), new AbortController().signal);
  const byPair = Map.groupBy(outcomes, ({ program, record }) => `${program} ${record}`);
  const told = accepted.map((row, program): [Row, Told] => {
    const pair = `${program} ${keys.indexOf(recordKey(row))}`;
    return [row, toldOf(byPair.get(pair) ?? [])];
  });
  return new Map([...told, ...refused]);
};

/** Runs over each record the programs of its rows only. */
export const tellByRecord = async (
  engine: JqEngine,
  rows: readonly Row[],
): Promise<ReadonlyMap<Row, Told>> => {
  const told = new Map<Row, Told>();
  for (const group of Map.groupBy(rows, recordKey).values()) {
    for (const [row, one] of await tellTogether(engine, group)) told.set(row, one);
  }
  return told;
};

/** Compiles each program alone. */
export const tellRefused = async (
  engine: JqEngine,
  rows: readonly Row[],
): Promise<ReadonlyMap<Row, Told>> => {
  const told = new Map<Row, Told>();
  for (const row of rows) {
    const { refused } = await compile(engine, [row]);
    told.set(row, refused.get(row) ?? { kind: 'noMatch' });
  }
  return told;
};

interface Compiled {
  readonly programs: Programs;
  readonly accepted: readonly Row[];
  readonly refused: ReadonlyMap<Row, Told>;
}

/** Compiles what compiles, so that a row that is refused takes no other with it. */
const compile = async (engine: JqEngine, rows: readonly Row[]): Promise<Compiled> => {
  try {
    const programs = await engine.compile(rows.map(({ program }) => program));
    return { programs, accepted: rows, refused: new Map() };
  } catch (error) {
    if (!(error instanceof JqCompileError)) throw error;
    const compiled = await compile(
      engine,
      rows.filter((_, index) => !error.messages.has(index)),
    );
    const refused = rows.flatMap((row, index): [Row, Told][] => {
      const message = error.messages.get(index);
      return message === undefined ? [] : [[row, { kind: 'syntaxError', message }]];
    });
    return { ...compiled, refused: new Map([...compiled.refused, ...refused]) };
  }
};

const distinctRecords = (rows: readonly Row[]): readonly JsonValue[] =>
  [...new Map(rows.map((row) => [recordKey(row), row])).values()].map(recordOf);

const recordKey = ({ record, generate }: Row): string => JSON.stringify({ record, generate });

const toldOf = (outcomes: readonly Outcome[]): Told => {
  const [outcome, another] = outcomes;
  if (another !== undefined) return { kind: 'several', outcomes };
  if (outcome === undefined) return { kind: 'noMatch' };
  return outcome.kind === 'value'
    ? { kind: 'match', value: outcome.value }
    : { kind: 'error', message: outcome.message };
};
