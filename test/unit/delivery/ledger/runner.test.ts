import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventRefOf } from '../../../../src/alerts/alert.ts';
import type { Claim } from '../../../../src/delivery/ledger/claim.ts';
import { claimEvent, type EventClaim, leaseMs, marginMs } from '../../../../src/delivery/ledger/runner.ts';
import { LedgerError } from '../../../../src/errors.ts';
import { aRecord, neverAborted } from '../../../support/builders.ts';
import { type HostileLedger, hostileLedger } from '../../../support/ledgers.ts';

const event = eventRefOf(aRecord(), 'a');
const key = 'v1/id';

const claimIn = (ledger: HostileLedger, patienceMs = 0, signal = neverAborted) =>
  claimEvent(event, 'id', ledger, { patienceMs, signal });

/** A claim as another invocation has left it. */
const foreign = (fields: Partial<Claim>): Claim => ({
  state: 'sending',
  content: event.content(),
  owner: 'another invocation',
  until: Date.now() + leaseMs,
  mayBeDuplicate: false,
  ...fields,
});

const claimAfter = async (fields: Partial<Claim>): Promise<EventClaim> => {
  const ledger = hostileLedger();
  await ledger.put(key, foreign(fields));
  return claimIn(ledger);
};

const settle = async (claim: EventClaim, outcome: 'accepted' | 'refused' | 'unknown'): Promise<void> => {
  if (claim.status !== 'claimed') throw new Error(`the claim is ${claim.status}`);
  await claim.settle(outcome, neverAborted);
};

afterEach(() => void vi.useRealTimers());

it('an event without a claim is claimed for as long as a lease', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const ledger = hostileLedger();
  expect(await claimIn(ledger)).toMatchObject({
    event,
    id: 'id',
    status: 'claimed',
    claim: { mayBeDuplicate: false },
  });
  const until = Date.now() + leaseMs;
  expect(await ledger.claims()).toMatchObject({ [key]: { state: 'sending', mayBeDuplicate: false, until } });
});

describe('leases are by the clock of the ledger', () => {
  const ledgerAhead = (ms: number): HostileLedger => ({ ...hostileLedger(), now: () => Date.now() + ms });

  it('an invocation whose clock is fast takes over none that holds', async () => {
    const ledger = ledgerAhead(-120_000);
    await ledger.put(key, foreign({ until: ledger.now() + 1_000 }));
    expect(await claimIn(ledger)).toMatchObject({ status: 'leased' });
  });

  it('one whose clock is slow takes over what has ended', async () => {
    const ledger = ledgerAhead(120_000);
    await ledger.put(key, foreign({ until: ledger.now() - marginMs - 1_000 }));
    expect(await claimIn(ledger)).toMatchObject({ status: 'claimed', claim: { mayBeDuplicate: true } });
  });

  it('no clock of an invocation makes its own lease long', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const ledger = ledgerAhead(-120_000);
    await claimIn(ledger);
    expect(await ledger.claims()).toMatchObject({ [key]: { until: ledger.now() + leaseMs } });
  });
});

it('a lease with its margin ends before Lambda invokes again after a minute', () =>
  expect(leaseMs + marginMs).toBeLessThan(60_000));

