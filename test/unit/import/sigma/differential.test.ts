import fc from 'fast-check';
import { it } from 'vitest';
import { importSigma } from '../../../../src/import/sigma/sigma.ts';
import { anyRecord } from '../../../support/import/records.ts';
import { sigmaMatches } from '../../../support/import/sigma.ts';
import { anySigmaRule, sigmaFile } from '../../../support/import/sigma-rules.ts';
import { expectSameVerdicts, onlyProgram } from '../../../support/import/verdicts.ts';
import { seed } from '../../../support/seed.ts';

it(`matches what the Sigma specification says (seed ${seed})`, { timeout: 120_000 }, async () => {
  const rules = fc.sample(anySigmaRule(), { seed, numRuns: 200 }).map(({ detection, condition }) => {
    const source = sigmaFile({ detection, condition });
    return {
      source,
      program: onlyProgram(importSigma([{ path: 'a.yml', text: source }], {})),
      matches: (record: Parameters<typeof sigmaMatches>[2]) => sigmaMatches(detection, condition, record),
    };
  });
  await expectSameVerdicts(rules, fc.sample(anyRecord('any'), { seed, numRuns: 100 }));
});
