import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventRefOf } from '../../../../src/alerts/alert.ts';
import type { Claim } from '../../../../src/delivery/ledger/protocol.ts';
import { claimEvent, type EventClaim, leaseMs, marginMs } from '../../../../src/delivery/ledger/runner.ts';
import { LedgerError } from '../../../../src/errors.ts';
import { aRecord, neverAborted } from '../../../support/builders.ts';
import { type HostileLedger, hostileLedger } from '../../../support/ledgers.ts';

const event = eventRefOf(aRecord(), 'a');
const key = 'v1/2026-11-20/id';

const claimIn = (ledger: HostileLedger, patienceMs = 0, signal = neverAborted) =>
  claimEvent(event, 'id', ledger, { patienceMs, signal });

/** A claim as another invocation has left it. */
const foreign = (fields: Partial<Claim>): Claim => ({
  state: 'sending',
  owner: 'somebody else',
  until: Date.now() + leaseMs,
  repeat: false,
  ...fields,
});

const claimAfter = async (fields: Partial<Claim>): Promise<EventClaim> => {
  const ledger = hostileLedger();
  await ledger.put(key, foreign(fields));
  return claimIn(ledger);
};

const settle = async (claim: EventClaim, outcome: 'accepted' | 'refused' | 'unknown'): Promise<void> => {
  if (claim.status !== 'held') throw new Error(`the claim is ${claim.status}`);
  await claim.settle(outcome, neverAborted);
};

afterEach(() => void vi.useRealTimers());

it('an event that nobody has claimed is ours for a while', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const ledger = hostileLedger();
  expect(await claimIn(ledger)).toMatchObject({ event, id: 'id', status: 'held', claim: { repeat: false } });
  const until = Date.now() + leaseMs;
  expect(await ledger.claims()).toMatchObject({ [key]: { state: 'sending', repeat: false, until } });
});

it('a lease, and the margin with it, is over before Lambda invokes again after a minute', () =>
  expect(leaseMs + marginMs).toBeLessThan(60_000));

describe('what became of the alert is noted', () => {
  it.each([
    ['accepted', 'delivered'],
    ['refused', 'refused'],
    ['unknown', 'unknown'],
  ] as const)('%s: %s', async (outcome, state) => {
    const ledger = hostileLedger();
    await settle(await claimIn(ledger), outcome);
    expect(await ledger.claims()).toMatchObject({ [key]: { state } });
  });

  it('although the time of the invocation is up', async () => {
    const ledger = hostileLedger();
    const time = new AbortController();
    const claim = await claimIn(ledger, 0, time.signal);
    time.abort();
    await settle(claim, 'accepted');
    expect(await ledger.claims()).toMatchObject({ [key]: { state: 'delivered' } });
  });

  it('unless the ledger is down, which nobody has to know', async () => {
    const ledger = hostileLedger();
    const claim = await claimIn(ledger);
    ledger.plan(() => 'down');
    await expect(settle(claim, 'accepted')).resolves.toBeUndefined();
    expect(await ledger.claims()).toMatchObject({ [key]: { state: 'sending' } });
  });

  it('unless the ledger hangs, which is not waited for', async () => {
    const ledger = hostileLedger();
    const claim = await claimIn(ledger);
    ledger.plan(() => 'hang');
    await expect(settle(claim, 'accepted')).resolves.toBeUndefined();
  });

  it('unless somebody else has taken over meanwhile: his note stays', async () => {
    const ledger = hostileLedger();
    const claim = await claimIn(ledger);
    const his = foreign({ repeat: true });
    await ledger.put(key, his);
    await settle(claim, 'accepted');
    expect(await ledger.claims()).toEqual({ [key]: his });
  });
});

describe('what somebody else has noted decides', () => {
  it('an event that was delivered is told', async () =>
    expect(await claimAfter({ state: 'delivered' })).toMatchObject({ status: 'told' }));

  it('an event that was certainly not told is claimed', async () =>
    expect(await claimAfter({ state: 'refused' })).toMatchObject({
      status: 'held',
      claim: { repeat: false },
    }));

  it.each([
    ['whose outcome is unknown', { state: 'unknown' }],
    ['whose lease is over', { until: Date.now() - marginMs - 1000 }],
    ['that was refused after it may have been told', { state: 'refused', repeat: true }],
  ] as const)('an event %s is claimed as a possible repeat', async (_, fields) =>
    expect(await claimAfter(fields)).toMatchObject({ status: 'held', claim: { repeat: true } }),
  );

  it('a possible repeat stays one, whatever becomes of it', async () => {
    const ledger = hostileLedger();
    await ledger.put(key, foreign({ state: 'unknown' }));
    await settle(await claimIn(ledger), 'refused');
    expect(await ledger.claims()).toMatchObject({ [key]: { state: 'unknown', repeat: true } });
    expect(await claimIn(ledger)).toMatchObject({ status: 'held', claim: { repeat: true } });
  });
});

