import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JqEngine, Outcome } from '../../../src/jq/engine.ts';
import { direct } from '../../../src/jq/in-process/engine.ts';
import { judge, type Program, understand } from '../../../src/jq/in-process/program.ts';
import { jqNative } from '../../../src/jq/real/native.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import type { JsonValue } from '../../../src/json.ts';
import { anyMutation } from '../../support/jq/mutations.ts';
import { anyProgram } from '../../support/jq/programs.ts';
import { anyRecord } from '../../support/jq/records.ts';
import { anyRegex, anyRegexInput } from '../../support/jq/regexes.ts';

/**
 * Whatever the direct engine says itself, jq must say too. By hand, for hours and on a fast jq:
 * TATTLETAIL_PAIRS=5000000 JQ_PATH=/usr/bin/jq npx vitest run differential
 * A failure names its seed: TATTLETAIL_SEED=… plays it again.
 */
const pairs = Number(process.env.TATTLETAIL_PAIRS ?? 48_000);
const firstSeed = Number(process.env.TATTLETAIL_SEED ?? Date.now() % 1_000_000_000);
const timeout = 60_000 + pairs;

const jqPath = process.env.JQ_PATH;
const jq: JqEngine = jqPath === undefined ? jqWasm() : await jqNative(jqPath);

describe(`the direct engine (seed ${firstSeed})`, () => {
  it('gives for generated programs and records what jq gives', { timeout }, async () => {
    let evaluated = 0;
    let judged = 0;
    for (const seed of seedsFor(pairs / (programsPerRound * recordsPerRound))) {
      const programs = fc
        .sample(anyProgram(), { seed, numRuns: programsPerRound * 2 })
        .filter(isUnderstood)
        .slice(0, programsPerRound);
      const records = fc.sample(anyRecord(), { seed, numRuns: recordsPerRound });
      await compare(seed, programs, records);
      evaluated += programs.length * records.length;
      judged += directlyJudged(programs, records);
    }
    process.stdout.write(`seed ${firstSeed}: ${evaluated} pairs, of which ${judged} without jq\n`);
    expect(judged).toBeGreaterThan(evaluated * 0.7);
  });

  it('finds with generated regexes what jq finds', { timeout }, async () => {
    for (const seed of seedsFor(pairs / 48_000)) {
      const regexes = fc.sample(anyRegex(), { seed, numRuns: 200 });
      const flags = fc.sample(fc.constantFrom('null', '"i"', '"g"', '"gi"'), { seed, numRuns: 200 });
      const programs = regexes.map((regex, at) => {
        const args = `${JSON.stringify(regex)}; ${flags[at] ?? 'null'}`;
        return `try [test(${args}), match(${args})] catch "error"`;
      });
      await compare(seed, programs.filter(isUnderstood), fc.sample(anyRegexInput(), { seed, numRuns: 100 }));
    }
  });

  it('understands no text that jq refuses', { timeout }, async () => {
    for (const seed of seedsFor(pairs / 24_000)) {
      const texts = fc.sample(anyMutation(), { seed, numRuns: 2000 }).filter(isUnderstood);
      await expect(jq.compile(texts)).resolves.toBeDefined();
    }
  });
});

const programsPerRound = 60;
// A jq binary takes some milliseconds for each program that it compiles.
const recordsPerRound = pairs < 1_000_000 ? 100 : 1000;

const seedsFor = (rounds: number): readonly number[] =>
  Array.from({ length: Math.max(1, Math.ceil(rounds)) }, (_, round) => firstSeed + round);

const isUnderstood = (text: string): boolean => understand(text) !== undefined;

/** How many pairs the direct engine does not hand over. */
const directlyJudged = (programs: readonly string[], records: readonly JsonValue[]): number => {
  const understood = programs.map(understand).filter((program) => program !== undefined);
  const handsOver = (program: Program, record: JsonValue): boolean =>
    judge(program, record)?.kind === 'handed over';
  return understood
    .map((program) => records.filter((record) => !handsOver(program, record)).length)
    .reduce((sum, count) => sum + count, 0);
};

const compare = async (
  seed: number,
  programs: readonly string[],
  records: readonly JsonValue[],
): Promise<void> => {
  const wanted = await outcomesOf(jq, programs, records);
  const got = await outcomesOf(
    direct(() => jq),
    programs,
    records,
  );
  const differing = [...new Set([...wanted.keys(), ...got.keys()])].filter(
    (key) => wanted.get(key) !== got.get(key),
  );
  expect(
    differing.slice(0, 3).map((key) => ({
      seed,
      ...pairAt(key, programs, records),
      jq: wanted.get(key),
      direct: got.get(key),
    })),
  ).toEqual([]);
};

/** By pair; as text, since the order of keys counts. */
const outcomesOf = async (
  engine: JqEngine,
  programs: readonly string[],
  records: readonly JsonValue[],
): Promise<ReadonlyMap<string, string>> => {
  const compiled = await engine.compile(programs);
  const outcomes = await compiled.firstOutputs(records, new AbortController().signal);
  const byPair = new Map(outcomes.map((outcome) => [keyOf(outcome), textOf(outcome)]));
  expect(outcomes).toHaveLength(byPair.size);
  return byPair;
};

const textOf = (outcome: Outcome): string =>
  outcome.kind === 'value' ? JSON.stringify(outcome.value) : `error: ${outcome.message}`;

const keyOf = ({ program, record }: Outcome): string => `${program}:${record}`;

const pairAt = (
  key: string,
  programs: readonly string[],
  records: readonly JsonValue[],
): { readonly program: string | undefined; readonly record: string } => {
  const [program, record] = key.split(':').map(Number);
  return { program: programs[program ?? -1], record: JSON.stringify(records[record ?? -1]) };
};
