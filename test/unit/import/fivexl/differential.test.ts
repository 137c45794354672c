import fc from 'fast-check';
import { it } from 'vitest';
import { importFivexl } from '../../../../src/import/fivexl/fivexl.ts';
import type { JsonObject } from '../../../../src/json.ts';
import { pythonMatches, pythonText } from '../../../support/import/python.ts';
import { anyPythonRule } from '../../../support/import/python-rules.ts';
import { anyRecord } from '../../../support/import/records.ts';
import { expectSameVerdicts, onlyProgram } from '../../../support/import/verdicts.ts';
import { seed } from '../../../support/seed.ts';

it(`matches what Python evaluates to True (seed ${seed})`, { timeout: 120_000 }, async () => {
  const rules = fc.sample(anyPythonRule(), { seed, numRuns: 300 }).map((rule) => {
    const source = pythonText(rule);
    return {
      source,
      program: onlyProgram(importFivexl([{ path: 'a.txt', text: source }], {})),
      matches: (record: JsonObject) => pythonMatches(rule, record),
    };
  });
  await expectSameVerdicts(rules, fc.sample(anyRecord('any'), { seed, numRuns: 100 }));
});
