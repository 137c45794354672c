import fc from 'fast-check';
import { it } from 'vitest';
import { importEventBridge } from '../../../../src/import/eventbridge/eventbridge.ts';
import type { JsonObject } from '../../../../src/json.ts';
import { eventBridgeMatches } from '../../../support/import/eventbridge.ts';
import { anyEventPattern } from '../../../support/import/eventbridge-patterns.ts';
import { anyRecord } from '../../../support/import/records.ts';
import { expectSameVerdicts, onlyProgram } from '../../../support/import/verdicts.ts';
import { seed } from '../../../support/seed.ts';

it(`matches what EventBridge documents (seed ${seed})`, { timeout: 120_000 }, async () => {
  const rules = fc.sample(anyEventPattern(), { seed, numRuns: 200 }).map((pattern) => {
    const source = JSON.stringify(pattern);
    return {
      source,
      program: onlyProgram(importEventBridge([{ path: 'a.json', text: source }], {})),
      matches: (record: JsonObject) => eventBridgeMatches(pattern, record),
    };
  });
  await expectSameVerdicts(rules, fc.sample(anyRecord('plausible'), { seed, numRuns: 150 }));
});
