import { beforeAll, expect, it } from 'vitest';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import type { JsonValue } from '../../../src/json.ts';
import { directly } from './in-process-outcome.ts';

/** A program, a record, and what a rule gets: a value, `error: …`, or undefined for no match. */
export type Row = readonly [program: string, record: JsonValue, outcome: JsonValue | undefined];

/** A test for each row: that is what the direct engine gives, without a jq, and that is what jq gives too. */
export const itAgreesWithJq = (rows: readonly Row[]): void => {
  let fromJq: readonly (JsonValue | undefined)[] = [];

  beforeAll(async () => {
    const programs = await jqWasm().compile(rows.map(([program]) => program));
    const records = rows.map(([, record]) => record);
    const outcomes = await programs.start({ signal: new AbortController().signal }).firstOutputs(records);
    fromJq = rows.map((_, row) => {
      const outcome = outcomes.find(({ program, record }) => program === row && record === row);
      return outcome === undefined || outcome.kind === 'value' ? outcome?.value : `error: ${outcome.message}`;
    });
  });

  it.each(rows.map((row, at) => [...row, at] as const))(
    '%s of %j gives %j',
    (program, record, outcome, at) => {
      expect(directly(program, record)).toEqual(outcome);
      expect(fromJq[at]).toEqual(outcome);
    },
  );
};

/** A test for each program: it is left to jq, for this reason. */
export const itHandsOver = (
  rows: readonly (readonly [program: string, record: JsonValue, reason: string])[],
): void => {
  it.each(rows)('hands over %s of %j: %s', (program, record, reason) => {
    expect(directly(program, record)).toBe(`handed over: ${reason}`);
  });
};
