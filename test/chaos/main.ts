import { setup } from '../support/build.ts';
import { type ChaosOptions, runChaos } from './run.ts';
import { tableOf } from './table.ts';

const { env } = process;

const options: ChaosOptions = {
  seed: env.CHAOS_SEED ?? String(Math.floor(Math.random() * 1e9)),
  alerts: Number(env.CHAOS_ALERTS ?? 10_000),
  faults: Number(env.CHAOS_FAULTS ?? 0.1),
  outages: Number(env.CHAOS_OUTAGES ?? 0.05),
  kills: Number(env.CHAOS_KILLS ?? 0.2),
  duplicates: Number(env.CHAOS_DUPLICATES ?? 0.3),
  processes: Number(env.CHAOS_PROCESSES ?? 8),
  speed: Number(env.CHAOS_SPEED ?? 8),
  ledger: env.CHAOS_LEDGER !== 'off',
};

process.stdout.write(`CHAOS_SEED=${options.seed}\n`);
const removeBuild = setup();
const result = await runChaos(options).finally(removeBuild);
process.stdout.write(tableOf(result));
const { lost, silentDuplicates, unexpected, idChanged } = result;
if ([...lost, ...silentDuplicates, ...unexpected, ...idChanged].length > 0) process.exitCode = 1;
