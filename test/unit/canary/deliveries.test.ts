import { expect, it } from 'vitest';
import { type FindClaim, type Standing, watchDeliveries } from '../../../src/canary/deliveries.ts';
import type { ExpectedDelivery } from '../../../src/canary/expected.ts';
import { neverAborted } from '../../support/builders.ts';

const delivery = (destination: string, fallback?: string): ExpectedDelivery => ({
  destination,
  id: `claim of ${destination}`,
  fallback: fallback === undefined ? undefined : { destination: fallback, id: `claim of ${fallback}` },
});

const delivered = { state: 'delivered', at: 8_000 } as const;

/** Watches, while each pause changes the claims. Gives what was done, what was left, and the pauses. */
const watch = async (
  deliveries: readonly ExpectedDelivery[],
  claims: Map<string, Awaited<ReturnType<FindClaim>>>,
  inPause: (pauses: number, stop: () => void) => void = () => undefined,
) => {
  const stopping = new AbortController();
  const [done, pauses]: [Standing[], number[]] = [[], []];
  const left = await watchDeliveries(deliveries, async (id) => claims.get(id.slice('claim of '.length)), {
    signal: AbortSignal.any([stopping.signal, neverAborted]),
    wait: async (ms) => {
      pauses.push(ms);
      inPause(pauses.length, () => stopping.abort());
    },
    onDone: async (standing) => void done.push(standing),
  });
  return { done, left, pauses };
};

it('passes each delivery on when it is done', async () => {
  const claims = new Map([['a', delivered]]);
  const { done, left, pauses } = await watch([delivery('a'), delivery('b')], claims, (count) => {
    if (count === 2) claims.set('b', delivered);
  });
  expect(done.map(({ delivery: { destination }, state }) => [destination, state])).toEqual([
    ['a', 'delivered'],
    ['b', 'delivered'],
  ]);
  expect(left).toEqual([]);
  expect(pauses).toHaveLength(2);
});

it('asks ever more seldom, but every 15 seconds', async () => {
  const { pauses } = await watch([delivery('a')], new Map(), (count, stop) => {
    if (count === 20) stop();
  });
  expect(pauses.slice(0, 3)).toEqual([1_000, 1_300, 1_690]);
  expect(pauses.at(-1)).toBe(15_000);
});

it.each(['sending', 'refused', 'unknown'] as const)('gives what is %s at the end', async (state) => {
  const { left, done } = await watch([delivery('a')], new Map([['a', { state, at: 1 }]]), (_, stop) =>
    stop(),
  );
  expect(left).toEqual([{ delivery: delivery('a'), state }]);
  expect(done).toEqual([]);
});

it('gives what nobody has begun', async () => {
  const { left } = await watch([delivery('a')], new Map(), (_, stop) => stop());
  expect(left).toEqual([{ delivery: delivery('a'), state: 'unclaimed' }]);
});

it('does not take what only the fallback got for delivered', async () => {
  const claims = new Map([
    ['a', delivered],
    ['b', delivered],
  ]);
  const { done } = await watch([delivery('a', 'b'), delivery('b', 'c')], claims);
  expect(done).toMatchObject([{ state: 'fallback' }, { state: 'delivered', at: 8_000 }]);
});

it('fails when the claims cannot be read', async () => {
  const broken = watchDeliveries([delivery('a')], () => Promise.reject(new Error('no ledger')), {
    signal: neverAborted,
    wait: async () => undefined,
    onDone: async () => undefined,
  });
  await expect(broken).rejects.toThrow('no ledger');
});

it('ends with what it knows when time runs out while it asks', async () => {
  const stopping = new AbortController();
  const left = await watchDeliveries(
    [delivery('a')],
    async (_, signal) => {
      stopping.abort();
      signal.throwIfAborted();
      return delivered;
    },
    { signal: stopping.signal, wait: async () => undefined, onDone: async () => undefined },
  );
  expect(left).toEqual([{ delivery: delivery('a'), state: 'unclaimed' }]);
});
