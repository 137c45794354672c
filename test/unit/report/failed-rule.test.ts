import { expect, it } from 'vitest';
import { failedOnce, mergeFailures, timesForOtherReasons } from '../../../src/report/failed-rule.ts';
import { aRule, aRuleFailure } from '../../support/builders.ts';

const rule = aRule();
const failed = (message: string) => failedOnce(aRuleFailure({ rule, message }));

it('different failures of a rule are counted apart, the first of each is kept', () => {
  const messages = [
    'null (null) cannot be matched, as it is not a string',
    'Cannot iterate over null',
    'null (null) cannot be matched, as it is not a string',
  ];
  expect(mergeFailures(messages.map(failed))).toMatchObject([
    {
      times: 3,
      reasons: [
        { first: { message: messages[0] }, times: 2 },
        { first: { message: messages[1] }, times: 1 },
      ],
    },
  ]);
});

it('failures that differ only in the values of their records are one', () => {
  const messages = ['number (1) cannot be negated', 'number (2) cannot be negated'];
  expect(mergeFailures(messages.map(failed))).toMatchObject([
    { times: 2, reasons: [{ first: { message: messages[0] }, times: 2 }] },
  ]);
});

it('of very many reasons a few are kept and the others counted, in whichever parts they come', () => {
  const messages = ['array', 'object', 'null', 'number', 'string'].map(
    (kind) => `Cannot iterate over ${kind}`,
  );
  const [first, second] = [messages.map(failed), messages.toReversed().map(failed)].map(mergeFailures);
  const [all] = mergeFailures([...(first ?? []), ...(second ?? [])]);
  expect(all).toMatchObject({ times: 10, reasons: { length: 3 } });
  expect(all?.reasons.map(({ first: { message } }) => message)).toEqual(messages.slice(0, 3));
  expect(all === undefined ? undefined : timesForOtherReasons(all)).toBe(6);
});
