import { readFileSync } from 'node:fs';
import { jqEngine } from '../src/choose-jq.ts';
import { unlimitedInvocation } from '../src/invocation.ts';
import { jqWasm } from '../src/jq/real/wasm.ts';
import { totalsOf } from '../src/report/report.ts';
import { createTattletail } from '../src/tattletail.ts';
import { toolsThatTellNobody } from './in-process.ts';
import { configOf } from './rules.ts';

// node bench/inspect-once.ts FILE RULES few|many: inspects a log file, and prints how long it took and how much memory.

const [path = '', rules = '2', matches = 'few'] = process.argv.slice(2);
const tattletail = await createTattletail(
  { uri: 'bench', text: configOf(Number(rules), matches === 'many' ? 'many' : 'few') },
  toolsThatTellNobody(jqEngine(jqWasm)),
);
const begin = performance.now();
const report = await tattletail.inspect(
  [{ kind: 'bytes', uri: path, read: async () => readFileSync(path) }],
  unlimitedInvocation('bench'),
);
const seconds = (performance.now() - begin) / 1000;
const { records, problems } = totalsOf(report);
if (problems > 0) throw new Error(`${problems} problems`);
console.log(JSON.stringify({ records, seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
