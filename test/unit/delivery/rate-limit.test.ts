import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withRateLimit } from '../../../src/delivery/rate-limit.ts';
import { destinationTypes } from '../../../src/destinations/registry.ts';
import { anAlert, aTag, neverAborted } from '../../support/builders.ts';

const begin = Date.parse('2026-11-20T09:00:00Z');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'], now: begin }));
afterEach(() => void vi.useRealTimers());

/** A Send limited to three at once, then two a second, and how long each had to wait. */
const aLimitedSend = () => {
  const waits: number[] = [];
  const sent: string[] = [];
  const send = withRateLimit(
    async ({ rule }) => void sent.push(rule.name),
    { burst: 3, perSecond: 2 },
    async (ms, signal) => {
      waits.push(ms);
      signal.throwIfAborted();
    },
  );
  const sendMany = async (...names: readonly string[]): Promise<readonly number[]> => {
    waits.length = 0;
    await Promise.all(names.map((name) => send(anAlert({ rule: { name } }), aTag(), neverAborted)));
    return [...waits];
  };
  return { send, sendMany, sent };
};

describe('a rate limit', () => {
  it('lets a burst through at once, and then one after the other', async () => {
    const { sendMany, sent } = aLimitedSend();
    expect(await sendMany('a', 'b', 'c', 'd', 'e', 'f')).toEqual([0, 0, 0, 500, 1000, 1500]);
    expect(sent).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('allows a whole burst again after a rest, and no more than that', async () => {
    const { sendMany } = aLimitedSend();
    await sendMany('a', 'b', 'c', 'd');
    vi.advanceTimersByTime(3_600_000);
    expect(await sendMany('e', 'f', 'g', 'h')).toEqual([0, 0, 0, 500]);
  });

  it('allows part of a burst after part of a rest', async () => {
    const { sendMany } = aLimitedSend();
    await sendMany('a', 'b', 'c');
    vi.advanceTimersByTime(500);
    expect(await sendMany('d', 'e')).toEqual([0, 500]);
  });

  it('is not confused by a clock that is set back', async () => {
    const { sendMany } = aLimitedSend();
    await sendMany('a', 'b', 'c');
    vi.setSystemTime(begin - 3_600_000);
    expect(await sendMany('d')).toEqual([500]);
  });

  it('never waits when messages come more slowly than its rate', async () => {
    const { sendMany } = aLimitedSend();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      vi.advanceTimersByTime(1000);
      expect(await sendMany(name)).toEqual([0]);
    }
  });

  it('fails with `refused` for a message that had no turn before time ran out', async () => {
    const { send, sent } = aLimitedSend();
    await expect(send(anAlert(), aTag(), AbortSignal.abort())).rejects.toMatchObject({
      message: 'time ran out before it was sent',
      failure: { outcome: 'refused' },
    });
    expect(sent).toEqual([]);
  });

  it('really waits', async () => {
    vi.useRealTimers();
    const send = withRateLimit(async () => undefined, { burst: 1, perSecond: 20 });
    const since = performance.now();
    await Promise.all([1, 2, 3].map(() => send(anAlert(), aTag(), neverAborted)));
    expect(performance.now() - since).toBeGreaterThan(95);
  });
});

const limited = destinationTypes.flatMap(({ type, rateLimit }) =>
  rateLimit === undefined ? [] : { type, rateLimit },
);

it.each(limited)('the rate limit of $type lets its burst through at once', async ({ rateLimit }) => {
  const waits: number[] = [];
  const send = withRateLimit(
    async () => undefined,
    rateLimit,
    async (ms) => void waits.push(ms),
  );
  const burst = Array.from({ length: rateLimit.burst }, () => 0);
  for (const _ of [...burst, 'one more']) await send(anAlert(), aTag(), neverAborted);
  expect(waits).toEqual([...burst, expect.closeTo(1000 / rateLimit.perSecond, 6)]);
});
