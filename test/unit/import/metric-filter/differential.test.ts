import fc from 'fast-check';
import { describe, it } from 'vitest';
import { importMetricFilters } from '../../../../src/import/metric-filter/metric-filter.ts';
import type { JsonObject } from '../../../../src/json.ts';
import { metricFilterMatches } from '../../../support/import/metric-filter.ts';
import { anyMetricFilter, patternText } from '../../../support/import/metric-filters.ts';
import { anyRecord } from '../../../support/import/records.ts';
import { expectSameVerdicts, onlyProgram } from '../../../support/import/verdicts.ts';
import { seed } from '../../../support/seed.ts';

describe(`matches what CloudWatch Logs documents (seed ${seed})`, () => {
  const cases = [
    ['where != is true of a missing field', false],
    ['where != is false of a missing field', true],
  ] as const;

  it.each(cases)('%s', { timeout: 120_000 }, async (_, notEqualNeedsField) => {
    const rules = fc.sample(anyMetricFilter(), { seed, numRuns: 200 }).map((filter) => {
      const source = patternText(filter);
      return {
        source,
        program: onlyProgram(importMetricFilters([{ path: 'a.txt', text: source }], { notEqualNeedsField })),
        matches: (record: JsonObject) => metricFilterMatches(filter, record, !notEqualNeedsField),
      };
    });
    await expectSameVerdicts(rules, fc.sample(anyRecord('plausible'), { seed, numRuns: 100 }));
  });
});
