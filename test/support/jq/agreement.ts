import { beforeAll, expect, it } from 'vitest';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import type { JsonValue } from '../../../src/json.ts';
import { evaluateInProcess } from './evaluate-in-process.ts';

/** A program, an input, and the outcome: a value, `error: …`, or undefined for none. */
export type Row = readonly [program: string, input: JsonValue, outcome: JsonValue | undefined];

/** A test for each row: the in-process evaluator gives this outcome without bailing out, and so does jq. */
export const itAgreesWithJq = (rows: readonly Row[]): void => {
  let fromJq: readonly (JsonValue | undefined)[] = [];

  beforeAll(async () => {
    const programs = await jqWasm().compile(rows.map(([program]) => program));
    const inputs = rows.map(([, input]) => input);
    const outcomes = await programs.start({ signal: new AbortController().signal }).firstOutputs(inputs);
    fromJq = rows.map((_, row) => {
      const outcome = outcomes.find(({ program, input }) => program === row && input === row);
      return outcome === undefined || outcome.kind === 'value' ? outcome?.value : `error: ${outcome.message}`;
    });
  });

  it.each(rows.map((row, at) => [...row, at] as const))(
    '%s of %j gives %j',
    (program, input, outcome, at) => {
      expect(evaluateInProcess(program, input)).toEqual(outcome);
      expect(fromJq[at]).toEqual(outcome);
    },
  );
};

/** A test for each row: the program bails out on the input, for this reason. */
export const itBailsOut = (
  rows: readonly (readonly [program: string, input: JsonValue, reason: string])[],
): void => {
  it.each(rows)('%s of %j bails out: %s', (program, input, reason) => {
    expect(evaluateInProcess(program, input)).toBe(`bails out: ${reason}`);
  });
};
