import { describe, expect, it } from 'vitest';
import { jqEngine } from '../../../../src/choose-jq.ts';
import { jqWasm } from '../../../../src/jq/real/wasm.ts';
import type { JsonObject } from '../../../../src/json.ts';
import { mutate } from '../../../../src/rule-tests/mutate/survivors.ts';
import { thresholdMutants } from '../../../../src/rule-tests/mutate/threshold-mutants.ts';
import type { RuleTest } from '../../../../src/rule-tests/run.ts';
import { aRule, aThreshold } from '../../../support/builders.ts';

const jq = jqEngine(jqWasm);
const distinct = { program: 1, jq: '.eventName', definitions: '' };
const rule = aRule({ jqMatch: '.errorCode == "x"', threshold: aThreshold({ count: 2, distinct }) });

const aTest = (isMatch: boolean, ...calls: readonly (readonly [who: string, what: string])[]): RuleTest => ({
  name: 'a test',
  expected: isMatch ? { kind: 'match', output: undefined, severity: undefined } : { kind: 'no match' },
  records: calls.map(([arn, eventName]) => ({
    record: { errorCode: 'x', userIdentity: { arn }, eventName } satisfies JsonObject,
    file: undefined,
  })),
});

const survivorsOf = async (...tests: readonly RuleTest[]) =>
  (await mutate(jq, rule, tests))?.survivors.map(({ mutant }) => mutant.words);

it('a rule without a threshold has none', () => expect(thresholdMutants(aRule())).toEqual([]));

it('a large count is not changed by one', () =>
  expect(
    thresholdMutants(aRule({ threshold: aThreshold({ count: 100 }) })).map(({ words }) => words),
  ).toEqual(['the same key for all, not .userIdentity.arn']));

describe('a change of a threshold survives', () => {
  const burst = aTest(true, ['a', 'A'], ['a', 'B']);

  it('unless a test sees it', async () =>
    expect(
      await survivorsOf(burst, aTest(false, ['a', 'A'], ['b', 'B']), aTest(false, ['a', 'A'], ['a', 'A']), {
        ...aTest(false, ['a', 'A'], ['a', 'B']),
        records: ['A', 'B'].map((eventName) => ({
          record: { userIdentity: { arn: 'a' }, eventName },
          file: undefined,
        })),
      }),
    ).toEqual([]));

  it.each([
    ['count = 2 → 3', [aTest(true, ['a', 'A'], ['a', 'B'], ['a', 'C'])]],
    ['count = 2 → 1', [burst]],
    ['the same key for all, not .userIdentity.arn', [burst, aTest(false, ['a', 'A'])]],
    ['without: distinct = .eventName', [burst, aTest(false, ['a', 'A'], ['b', 'B'])]],
  ])('%s', async (words, tests) => expect(await survivorsOf(...tests)).toContain(words));
});
