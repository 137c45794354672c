import { expect, it } from 'vitest';
import { runChaos } from '../chaos/run.ts';
import { tableOf } from '../chaos/table.ts';
import { seed as seedOfTests } from '../support/seed.ts';

const seed = process.env.CHAOS_SEED ?? String(seedOfTests);

it(`where processes are killed and every service fails, no alert is lost, or duplicated without a note (seed ${seed})`, {
  timeout: 600_000,
}, async () => {
  const result = await runChaos({
    seed,
    alerts: 500,
    faults: 0.1,
    outages: 0.2,
    kills: 0.3,
    duplicates: 0.3,
    processes: 4,
    speed: 12,
    ledger: true,
  });
  process.stdout.write(tableOf(result));
  const { lost, silentDuplicates, unexpected, idChanged, histories } = result;
  expect({ lost, silentDuplicates, unexpected, idChanged, histories }).toEqual({
    lost: [],
    silentDuplicates: [],
    unexpected: [],
    idChanged: [],
    histories: [],
  });
  expect(result.exactlyOnce + result.labelledDuplicates + result.kept.length).toBe(result.alerts);
  expect(result.alerts).toBeGreaterThanOrEqual(500);
});
