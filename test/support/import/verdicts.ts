import { expect } from 'vitest';
import { prefilterFields } from '../../../src/choose-jq.ts';
import type { Imported } from '../../../src/import/imported.ts';
import type { JqEngine } from '../../../src/jq/engine.ts';
import { inProcessEngine } from '../../../src/jq/in-process/engine.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import type { JsonObject } from '../../../src/json.ts';
import { seed } from '../seed.ts';

/** A rule of another language, as its file has it, what was made of it, and what its own language says of a record. */
export interface Translated {
  readonly source: string;
  readonly program: string;
  readonly matches: (record: JsonObject) => boolean;
}

/** Runs all programs over all records and fails where jq and the language differ, or where jq raises an error. */
export const expectSameVerdicts = async (
  rules: readonly Translated[],
  records: readonly JsonObject[],
): Promise<void> => {
  const verdicts = await verdictsOf(
    rules.map(({ program }) => program),
    records,
  );
  const expected = rules.map(({ matches }) => records.map(matches));
  const wrong = rules.flatMap(({ source, program }, rule) =>
    records.flatMap((record, at) =>
      verdicts.matches(rule, at) === expected[rule]?.[at]
        ? []
        : [`${source}\n${program}\n${JSON.stringify(record)}: jq says ${verdicts.matches(rule, at)}`],
    ),
  );
  expect(wrong.slice(0, 2).join('\n\n'), `${wrong.length} pairs differ (seed ${seed})`).toBe('');
  expect(verdicts.errors.slice(0, 2)).toEqual([]);
  const matched = expected.flat().filter((isMatch) => isMatch).length;
  process.stdout.write(
    `seed ${seed}: ${rules.length * records.length} pairs, ${matched} match, ${verdicts.bailOuts} bailed out\n`,
  );
  expect(matched).toBeGreaterThan(rules.length);
};

/** What programs make of records, and how many pairs the in-process engine left to the real jq. */
interface Verdicts {
  readonly matches: (program: number, record: number) => boolean;
  readonly errors: readonly string[];
  readonly bailOuts: number;
}

export const verdictsOf = async (
  programs: readonly string[],
  records: readonly JsonObject[],
): Promise<Verdicts> => {
  let bailOuts = 0;
  const real = jqWasm();
  const counting: JqEngine = {
    compile: async (texts) => {
      const compiled = await real.compile(texts);
      return {
        start: (limits) => {
          const evaluation = compiled.start(limits);
          return {
            firstOutputs: (inputs) => {
              bailOuts += inputs.length;
              return evaluation.firstOutputs(inputs);
            },
          };
        },
      };
    },
  };
  const compiled = await inProcessEngine({ fallback: () => counting, prefilterFields }).compile(programs);
  const outcomes = await compiled.start({ signal: new AbortController().signal }).firstOutputs(records);
  const values = outcomes.filter(({ kind }) => kind === 'value');
  const matched = new Set(values.map(({ program, input }) => `${program}:${input}`));
  return {
    matches: (program, record) => matched.has(`${program}:${record}`),
    errors: outcomes.flatMap((outcome) =>
      outcome.kind === 'value'
        ? []
        : [`${outcome.message}: ${JSON.stringify(records[outcome.input])}\n${programs[outcome.program]}`],
    ),
    bailOuts,
  };
};

/** The jq of the one rule or ignore that was imported. */
export const onlyProgram = ({ rules, ignores, refusals }: Imported): string => {
  expect(refusals).toEqual([]);
  const [only, ...others] = [...rules, ...ignores];
  expect(others).toEqual([]);
  return only?.jq ?? '';
};
