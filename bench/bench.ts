import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { jqEngine } from '../src/choose-jq.ts';
import type { JqEngine } from '../src/jq/engine.ts';
import { jqNative } from '../src/jq/real/native.ts';
import { jqWasm } from '../src/jq/real/wasm.ts';
import { bigFile } from './big-file.ts';
import { coldStart } from './cold-start.ts';
import { inProcess } from './in-process.ts';
import { batchOf, scanOfManyFiles } from './many-files.ts';
import type { Timing } from './measure.ts';
import type { Matches } from './rules.ts';
import { beside, heading, milliseconds, row } from './table.ts';
import { wholeProcess } from './whole-process.ts';

/** make bench: how long things take, as ratios to a floor that is measured in the same run, as Markdown tables. */
const main = async (): Promise<void> => {
  execFileSync(process.execPath, ['esbuild.config.mjs'], { stdio: 'ignore' });
  const date = new Date().toISOString().slice(0, 10);
  console.log(`${date}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
  const floorPerRecord = await warmProcess();
  await wholeProcesses();
  await manyFiles();
  await batches();
  await largestLogFile(floorPerRecord);
  await coldStarts();
};

/** Gives the milliseconds that a record of a large log file costs at least. */
const warmProcess = async (): Promise<number> => {
  const engines = await enginesHere();
  heading(
    'In a warm process, from the gzip of a log file to its alerts. The floor is gunzip and JSON.parse.',
    ...['records', 'rules', 'matches', 'floor', ...Object.keys(engines), 'Lambda, a million records'],
  );
  let floorPerRecord = Number.NaN;
  for (const records of [20, 2900]) {
    for (const rules of [2, 30, 500]) {
      for (const matches of ['few', 'many'] as const) {
        const [floor = nothing, ...others] = await inProcess({ records, rules, matches }, engines);
        floorPerRecord = floor.ms / records;
        const cost = dollarsForMillion(others[0] ?? nothing, records);
        row(records, rules, matches, milliseconds(floor.ms), ...others.map(beside), cost);
      }
    }
  }
  return floorPerRecord;
};

const nothing: Timing = { name: '', ms: Number.NaN, ratio: Number.NaN };

const enginesHere = async (): Promise<Readonly<Record<string, () => JqEngine>>> => {
  const { JQ_PATH } = process.env;
  const native = JQ_PATH === undefined ? undefined : await jqNative(JQ_PATH);
  return {
    tattletail: () => jqEngine(jqWasm),
    'all in jq-wasm': jqWasm,
    ...(native !== undefined && { 'all in native jq': () => native }),
  };
};

/**
 * By Lambda's price list of November 2026, us-east-1, arm64: 0.20 dollars for a million requests and 0.0000133334 for a
 * GB-second; 1,769 MB are one vCPU. Besides our own time, S3 is given 50 ms for each log file.
 */
const dollarsForMillion = ({ ms }: Timing, records: number): string => {
  const gigabyteSeconds = ((ms + 50) / 1000) * (1769 / 1024);
  return `$${((1e6 / records) * (0.000_000_2 + gigabyteSeconds * 0.000_013_333_4)).toFixed(4)}`;
};

const scenarios: readonly (readonly [number, Matches])[] = [
  [2, 'few'],
  [30, 'many'],
  [500, 'few'],
];

const wholeProcesses = async (): Promise<void> => {
  for (const [at, [rules, matches]] of scenarios.entries()) {
    const timings = await wholeProcess(rules, matches);
    if (at === 0) {
      const text =
        'As whole processes over 29,000 records. The floor is a Node that only reads and parses them.';
      heading(text, 'rules', 'matches', ...timings.map(({ name }) => name));
    }
    row(rules, matches, ...timings.map(beside));
  }
};

const manyFiles = async (): Promise<void> => {
  heading(
    'As whole processes over 5,000 log files of 20 records. The floor is a Node that only reads and parses them.',
    ...['rules', 'matches', 'floor', 'tattletail'],
  );
  for (const [rules, matches] of scenarios.slice(0, 2))
    row(rules, matches, ...(await scanOfManyFiles(rules, matches)).map(beside));
};

const batches = async (): Promise<void> => {
  heading(
    'In a warm function, a batch of a queue. Each notification names a log file of 20 records, which S3 sends after 50 ms.',
    ...['log files', 'time', 'Lambda, a million records'],
  );
  for (const logFiles of [1, 10, 100]) {
    const ms = await batchOf(logFiles);
    row(logFiles, milliseconds(ms), dollarsForMillion({ name: '', ms: ms - 50, ratio: 1 }, 20 * logFiles));
  }
};

const largestLogFile = async (floorPerRecord: number): Promise<void> => {
  heading(
    'The largest log file that CloudTrail writes, in a process of its own. The floor is that of 2,900 records.',
    ...['rules', 'matches', 'records', 'gzip', 'time', 'for a record', 'peak memory of the process'],
  );
  for (const [rules, matches] of scenarios) {
    const { records, gzipMegabytes, seconds, peakMegabytes } = await bigFile(rules, matches);
    const perRecord = (seconds * 1000) / records;
    row(
      ...[rules, matches, records, `${Math.round(gzipMegabytes)} MB`, `${seconds.toFixed(1)} s`],
      `${(perRecord * 1000).toFixed(1)} µs, × ${(perRecord / floorPerRecord).toFixed(2)}`,
      `${Math.round(peakMegabytes)} MB`,
    );
  }
};

const coldStarts = async (): Promise<void> => {
  heading(
    'Cold start of the bundled handler in a fresh process, to the end of a first log file of 20 records.',
    ...['rules', 'import', 'first log file'],
  );
  for (const rules of [2, 30, 500]) {
    const { imported, firstLogFile } = await coldStart(rules);
    const ratio = firstLogFile / imported;
    row(rules, milliseconds(imported), beside({ name: '', ms: firstLogFile, ratio }));
  }
};

await main();