describe('while somebody else is telling it', () => {
  it.each([
    ['before the lease is over', leaseMs],
    ['for a margin after it', -marginMs],
  ])('the event is busy %s', async (_, left) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const ledger = hostileLedger();
    await ledger.put(key, foreign({ until: Date.now() + left }));
    // No time passes: whoever has the least patience has lost it at once.
    expect(await claimIn(ledger, -1)).toMatchObject({ status: 'busy' });
  });

  it('the end is waited for: told', async () => {
    const ledger = hostileLedger();
    const claim = await claimIn(ledger);
    const waiting = claimIn(ledger, 5000);
    await sleep(50);
    await settle(claim, 'accepted');
    expect(await waiting).toMatchObject({ status: 'told' });
  });

  it('the end is waited for: refused, so it is ours', async () => {
    const ledger = hostileLedger();
    const claim = await claimIn(ledger);
    const waiting = claimIn(ledger, 5000);
    await sleep(50);
    await settle(claim, 'refused');
    expect(await waiting).toMatchObject({ status: 'held', claim: { repeat: false } });
  });

  it('the end of the lease is waited for, which makes it a possible repeat', async () => {
    const ledger = hostileLedger();
    await ledger.put(key, foreign({ until: Date.now() - marginMs + 100 }));
    expect(await claimIn(ledger, 5000)).toMatchObject({ status: 'held', claim: { repeat: true } });
  });

  it('of two who find a lease over, one takes over', async () => {
    const ledger = hostileLedger();
    await ledger.put(key, foreign({ until: 0 }));
    const claims = await Promise.all([claimIn(ledger), claimIn(ledger)]);
    expect(claims.map(({ status }) => status).toSorted()).toEqual(['busy', 'held']);
  });
});

describe('an answer of the ledger that is lost', () => {
  it('does not make our own claim somebody else’s', async () => {
    const ledger = hostileLedger();
    ledger.plan((operation) => (operation === 'create' ? 'lost' : undefined));
    expect(await claimIn(ledger)).toMatchObject({ status: 'held', claim: { repeat: false } });
  });

  it('does not make a possible repeat a first telling', async () => {
    const ledger = hostileLedger();
    await ledger.put(key, foreign({ state: 'unknown' }));
    ledger.plan((operation) => (operation === 'replace' ? 'lost' : undefined));
    expect(await claimIn(ledger)).toMatchObject({ status: 'held', claim: { repeat: true } });
  });

  it('for good leaves a claim that the next one takes over as a possible repeat', async () => {
    const ledger = hostileLedger();
    ledger.plan(() => 'lost for good');
    expect(await claimIn(ledger)).toMatchObject({ status: 'unclaimed' });
    ledger.plan(() => undefined);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + leaseMs + marginMs + 1000 });
    expect(await claimIn(ledger)).toMatchObject({ status: 'held', claim: { repeat: true } });
  });
});

describe('an event is unclaimed', () => {
  it.each(['create', 'read', 'replace'] as const)('when the ledger is down at %s', async (down) => {
    const ledger = hostileLedger();
    await ledger.put(key, foreign({ state: 'refused' }));
    ledger.plan((operation) => (operation === down ? 'down' : undefined));
    expect(await claimIn(ledger)).toMatchObject({
      status: 'unclaimed',
      error: expect.objectContaining({ message: 'ledger: Error: it is down' }),
    });
  });

  it.each([
    '',
    'no JSON',
    '[]',
    '{"state":"sending"}',
    '{"state":"new","owner":"","until":0,"repeat":false}',
  ])('when there is something else than a claim, which is left as it is: %s', async (text) => {
    const ledger = hostileLedger();
    await ledger.put(key, text);
    expect(await claimIn(ledger)).toMatchObject({ status: 'unclaimed', error: expect.any(LedgerError) });
    expect((await ledger.read(key, neverAborted))?.text).toBe(text);
  });
});

describe('when the time is up', () => {
  it.each([
    ['before', () => AbortSignal.abort()],
    ['while the ledger hangs', () => AbortSignal.timeout(50)],
  ])('%s, claiming ends with that', async (_, timeIsUp) => {
    const ledger = hostileLedger();
    ledger.plan(() => 'hang');
    await expect(claimIn(ledger, 0, timeIsUp())).rejects.toThrow(/abort/);
  });

  it('while somebody else is telling it, claiming ends with that', async () => {
    const ledger = hostileLedger();
    await ledger.put(key, foreign({}));
    await expect(claimIn(ledger, 60_000, AbortSignal.timeout(50))).rejects.toThrow(/timeout/);
  });
});
