import type { CompiledPrograms, JqEngine, Outcome } from '../../../src/jq/engine.ts';
import { JqCompileError } from '../../../src/jq/errors.ts';
import type { JsonValue } from '../../../src/json.ts';
import { inputOf, type Row } from './table.ts';

/** What an engine gives for a row. */
export type RowResult =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'noOutcome' }
  | { readonly kind: 'error' | 'syntaxError'; readonly message: string }
  | { readonly kind: 'several'; readonly outcomes: readonly Outcome[] };

/** Evaluates all programs on all inputs: each must give for the input of its row what it gives alone. */
export const runTogether = async (
  engine: JqEngine,
  rows: readonly Row[],
): Promise<ReadonlyMap<Row, RowResult>> => {
  const { programs, accepted, refused } = await compile(engine, rows);
  const keys = [...new Set(accepted.map(inputKey))];
  const outcomes = await programs
    .start({ signal: new AbortController().signal })
    .firstOutputs(distinctInputs(accepted));
  const byPair = Map.groupBy(outcomes, ({ program, input }) => `${program} ${input}`);
  const results = accepted.map((row, program): [Row, RowResult] => {
    const pair = `${program} ${keys.indexOf(inputKey(row))}`;
    return [row, resultOf(byPair.get(pair) ?? [])];
  });
  return new Map([...results, ...refused]);
};

/** Evaluates on each input only the programs of its rows. */
export const runByInput = async (
  engine: JqEngine,
  rows: readonly Row[],
): Promise<ReadonlyMap<Row, RowResult>> => {
  const results = new Map<Row, RowResult>();
  for (const group of Map.groupBy(rows, inputKey).values()) {
    for (const [row, result] of await runTogether(engine, group)) results.set(row, result);
  }
  return results;
};

/** Compiles each program alone. */
export const compileEach = async (
  engine: JqEngine,
  rows: readonly Row[],
): Promise<ReadonlyMap<Row, RowResult>> => {
  const results = new Map<Row, RowResult>();
  for (const row of rows) {
    const { refused } = await compile(engine, [row]);
    results.set(row, refused.get(row) ?? { kind: 'noOutcome' });
  }
  return results;
};

interface Compiled {
  readonly programs: CompiledPrograms;
  readonly accepted: readonly Row[];
  readonly refused: ReadonlyMap<Row, RowResult>;
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
    const refused = rows.flatMap((row, index): [Row, RowResult][] => {
      const message = error.messages.get(index);
      return message === undefined ? [] : [[row, { kind: 'syntaxError', message }]];
    });
    return { ...compiled, refused: new Map([...compiled.refused, ...refused]) };
  }
};

const distinctInputs = (rows: readonly Row[]): readonly JsonValue[] =>
  [...new Map(rows.map((row) => [inputKey(row), row])).values()].map(inputOf);

const inputKey = ({ input, generate }: Row): string => JSON.stringify({ input, generate });

const resultOf = (outcomes: readonly Outcome[]): RowResult => {
  const [outcome, another] = outcomes;
  if (another !== undefined) return { kind: 'several', outcomes };
  if (outcome === undefined) return { kind: 'noOutcome' };
  return outcome.kind === 'value'
    ? { kind: 'value', value: outcome.value }
    : { kind: 'error', message: outcome.message };
};
