import { gunzipSync } from 'node:zlib';
import { aLogFile } from './corpus.ts';
import { median } from './measure.ts';

// node bench/against.ts CHECKOUT [RECORDS [RULES [few|many]]]: the CPU time that a log file takes here and in another
// checkout, in one process and in turn, and a floor of gunzip and JSON.parse. It holds on a machine that is busy, too.

const [other = '', records = '2900', rules = '30', matches = 'few'] = process.argv.slice(2);
const here = new URL('..', import.meta.url).pathname;
const bytes = aLogFile(Number(records));

/** Inspects the log file with the code of a checkout. */
const inspectionIn = async (checkout: string): Promise<() => Promise<unknown>> => {
  const load = (path: string) => import(new URL(path, `file://${checkout}/`).href);
  const [{ jqEngine }, { jqWasm }] = [await load('src/choose-jq.ts'), await load('src/jq/real/wasm.ts')];
  const [{ configOf }, { toolsThatTellNobody }] = [
    await load('bench/rules.ts'),
    await load('bench/in-process.ts'),
  ];
  const [{ createTattletail }, { unlimitedInvocation }] = [
    await load('src/tattletail.ts'),
    await load('src/invocation.ts'),
  ];
  const tattletail = await createTattletail(
    { uri: 'bench', text: configOf(Number(rules), matches) },
    toolsThatTellNobody(jqEngine(jqWasm)),
  );
  const logFile = { kind: 'bytes', uri: 'bench', read: async () => bytes };
  return () => tattletail.inspect([logFile], unlimitedInvocation('bench'));
};

const candidates = {
  floor: async () => JSON.parse(gunzipSync(bytes).toString()),
  [other]: await inspectionIn(other),
  [here]: await inspectionIn(here),
};

/** A small log file takes less time than the clock shows well. */
const repeats = Math.ceil(1000 / Number(records));

const cpuOf = async (run: () => Promise<unknown>): Promise<number> => {
  const begin = process.cpuUsage();
  for (let turn = 0; turn < repeats; turn += 1) await run();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000 / repeats;
};

const warmUp = 20;
const rounds: Readonly<Record<string, number>>[] = [];
for (let round = 0; round < warmUp + 60; round += 1) {
  const names = Object.keys(candidates);
  const times: Record<string, number> = {};
  for (const at of names.keys()) {
    const name = names[(at + round) % names.length] ?? '';
    times[name] = await cpuOf(candidates[name] ?? candidates.floor);
  }
  if (round >= warmUp) rounds.push(times);
}

const middle = (of: (times: Readonly<Record<string, number>>) => number): string =>
  median(rounds.map(of)).toFixed(2);
for (const name of Object.keys(candidates))
  console.log(
    `${middle((times) => times[name] ?? Number.NaN)} ms`,
    `× ${middle((times) => (times[name] ?? Number.NaN) / (times.floor ?? Number.NaN))} of the floor`,
    `× ${middle((times) => (times[name] ?? Number.NaN) / (times[other] ?? Number.NaN))} of ${other}:`,
    name,
  );
