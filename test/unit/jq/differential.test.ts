import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JqEngine, Outcome } from '../../../src/jq/engine.ts';
import { inProcessEngine } from '../../../src/jq/in-process/engine.ts';
import { compileProgram, evaluate, type Program } from '../../../src/jq/in-process/program.ts';
import { jqNative } from '../../../src/jq/real/native.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import type { JsonValue } from '../../../src/json.ts';
import { anyDateInput, anyDateProgram } from '../../support/jq/dates.ts';
import { prefilterFields } from '../../support/jq/fields.ts';
import { anyInput } from '../../support/jq/inputs.ts';
import { anyMutation } from '../../support/jq/mutations.ts';
import { anyProgram } from '../../support/jq/programs.ts';
import { anyRegex, anyRegexInput } from '../../support/jq/regexes.ts';
import { seed as fromSeed } from '../../support/seed.ts';

/**
 * Wherever the in-process engine does not bail out, jq must give the same. For a long run, on a jq binary, which is fast:
 * TATTLETAIL_PAIRS=5000000 JQ_PATH=/usr/bin/jq npx vitest run differential
 * A failure names its seed; repeat it with TATTLETAIL_SEED=….
 */
const pairs = Number(process.env.TATTLETAIL_PAIRS ?? 48_000);
const timeout = 60_000 + pairs;

const jqPath = process.env.JQ_PATH;
const native = jqPath === undefined ? undefined : await jqNative(jqPath);
const jq: JqEngine = native ?? jqWasm();
const hasDates = native !== undefined && native.version.localeCompare('1.8', 'en', { numeric: true }) >= 0;

describe(`the in-process engine (seed ${fromSeed})`, () => {
  it('gives for generated programs and inputs what jq gives', { timeout }, async () => {
    let pairsInAll = 0;
    let inProcess = 0;
    for (const seed of seedsFor(pairs / (programsPerRound * inputsPerRound))) {
      const programs = fc
        .sample(anyProgram(), { seed, numRuns: programsPerRound * 2 })
        .filter(isCompiled)
        .slice(0, programsPerRound);
      const inputs = fc.sample(anyInput(), { seed, numRuns: inputsPerRound });
      await compare(seed, programs, inputs);
      pairsInAll += programs.length * inputs.length;
      inProcess += evaluatedInProcess(programs, inputs);
    }
    process.stdout.write(`seed ${fromSeed}: ${pairsInAll} pairs, of which ${inProcess} in-process\n`);
    expect(inProcess).toBeGreaterThan(pairsInAll * 0.7);
  });

  it('gives the dates that jq gives with glibc', { timeout }, async ({ skip }) => {
    skip(!hasDates, 'jq-wasm and versions of jq before 1.8 have other dates: it needs a newer JQ_PATH');
    for (const seed of seedsFor(pairs / 48_000)) {
      const programs = fc.sample(anyDateProgram(), { seed, numRuns: programsPerRound }).filter(isCompiled);
      await compare(seed, programs, fc.sample(anyDateInput(), { seed, numRuns: 100 }));
    }
  });

  it('finds with generated regexes what jq finds', { timeout }, async () => {
    for (const seed of seedsFor(pairs / 48_000)) {
      const regexes = fc.sample(anyRegex(), { seed, numRuns: 200 });
      const flags = fc.sample(fc.constantFrom('null', '"i"', '"g"', '"gi"'), { seed, numRuns: 200 });
      const programs = regexes.map((regex, at) => {
        const args = `${JSON.stringify(regex)}; ${flags[at] ?? 'null'}`;
        return `try [test(${args}), match(${args})] catch if endswith("over") then error else "error" end`;
      });
      await compare(seed, programs.filter(isCompiled), fc.sample(anyRegexInput(), { seed, numRuns: 100 }));
    }
  });

  it('compiles no text that jq refuses', { timeout }, async () => {
    for (const seed of seedsFor(pairs / 24_000)) {
      const texts = fc.sample(anyMutation(), { seed, numRuns: 2000 }).filter(isCompiled);
      await expect(jq.compile(texts)).resolves.toBeDefined();
    }
  });
});

const programsPerRound = 60;
// A jq binary takes some milliseconds for each program that it compiles.
const inputsPerRound = pairs < 1_000_000 ? 100 : 1000;

const seedsFor = (rounds: number): readonly number[] =>
  Array.from({ length: Math.max(1, Math.ceil(rounds)) }, (_, round) => fromSeed + round);

const isCompiled = (text: string): boolean => compileProgram(text) !== undefined;

/** How many pairs do not bail out. */
const evaluatedInProcess = (programs: readonly string[], inputs: readonly JsonValue[]): number => {
  const compiled = programs.map((text) => compileProgram(text)).filter((program) => program !== undefined);
  const bailsOut = (program: Program, input: JsonValue): boolean =>
    evaluate(program, input)?.kind === 'bail-out';
  return compiled
    .map((program) => inputs.filter((input) => !bailsOut(program, input)).length)
    .reduce((sum, count) => sum + count, 0);
};

const compare = async (
  seed: number,
  programs: readonly string[],
  inputs: readonly JsonValue[],
): Promise<void> => {
  const wanted = await outcomesOf(jq, programs, inputs);
  const got = await outcomesOf(inProcessEngine({ fallback: () => jq, prefilterFields }), programs, inputs);
  const differing = [...new Set([...wanted.keys(), ...got.keys()])].filter(
    (key) => wanted.get(key) !== got.get(key) && !isGivenUp(wanted.get(key)),
  );
  expect(
    differing.slice(0, 3).map((key) => ({
      seed,
      ...pairAt(key, programs, inputs),
      jq: wanted.get(key),
      inProcess: got.get(key),
    })),
  ).toEqual([]);
};

/** jq gives up some regexes, and aborts on others, that the in-process engine matches. */
const isGivenUp = (outcome: string | undefined): boolean =>
  /^error: (?:.*retry-limit-in-match over$|jq (?:broke|was stopped))/.test(outcome ?? '');

/** By pair; as text, since the order of keys counts. */
const outcomesOf = async (
  engine: JqEngine,
  programs: readonly string[],
  inputs: readonly JsonValue[],
): Promise<ReadonlyMap<string, string>> => {
  const compiled = await engine.compile(programs);
  const outcomes = await compiled.start({ signal: new AbortController().signal }).firstOutputs(inputs);
  const byPair = new Map(outcomes.map((outcome) => [keyOf(outcome), textOf(outcome)]));
  expect(outcomes).toHaveLength(byPair.size);
  return byPair;
};

const textOf = (outcome: Outcome): string =>
  outcome.kind === 'value' ? JSON.stringify(outcome.value) : `error: ${outcome.message}`;

const keyOf = ({ program, input }: Outcome): string => `${program}:${input}`;

const pairAt = (
  key: string,
  programs: readonly string[],
  inputs: readonly JsonValue[],
): { readonly program: string | undefined; readonly input: string } => {
  const [program, input] = key.split(':').map(Number);
  return { program: programs[program ?? -1], input: JSON.stringify(inputs[input ?? -1]) };
};
