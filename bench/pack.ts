import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { jqEngine } from '../src/choose-jq.ts';
import { loadConfig } from '../src/config/load.ts';
import { unlimitedInvocation } from '../src/invocation.ts';
import { jqWasm } from '../src/jq/real/wasm.ts';
import type { JsonObject } from '../src/json.ts';
import { createTattletail } from '../src/tattletail.ts';
import { dayOf } from '../test/support/organisation/day.ts';
import { someRecords } from './corpus.ts';
import { toolsThatTellNobody } from './in-process.ts';
import { median } from './measure.ts';
import { heading, milliseconds, row } from './table.ts';

// node bench/pack.ts [PACK]: the CPU time that a pack of rules takes on 2,900 records, in turn with a floor of gunzip and
// JSON.parse. It holds on a machine that is busy, too.

const [pack = 'rules/threats.toml'] = process.argv.slice(2);
const file = { uri: pack, text: readFileSync(pack, 'utf8') };
const count = 2900;

/** From a day of the organisation, a record of each ten that follow one another. */
const ordinary = (): readonly JsonObject[] => {
  const records: JsonObject[] = [];
  for (const logFile of dayOf(5)) {
    if (records.length >= count * 10) break;
    records.push(...logFile);
  }
  return records.filter((_, at) => at % 10 === 0).slice(0, count);
};

/** What is measured, in turn. Each gives how long it took. */
const candidatesFor = async (records: readonly JsonObject[]) => {
  const bytes = gzipSync(JSON.stringify({ Records: records }));
  const parse = (): { readonly Records: readonly JsonObject[] } => JSON.parse(gunzipSync(bytes).toString());
  const jq = jqEngine(jqWasm);
  const { config, programs } = await loadConfig(file, jq.compile, { mayBePack: true });
  const { firstOutputs } = programs.start({ signal: new AbortController().signal });
  const tattletail = await createTattletail(file, {
    ...toolsThatTellNobody(jqEngine(jqWasm)),
    mayBePack: true,
  });
  const logFile = { kind: 'bytes', uri: 'bench', read: async () => bytes } as const;
  return {
    rules: config.rules.length,
    floor: async () => cpuOf(async () => parse()),
    evaluation: async () => {
      const { Records } = parse();
      return cpuOf(() => firstOutputs(Records));
    },
    inspection: async () => cpuOf(() => tattletail.inspect([logFile], unlimitedInvocation('bench'))),
  };
};

const cpuOf = async (run: () => Promise<unknown>): Promise<number> => {
  const begin = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
};

const warmUp = 20;
const rounds = 60;

heading(
  `${pack} over ${count} records, by CPU time. The floor is gunzip and JSON.parse; alerts are for nobody.`,
  ...['records', 'rules', 'floor', 'evaluation of the rules', 'with the floor', 'from gzip to alerts'],
);
for (const [name, records] of Object.entries({ bench: someRecords(count), organisation: ordinary() })) {
  const { rules, floor, evaluation, inspection } = await candidatesFor(records);
  const times: { readonly floor: number; readonly evaluation: number; readonly inspection: number }[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    const time = { floor: await floor(), evaluation: await evaluation(), inspection: await inspection() };
    if (round >= 0) times.push(time);
  }
  const middle = (of: (time: (typeof times)[number]) => number): number => median(times.map(of));
  row(
    ...[
      name,
      rules,
      milliseconds(middle(({ floor }) => floor)),
      milliseconds(middle(({ evaluation }) => evaluation)),
    ],
    `× ${middle(({ floor, evaluation }) => (floor + evaluation) / floor).toFixed(2)}`,
    `× ${middle(({ floor, inspection }) => inspection / floor).toFixed(2)}`,
  );
}
