import { describe, expect, it } from 'vitest';
import { deadlinesWithin, startInvocation, unlimitedInvocation } from '../../src/invocation.ts';

describe('of the time that Lambda leaves, some is reserved to deliver and some to finish', () => {
  it.each([
    ['fifteen minutes', 900_000, { inspectMs: 865_000, deliverMs: 895_000 }],
    ['a minute', 60_000, { inspectMs: 36_666, deliverMs: 55_000 }],
    ['three seconds', 3_000, { inspectMs: 1_000, deliverMs: 1_500 }],
    ['nothing', 0, { inspectMs: 0, deliverMs: 0 }],
    ['less than nothing', -1, { inspectMs: 0, deliverMs: 0 }],
  ])('%s', (_, leftMs, deadlines) => expect(deadlinesWithin(leftMs)).toEqual(deadlines));
});

it('an invocation without time stops at once', async () => {
  const { inspectSignal, deliverSignal } = startInvocation('request-1', 0);
  for (const signal of [inspectSignal, deliverSignal])
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  expect([inspectSignal.aborted, deliverSignal.aborted]).toEqual([true, true]);
});

it('an invocation without deadlines has an id all the same', () =>
  expect(unlimitedInvocation('scan')).toMatchObject({
    id: 'scan',
    inspectSignal: { aborted: false },
    deliverSignal: { aborted: false },
  }));
