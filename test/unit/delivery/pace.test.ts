import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paced } from '../../../src/delivery/pace.ts';
import { anAlert, aTag, neverAborted } from '../../support/builders.ts';

const begin = Date.parse('2026-11-20T09:00:00Z');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'], now: begin }));
afterEach(() => void vi.useRealTimers());

/** A Send of three at once, then two a second, that notes how long each had to wait. */
const aPacedSend = () => {
  const waits: number[] = [];
  const sent: string[] = [];
  const send = paced(
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

describe('a paced Send', () => {
  it('sends a burst at once, and then one after the other', async () => {
    const { sendMany, sent } = aPacedSend();
    expect(await sendMany('a', 'b', 'c', 'd', 'e', 'f')).toEqual([0, 0, 0, 500, 1000, 1500]);
    expect(sent).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('has a whole burst again after a rest, and no more than that', async () => {
    const { sendMany } = aPacedSend();
    await sendMany('a', 'b', 'c', 'd');
    vi.advanceTimersByTime(3_600_000);
    expect(await sendMany('e', 'f', 'g', 'h')).toEqual([0, 0, 0, 500]);
  });

  it('has part of a burst after part of a rest', async () => {
    const { sendMany } = aPacedSend();
    await sendMany('a', 'b', 'c');
    vi.advanceTimersByTime(500);
    expect(await sendMany('d', 'e')).toEqual([0, 500]);
  });

  it('does not mind a clock that is put back', async () => {
    const { sendMany } = aPacedSend();
    await sendMany('a', 'b', 'c');
    vi.setSystemTime(begin - 3_600_000);
    expect(await sendMany('d')).toEqual([500]);
  });

  it('never waits when it is told one by one, slower than its pace', async () => {
    const { sendMany } = aPacedSend();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      vi.advanceTimersByTime(1000);
      expect(await sendMany(name)).toEqual([0]);
    }
  });

  it('refuses for certain what had no turn before the time was up', async () => {
    const { send, sent } = aPacedSend();
    await expect(send(anAlert(), aTag(), AbortSignal.abort())).rejects.toMatchObject({
      message: 'the time was up before it was told',
      failure: { outcome: 'refused' },
    });
    expect(sent).toEqual([]);
  });

  it('really waits', async () => {
    vi.useRealTimers();
    const send = paced(async () => undefined, { burst: 1, perSecond: 20 });
    const since = performance.now();
    await Promise.all([1, 2, 3].map(() => send(anAlert(), aTag(), neverAborted)));
    expect(performance.now() - since).toBeGreaterThan(95);
  });
});