describe('the outcome is recorded', () => {
  it.each([
    ['accepted', 'delivered'],
    ['refused', 'refused'],
    ['unknown', 'unknown'],
  ] as const)('%s: %s', async (outcome, state) => {
    const ledger = hostileLedger();
    await settle(await claimIn(ledger), outcome);
    expect(await ledger.claims()).toMatchObject({ [key]: { state } });
  });

  it('even if the invocation has run out of time', async () => {
    const ledger = hostileLedger();
    const time = new AbortController();
    const claim = await claimIn(ledger, 0, time.signal);
    time.abort();
    await settle(claim, 'accepted');
    expect(await ledger.claims()).toMatchObject({ [key]: { state: 'delivered' } });
  });

  it('unless the ledger is down, which is no error', async () => {
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

  it('unless another invocation has taken over meanwhile: its claim stays', async () => {
    const ledger = hostileLedger();
    const claim = await claimIn(ledger);
    const theirs = foreign({ mayBeDuplicate: true });
    await ledger.put(key, theirs);
    await settle(claim, 'accepted');
    expect(await ledger.claims()).toEqual({ [key]: theirs });
  });
});

describe('the claim of another invocation decides', () => {
  it('an event that was delivered is not claimed', async () =>
    expect(await claimAfter({ state: 'delivered' })).toMatchObject({ status: 'delivered' }));

  it('an event that was refused is claimed', async () =>
    expect(await claimAfter({ state: 'refused' })).toMatchObject({
      status: 'claimed',
      claim: { mayBeDuplicate: false },
    }));

  it.each([
    ['whose outcome is unknown', { state: 'unknown' }],
    ['whose lease has ended', { until: Date.now() - marginMs - 1000 }],
    ['that was refused after it may have arrived', { state: 'refused', mayBeDuplicate: true }],
  ] as const)('an event %s is claimed as a possible duplicate', async (_, fields) =>
    expect(await claimAfter(fields)).toMatchObject({ status: 'claimed', claim: { mayBeDuplicate: true } }),
  );

  it('a possible duplicate stays one, whatever the outcome', async () => {
    const ledger = hostileLedger();
    await ledger.put(key, foreign({ state: 'unknown' }));
    await settle(await claimIn(ledger), 'refused');
    expect(await ledger.claims()).toMatchObject({ [key]: { state: 'unknown', mayBeDuplicate: true } });
    expect(await claimIn(ledger)).toMatchObject({ status: 'claimed', claim: { mayBeDuplicate: true } });
  });
});

describe('while another invocation holds the lease', () => {
  it.each([
    ['before the lease ends', leaseMs],
    ['for a margin after it', -marginMs],
  ])('the event is not claimed %s', async (_, left) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const ledger = hostileLedger();
    await ledger.put(key, foreign({ until: Date.now() + left }));
    // No time passes, so a negative patience is over at once.
    expect(await claimIn(ledger, -1)).toMatchObject({ status: 'leased' });
  });

  it('its outcome is waited for: delivered', async () => {
    const ledger = hostileLedger();
    const claim = await claimIn(ledger);
    const waiting = claimIn(ledger, 5000);
    await sleep(50);
    await settle(claim, 'accepted');
    expect(await waiting).toMatchObject({ status: 'delivered' });
  });

  it('its outcome is waited for: refused, so the event is claimed', async () => {
    const ledger = hostileLedger();
    const claim = await claimIn(ledger);
    const waiting = claimIn(ledger, 5000);
    await sleep(50);
    await settle(claim, 'refused');
    expect(await waiting).toMatchObject({ status: 'claimed', claim: { mayBeDuplicate: false } });
  });

  it('the end of the lease is waited for, which makes it a possible duplicate', async () => {
    const ledger = hostileLedger();
    await ledger.put(key, foreign({ until: Date.now() - marginMs + 100 }));
    expect(await claimIn(ledger, 5000)).toMatchObject({ status: 'claimed', claim: { mayBeDuplicate: true } });
  });

  it('of two invocations that find a lease ended, one takes over', async () => {
    const ledger = hostileLedger();
    await ledger.put(key, foreign({ until: 0 }));
    const claims = await Promise.all([claimIn(ledger), claimIn(ledger)]);
    expect(claims.map(({ status }) => status).toSorted()).toEqual(['claimed', 'leased']);
  });
});

describe('a lost answer of the ledger', () => {
  it('does not make our own claim look like another invocation’s', async () => {
    const ledger = hostileLedger();
    ledger.plan((operation) => (operation === 'create' ? 'lost' : undefined));
    expect(await claimIn(ledger)).toMatchObject({ status: 'claimed', claim: { mayBeDuplicate: false } });
  });

  it('does not make a possible duplicate look like a first message', async () => {
    const ledger = hostileLedger();
    await ledger.put(key, foreign({ state: 'unknown' }));
    ledger.plan((operation) => (operation === 'replace' ? 'lost' : undefined));
    expect(await claimIn(ledger)).toMatchObject({ status: 'claimed', claim: { mayBeDuplicate: true } });
  });

  it('whose retries are not answered either leaves a claim that becomes a possible duplicate', async () => {
    const ledger = hostileLedger();
    ledger.plan(() => 'lost for good');
    expect(await claimIn(ledger)).toMatchObject({ status: 'unclaimed' });
    ledger.plan(() => undefined);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + leaseMs + marginMs + 1000 });
    expect(await claimIn(ledger)).toMatchObject({ status: 'claimed', claim: { mayBeDuplicate: true } });
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
    '{"state":"new","owner":"","until":0,"mayBeDuplicate":false}',
  ])('when the ledger holds something else than a claim, which is left as it is: %s', async (text) => {
    const ledger = hostileLedger();
    await ledger.put(key, text);
    expect(await claimIn(ledger)).toMatchObject({ status: 'unclaimed', error: expect.any(LedgerError) });
    expect((await ledger.read(key, neverAborted))?.text).toBe(text);
  });
});

describe('when time runs out', () => {
  it.each([
    ['before', () => AbortSignal.abort()],
    ['while the ledger hangs', () => AbortSignal.timeout(50)],
  ])('%s, claiming rejects', async (_, timeIsUp) => {
    const ledger = hostileLedger();
    ledger.plan(() => 'hang');
    await expect(claimIn(ledger, 0, timeIsUp())).rejects.toThrow(/abort/);
  });

  it('while another invocation holds the lease, claiming rejects', async () => {
    const ledger = hostileLedger();
    await ledger.put(key, foreign({}));
    await expect(claimIn(ledger, 60_000, AbortSignal.timeout(50))).rejects.toThrow(/timeout/);
  });
});
