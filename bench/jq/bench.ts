import type { JqEngine } from '../../src/jq/engine.ts';
import { inProcessEngine } from '../../src/jq/in-process/engine.ts';
import { compileProgram } from '../../src/jq/in-process/program.ts';
import { jqNative } from '../../src/jq/real/native.ts';
import { jqWasm } from '../../src/jq/real/wasm.ts';
import { prefilterFields } from '../../test/support/jq/fields.ts';
import { someRecords } from '../corpus.ts';
import { compare } from '../measure.ts';
import { type Matches, programsOf } from '../rules.ts';
import { beside, heading, milliseconds, row } from '../table.ts';

/** node bench/jq/bench.ts: the jq engine alone, as ratios to JSON.parse of its inputs. JQ_PATH adds a jq binary. */
const main = async (): Promise<void> => {
  const engines = await enginesHere();
  heading(
    'The jq engine alone, over 2,900 inputs. The floor is JSON.parse of them.',
    ...['programs', 'outcomes', 'floor', ...Object.keys(engines), 'compiling the programs in-process'],
  );
  for (const programs of [2, 30, 500]) {
    for (const matches of ['few', 'many'] as const) {
      const [floor = nothing, ...others] = await measure(programs, matches, engines);
      row(programs, matches, milliseconds(floor.ms), ...others.map(beside));
    }
  }
};

const nothing = { name: '', ms: Number.NaN, ratio: Number.NaN };

const enginesHere = async (): Promise<Readonly<Record<string, JqEngine>>> => {
  const { JQ_PATH } = process.env;
  return {
    'in-process': inProcessEngine({ fallback: jqWasm, prefilterFields }),
    'without a prefilter': inProcessEngine({ fallback: jqWasm }),
    'jq-wasm': jqWasm(),
    ...(JQ_PATH !== undefined && { 'a jq binary': await jqNative(JQ_PATH) }),
  };
};

const measure = async (programs: number, matches: Matches, engines: Readonly<Record<string, JqEngine>>) => {
  const texts = programsOf(programs, matches);
  const inputs = someRecords(2900);
  const json = JSON.stringify(inputs);
  const candidates: Record<string, () => unknown> = { floor: () => JSON.parse(json) };
  for (const [name, engine] of Object.entries(engines)) {
    const evaluation = (await engine.compile(texts)).start({ signal: neverAborted });
    candidates[name] = () => evaluation.firstOutputs(inputs);
  }
  candidates.compile = () => texts.map((text) => compileProgram(text, prefilterFields));
  return compare(candidates, { rounds: 40, warmUp: 15 });
};

const neverAborted = new AbortController().signal;

await main();
