import { expect, it } from 'vitest';
import { idsOf } from '../../../src/config/rule-tables.ts';

it('a rule gets its id in as many steps whether there are few or many', () => {
  const stepsFor = (count: number): number => {
    let steps = 0;
    const rule = {
      get name() {
        steps += 1;
        return 'same';
      },
    };
    idsOf(Array.from({ length: count }, () => rule));
    return steps;
  };
  expect(stepsFor(2000)).toBeLessThanOrEqual(2 * stepsFor(1000));
});
