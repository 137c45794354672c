import type { STSClient } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { callerArn } from '../../../src/aws/caller.ts';

const arn = 'arn:aws:sts::111122223333:assumed-role/r/f';

/** Who the function `f` is by an STS that gives these answers, the last one from then on. */
const aCaller = (
  answers: readonly ((signal: AbortSignal) => unknown)[],
  { timeoutMs = 5_000 }: { readonly timeoutMs?: number } = {},
) => {
  const warnings: string[] = [];
  let times = 0;
  let at = 0;
  const send = async (_: unknown, { abortSignal }: { abortSignal: AbortSignal }) => {
    times += 1;
    return answers[Math.min(times, answers.length) - 1]?.(abortSignal);
  };
  const ask = callerArn(
    'f',
    // Nothing else of a client is called.
    async () => ({ send }) as unknown as STSClient,
    (message) => warnings.push(message),
    { timeoutMs, now: () => at },
  );
  return {
    ask,
    warnings,
    times: () => times,
    pass: (ms: number) => {
      at += ms;
    },
  };
};

const says = (Arn: string | undefined) => () => ({ Arn });

const fails = () => {
  throw new Error('connect ETIMEDOUT');
};

it('STS says who we are, and is asked once', async () => {
  const { ask, warnings, times, pass } = aCaller([says(arn)]);
  expect(await Promise.all([ask(), ask()])).toEqual([arn, arn]);
  pass(1_000_000_000);
  expect(await ask()).toBe(arn);
  expect([times(), warnings]).toEqual([1, []]);
});

it('an STS that does not answer is warned of, and asked again after a minute', async () => {
  const { ask, warnings, times, pass } = aCaller([fails, says(arn)]);
  expect([await ask(), await ask()]).toEqual([undefined, undefined]);
  pass(59_999);
  expect(await ask()).toBeUndefined();
  expect(times()).toBe(1);
  expect(warnings).toEqual([
    'STS did not say who we are, so records of our own calls are inspected: connect ETIMEDOUT',
  ]);
  pass(1);
  expect(await ask()).toBe(arn);
  expect(times()).toBe(2);
});

it.each([
  undefined,
  '',
  'arn:aws:sts::111122223333:assumed-role/r/other',
  'arn:aws:iam::111122223333:user/f',
  'arn:aws:sts::1:assumed-role/r/f',
])('an STS that says %j is warned of, and asked again', async (odd) => {
  const { ask, warnings, pass } = aCaller([says(odd), says(arn)]);
  expect(await ask()).toBeUndefined();
  expect(warnings).toEqual([
    `STS did not say who we are, so records of our own calls are inspected: it says "${odd}", expected a session named "f"`,
  ]);
  pass(60_000);
  expect(await ask()).toBe(arn);
});

it('an STS that never answers is not waited for', async () => {
  const hang = (signal: AbortSignal) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const { ask, warnings } = aCaller([hang], { timeoutMs: 0 });
  expect(await ask()).toBeUndefined();
  expect(warnings).toEqual([expect.stringMatching(/^STS did not say who we are, .*timeout$/)]);
});
