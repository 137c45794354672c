import { afterEach, describe, expect, it, vi } from 'vitest';
import { withRetries } from '../../../src/delivery/retry.ts';
import type { Send } from '../../../src/destinations/destination.ts';
import { DeliveryError, type DeliveryFailure } from '../../../src/errors.ts';
import { anAlert, aTag, neverAborted } from '../../support/builders.ts';

afterEach(() => void vi.restoreAllMocks());

const throttled = (retryAfterMs?: number): DeliveryFailure => ({
  outcome: 'refused',
  retryable: true,
  retryAfterMs,
});
const unknown: DeliveryFailure = { outcome: 'unknown', retryable: true };

/** Sends to a destination that fails in these ways and then works. Waiting takes no time, but is recorded. */
const send = async (failures: readonly (DeliveryFailure | Error)[], isOutOfTime = false) => {
  const pauses: number[] = [];
  let calls = 0;
  const failing: Send = async () => {
    const failure = failures[calls];
    calls += 1;
    if (failure instanceof Error) throw failure;
    if (failure !== undefined) throw new DeliveryError('refused', failure);
  };
  const wait = async (ms: number) => {
    pauses.push(ms);
    if (isOutOfTime) throw new Error('aborted');
  };
  const error = await withRetries(failing, wait)(anAlert(), aTag(), neverAborted).then(
    () => undefined,
    (thrown: Error) => thrown.message,
  );
  return { calls, pauses, error };
};

it('a message that is accepted at once is sent once', async () =>
  expect(await send([])).toEqual({ calls: 1, pauses: [], error: undefined }));

describe('a failed attempt is retried', () => {
  it('when the destination throttled it, or the answer was lost', async () =>
    expect(await send([throttled(), unknown])).toMatchObject({ calls: 3, error: undefined }));

  it.each([0, 3000, 10_000])('after as long as the destination asks for: %i ms', async (ms) =>
    expect(await send([throttled(ms)])).toEqual({ calls: 2, pauses: [ms], error: undefined }),
  );

  it.each([
    [0, [250, 500]],
    [0.5, [500, 1000]],
    [0.999, [749.5, 1499]],
  ])('with a backoff that grows, and with jitter (random number: %s)', async (random, pauses) => {
    vi.spyOn(Math, 'random').mockReturnValue(random);
    expect(await send([unknown, unknown])).toMatchObject({ pauses });
  });

  it('but only twice', async () =>
    expect(await send([unknown, unknown, unknown])).toMatchObject({ calls: 3, error: 'refused' }));
});

describe('a failed attempt is not retried', () => {
  it.each([
    ['when the destination refuses for good', { outcome: 'refused', retryable: false } as const, 'refused'],
    ['when it asks for longer than an invocation waits', throttled(10_001), 'refused'],
    ['when it is a bug', new TypeError('a bug'), 'a bug'],
  ])('%s', async (_, failure, error) =>
    expect(await send([failure])).toEqual({ calls: 1, pauses: [], error }),
  );

  it('when time runs out; the failure is the destination’s', async () =>
    expect(await send([throttled(5000)], true)).toEqual({ calls: 1, pauses: [5000], error: 'refused' }));
});

describe('a message that may have arrived', () => {
  /** The note of each attempt, and the outcome for the caller. */
  const notesAfter = async (...failures: readonly DeliveryFailure[]) => {
    const notes: (string | undefined)[] = [];
    const failing: Send = async (_alert, { note }) => {
      const failure = failures[notes.length];
      notes.push(note);
      if (failure !== undefined) throw new DeliveryError('failed', failure);
    };
    const end = await withRetries(failing, async () => undefined)(anAlert(), aTag(), neverAborted).then(
      () => 'accepted',
      (error: DeliveryError) => error.failure.outcome,
    );
    return { notes, end };
  };
  const duplicate = 'possible duplicate of alert a1b2c3d4';
  const gone: DeliveryFailure = { outcome: 'refused', retryable: false };

  it('has a note in every later attempt, and not before', async () => {
    expect(await notesAfter(throttled(), unknown)).toEqual({
      notes: [undefined, undefined, duplicate],
      end: 'accepted',
    });
    expect(await notesAfter(unknown, throttled())).toEqual({
      notes: [undefined, duplicate, duplicate],
      end: 'accepted',
    });
  });

  it('has an outcome that stays unknown, whatever later attempts are answered', async () => {
    expect(await notesAfter(unknown, gone)).toMatchObject({ end: 'unknown' });
    expect(await notesAfter(unknown, throttled(), throttled())).toMatchObject({ end: 'unknown' });
    expect(await notesAfter(throttled(), unknown, throttled())).toMatchObject({ end: 'unknown' });
    expect(await notesAfter(throttled(), throttled(), unknown)).toMatchObject({ end: 'unknown' });
  });

  it('is not one whose every attempt was refused', async () =>
    expect(await notesAfter(throttled(), throttled(), gone)).toEqual({
      notes: [undefined, undefined, undefined],
      end: 'refused',
    }));
});
