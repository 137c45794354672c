import fc from 'fast-check';
import { it } from 'vitest';
import { importTrailAlerts } from '../../../../src/import/trailalerts/trailalerts.ts';
import type { JsonObject } from '../../../../src/json.ts';
import { anyRecord } from '../../../support/import/records.ts';
import { trailAlertsMatches } from '../../../support/import/trailalerts.ts';
import { anyTrailAlertsRule, trailAlertsFile } from '../../../support/import/trailalerts-rules.ts';
import { expectSameVerdicts, onlyProgram } from '../../../support/import/verdicts.ts';
import { seed } from '../../../support/seed.ts';

it(`matches what TrailAlerts matches (seed ${seed})`, { timeout: 120_000 }, async () => {
  const rules = fc.sample(anyTrailAlertsRule(), { seed, numRuns: 300 }).map(({ blocks, condition }) => {
    const source = trailAlertsFile({ blocks, condition });
    return {
      source,
      program: onlyProgram(importTrailAlerts([{ path: 'a.yml', text: source }], {})),
      matches: (record: JsonObject) => trailAlertsMatches(blocks, condition, record),
    };
  });
  await expectSameVerdicts(rules, fc.sample(anyRecord('plausible'), { seed, numRuns: 100 }));
});
