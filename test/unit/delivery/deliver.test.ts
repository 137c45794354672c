import { describe, expect, it, vi } from 'vitest';
import { type Deliver, deliver } from '../../../src/delivery/deliver.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { anAlert, neverAborted } from '../../support/builders.ts';

const refused = new DeliveryError('no', { outcome: 'refused', retryable: false });
const failing: Deliver = () => Promise.reject(refused);

/** Destinations by id; alerts go to those that their rule names. */
const destinations = (sends: Readonly<Record<string, Deliver>>) => {
  const all = Object.entries(sends).map(([id, deliver]) => ({ id, type: 'test', deliver }));
  return ({ rule }: { rule: { destinations: readonly string[] } }) =>
    all.filter(({ id }) => rule.destinations.includes(id));
};

const endOf = async (
  sends: Readonly<Record<string, Deliver>>,
  ids: readonly string[] = Object.keys(sends),
) => {
  const deliveries = await deliver(
    [anAlert({ rule: { destinations: ids } })],
    destinations(sends),
    neverAborted,
  );
  return deliveries.map(({ destination, status }) => `${destination.id} ${status}`);
};

it('every alert goes to each of its destinations, in order', async () => {
  const delivered: string[] = [];
  const deliverTo =
    (id: string): Deliver =>
    async ({ rule }) => {
      delivered.push(`${rule.name} to ${id}`);
      return 'delivered';
    };
  await deliver(
    [
      anAlert({ rule: { name: 'one', destinations: ['a', 'b'] } }),
      anAlert({ rule: { name: 'two', destinations: ['b'] } }),
    ],
    destinations({ a: deliverTo('a'), b: deliverTo('b') }),
    neverAborted,
  );
  expect(delivered).toEqual(['one to a', 'one to b', 'two to b']);
});

it('a destination that fails does not stop any other', async () => {
  expect(await endOf({ bad: failing, good: async () => 'delivered' })).toEqual([
    'bad failed',
    'good delivered',
  ]);
});

it('an error that no destination should throw is a failed delivery too', async () => {
  const buggy: Deliver = () => {
    throw new TypeError('a bug');
  };
  const [delivery] = await deliver(
    [anAlert({ rule: { destinations: ['a'] } })],
    destinations({ a: buggy }),
    neverAborted,
  );
  expect(delivery).toMatchObject({
    status: 'failed',
    error: { message: 'a bug', failure: { outcome: 'unknown' } },
  });
});

it('an alert of a rule without destinations is delivered nowhere', async () =>
  expect(await endOf({ a: failing }, [])).toEqual([]));

describe('deliveries run at the same time', () => {
  it('up to a bound', async () => {
    let running = 0;
    let most = 0;
    const slow: Deliver = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return 'delivered';
    };
    await deliver(
      Array.from({ length: 50 }, () => anAlert({ rule: { destinations: ['a'] } })),
      destinations({ a: slow }),
      neverAborted,
    );
    expect(most).toBe(8);
  });
});

it('how each delivery ended is noted when it ended, and does not wait for the others', async () => {
  const noted: string[] = [];
  let release = (): void => {};
  const slow: Deliver = () =>
    new Promise((resolve) => {
      release = () => resolve('delivered');
    });
  const delivering = deliver(
    [anAlert({ rule: { destinations: ['slow', 'bad', 'good'] } })],
    destinations({ slow, bad: failing, good: async () => 'deduplicated' }),
    neverAborted,
    ({ rule }, { destination, status }) => void noted.push(`${rule.name} ${destination.id} ${status}`),
  );
  await vi.waitFor(() => expect(noted).toHaveLength(2), 20_000);
  expect(noted.toSorted()).toEqual(['Access key created bad failed', 'Access key created good deduplicated']);
  release();
  await delivering;
  expect(noted).toHaveLength(3);
});
