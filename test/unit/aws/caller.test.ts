import type { STSClient } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { callerArn } from '../../../src/aws/caller.ts';

/** Who we are by an STS that gives this answer, how often that was asked, and what was warned of. */
const aCaller = (answer: (signal: AbortSignal) => unknown, patienceMs?: number) => {
  const warnings: string[] = [];
  let times = 0;
  const send = async (_: unknown, { abortSignal }: { abortSignal: AbortSignal }) => {
    times += 1;
    return answer(abortSignal);
  };
  // Nothing else of a client is called.
  const ask = callerArn(
    async () => ({ send }) as unknown as STSClient,
    (message) => warnings.push(message),
    patienceMs,
  );
  return { ask, warnings, times: () => times };
};

it('STS says who we are, and is asked once', async () => {
  const { ask, warnings, times } = aCaller(() => ({ Arn: 'arn:aws:sts::1:assumed-role/r/f' }));
  expect([await ask(), await ask()]).toEqual(Array(2).fill('arn:aws:sts::1:assumed-role/r/f'));
  expect([times(), warnings]).toEqual([1, []]);
});

it('without an answer from STS there is no ARN and one warning: log files are inspected all the same', async () => {
  const { ask, warnings, times } = aCaller(() => {
    throw new Error('connect ETIMEDOUT');
  });
  expect([await ask(), await ask()]).toEqual([undefined, undefined]);
  expect(times()).toBe(1);
  expect(warnings).toEqual([
    'STS did not answer, so records of our own calls are inspected: connect ETIMEDOUT',
  ]);
});

it('an STS that never answers is not waited for', async () => {
  const hang = (signal: AbortSignal) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const { ask, warnings } = aCaller(hang, 0);
  expect(await ask()).toBeUndefined();
  expect(warnings).toEqual([expect.stringMatching(/^STS did not answer, .*timeout$/)]);
});
