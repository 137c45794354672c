import { expect, it } from 'vitest';
import { createRulesInUse } from '../../../src/report/rules-in-use.ts';
import { aRule } from '../../support/builders.ts';
import { aLogOfLines } from '../../support/log-lines.ts';

it('each rule is a line, once a day, and again when the config has changed', () => {
  const { log, lines } = aLogOfLines();
  const logRulesInUse = createRulesInUse(log);
  const named = () => lines.splice(0).map(({ rule, times }) => [rule, times]);
  const [one, other] = [aRule({ name: 'one' }), aRule({ name: 'other' })];
  const rules = [one, other];

  logRulesInUse(rules, '2026-11-27');
  expect(named()).toEqual([
    ['one', 0],
    ['other', 0],
  ]);
  logRulesInUse(rules, '2026-11-27');
  expect(named()).toEqual([]);
  logRulesInUse([one], '2026-11-27');
  expect(named()).toEqual([['one', 0]]);
  logRulesInUse(rules, '2026-11-28');
  expect(named()).toHaveLength(2);
});
