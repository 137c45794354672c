import { once as onceEvent } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Alert, eventsOf } from '../../../src/alerts/alert.ts';
import type { Tag } from '../../../src/alerts/tag.ts';
import type { Claim } from '../../../src/delivery/ledger/protocol.ts';
import { leaseMs, marginMs } from '../../../src/delivery/ledger/runner.ts';
import { type OnceOptions, once } from '../../../src/delivery/once.ts';
import type { Send } from '../../../src/destinations/destination.ts';
import { DeliveryError, type DeliveryFailure } from '../../../src/errors.ts';
import {
  aFailureAlert,
  anAlert,
  aRecord,
  aRoundup,
  aRuleFailure,
  neverAborted,
} from '../../support/builders.ts';
import { hostileLedger } from '../../support/ledgers.ts';

afterEach(() => void vi.useRealTimers());

const refused: DeliveryFailure = { outcome: 'refused', retryable: false };
const unknown: DeliveryFailure = { outcome: 'unknown', retryable: true };

/** A destination behind a ledger, and what it was sent: the events of each alert, with their note. */
const aDestination = ({
  onLedgerError = 'send',
  destination = 'S',
  ledger = hostileLedger(),
  send = async () => undefined,
}: {
  onLedgerError?: OnceOptions['onLedgerError'];
  destination?: string;
  ledger?: ReturnType<typeof hostileLedger>;
  send?: Send;
} = {}) => {
  const sent: { readonly events: readonly string[]; readonly tag: Tag; readonly signal: AbortSignal }[] = [];
  const failures: (DeliveryFailure | Error)[] = [];
  const deliver = once(
    destination,
    async (alert, tag, signal) => {
      sent.push({ events: namesOf(alert), tag, signal });
      const failure = failures.shift();
      if (failure instanceof Error) throw failure;
      if (failure !== undefined) throw new DeliveryError('failed', failure);
      return send(alert, tag, signal);
    },
    { ledger, onLedgerError },
  );
  return {
    ledger,
    sent,
    failures,
    /** How a delivery ended: in words, or with the failure. */
    tell: (alert: Alert, signal = neverAborted): Promise<unknown> =>
      deliver(alert, signal).catch((error: DeliveryError) => ({ error: error.message, ...error.failure })),
    notes: () => sent.map(({ tag }) => tag.note),
    states: async () => Object.values(await ledger.claims()).map(({ state }) => state),
  };
};

const namesOf = (alert: Alert): readonly string[] =>
  eventsOf(alert).map(({ key }) => key.split(':').at(-1) ?? '');

const alertOf = (eventID: string) => anAlert({ record: aRecord({ eventID }) });
const roundupOf = (...ids: readonly string[]) => aRoundup(...ids.map(alertOf));

const busy: Claim = {
  state: 'sending',
  owner: 'somebody else',
  until: Date.now() + 3_600_000,
  repeat: false,
};

/** Puts what another invocation has noted of events. */
const putClaims = async (ledger: ReturnType<typeof hostileLedger>, ids: readonly string[], claim: Claim) => {
  const scratch = aDestination();
  await scratch.tell(roundupOf(...ids));
  for (const key of Object.keys(await scratch.ledger.claims())) await ledger.put(key, claim);
};

describe('an alert', () => {
  it('is told without a note, once', async () => {
    const it = aDestination();
    expect(await it.tell(anAlert())).toBe('delivered');
    expect(await it.tell(anAlert())).toBe('before');
    expect(it.notes()).toEqual([undefined]);
    expect(await it.states()).toEqual(['delivered']);
  });

  it('has an id of its own for each event, rule and destination, and the same one every time', async () => {
    const idOf = async (alert: Alert, destination = 'S') => {
      const it = aDestination({ destination });
      await it.tell(alert);
      return it.sent[0]?.tag.id;
    };
    const ids = await Promise.all([
      idOf(alertOf('1')),
      idOf(alertOf('2')),
      idOf(alertOf('1'), 'T'),
      idOf(anAlert({ record: aRecord({ eventID: '1' }), rule: { name: 'Another' } })),
      idOf(aFailureAlert(aRuleFailure({ record: aRecord({ eventID: '1' }) }))),
    ]);
    expect(new Set(ids).size).toBe(5);
    expect(ids[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(await idOf(alertOf('1'))).toBe(ids[0]);
  });

  it('that two tell at once is told by one of them', async () => {
    const it = aDestination();
    const ends = await Promise.all([it.tell(anAlert()), it.tell(anAlert())]);
    expect(ends.toSorted()).toEqual(['before', 'delivered']);
    expect(it.sent).toHaveLength(1);
  });

  it('that was refused is told without a note next time', async () => {
    const it = aDestination();
    it.failures.push(refused);
    expect(await it.tell(anAlert())).toEqual({ error: 'failed', ...refused });
    expect(await it.tell(anAlert())).toBe('delivered');
    expect(it.notes()).toEqual([undefined, undefined]);
  });

  it.each([
    ['whose outcome is unknown', unknown],
    ['whose destination has a bug', new TypeError('a bug')],
  ])('%s is told as a possible repeat next time, by its id', async (_, failure) => {
    const it = aDestination();
    it.failures.push(failure);
    await it.tell(anAlert());
    expect(await it.tell(anAlert())).toBe('delivered');
    expect(it.notes()).toEqual([undefined, `possible repeat of alert ${it.sent[0]?.tag.id.slice(0, 8)}`]);
  });

  it('that may have been told stays a possible repeat, although it is refused after that', async () => {
    const it = aDestination();
    it.failures.push(unknown, refused);
    for (const _ of [1, 2, 3]) await it.tell(anAlert());
    expect(it.notes()).toEqual([
      undefined,
      expect.stringMatching(/^possible repeat/),
      expect.stringMatching(/^possible repeat/),
    ]);
  });

  it('whose delivery is not noted is told as a possible repeat when the lease is over', async () => {
    const it = aDestination();
    it.ledger.plan((operation) => (operation === 'replace' ? 'down' : undefined));
    expect(await it.tell(anAlert())).toBe('delivered');
    it.ledger.plan(() => undefined);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + leaseMs + marginMs + 1000 });
    expect(await it.tell(anAlert())).toBe('delivered');
    expect(it.notes()).toEqual([undefined, expect.stringMatching(/^possible repeat/)]);
  });

  it('that somebody else is telling for longer than anybody works is left to the next invocation', async () => {
    const it = aDestination();
    await putClaims(it.ledger, ['1'], busy);
    vi.useFakeTimers({ toFake: ['Date'] });
    it.ledger.plan((operation) => {
      if (operation === 'read') vi.setSystemTime(Date.now() + leaseMs + marginMs + 1);
      return undefined;
    });
    expect(await it.tell(alertOf('1'))).toEqual({
      error: 'another invocation is telling it',
      outcome: 'refused',
      retryable: true,
    });
    expect(it.sent).toEqual([]);
  });
});

describe('when the ledger cannot be asked', () => {
  it('an alert is told, and says so', async () => {
    const it = aDestination();
    it.ledger.plan(() => 'down');
    expect(await it.tell(anAlert())).toBe('delivered');
    expect(it.notes()).toEqual(['possible repeat: the ledger could not be asked whether it was told before']);
  });

  it('an alert is left to the next invocation, where that is wanted', async () => {
    const it = aDestination({ onLedgerError: 'fail' });
    it.ledger.plan(() => 'down');
    expect(await it.tell(anAlert())).toEqual({
      error: 'the ledger cannot be asked: ledger: Error: it is down',
      outcome: 'refused',
      retryable: true,
    });
    expect(it.sent).toEqual([]);
  });
});

describe('when the time is up', () => {
  it.each([
    ['before', () => AbortSignal.abort()],
    ['while the ledger hangs', () => AbortSignal.timeout(50)],
  ])('%s, an alert is not told', async (_, timeIsUp) => {
    const it = aDestination();
    it.ledger.plan(() => 'hang');
    expect(await it.tell(anAlert(), timeIsUp())).toEqual({
      error: 'the time was up before it was told',
      outcome: 'refused',
      retryable: true,
    });
    expect(it.sent).toEqual([]);
  });

  it('while an alert is sent, its outcome is noted all the same', async () => {
    const it = aDestination({
      send: async (_alert, _tag, signal) => {
        await onceEvent(signal, 'abort');
        throw new DeliveryError('no answer', unknown);
      },
    });
    expect(await it.tell(anAlert(), AbortSignal.timeout(50))).toMatchObject({ error: 'no answer' });
    expect(await it.states()).toEqual(['unknown']);
  });

  it.each([
    ['of the invocation', (time: AbortController) => time.abort()],
    ['of the lease', () => void vi.setSystemTime(Date.now() + leaseMs - marginMs + 1)],
  ])('%s between the claim and the sending, an alert is not told', async (_, end) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const it = aDestination();
    const time = new AbortController();
    it.ledger.plan((operation) => {
      if (operation === 'create') end(time);
      return undefined;
    });
    expect(await it.tell(anAlert(), time.signal)).toEqual({
      error: 'the time was up before it was told',
      outcome: 'refused',
      retryable: true,
    });
    expect(it.sent).toEqual([]);
    expect(await it.states()).toEqual(['refused']);
  });

  it('for a lease that is not over yet, the sending is not stopped', async () => {
    const it = aDestination();
    await it.tell(anAlert());
    expect(it.sent[0]?.signal.aborted).toBe(false);
  });
});

describe('a roundup', () => {
  it('is told with all its events, each of which is noted', async () => {
    const it = aDestination();
    expect(await it.tell(roundupOf('1', '2', '3'))).toBe('delivered');
    expect(it.sent).toMatchObject([{ events: ['1', '2', '3'], tag: { note: undefined } }]);
    expect(await it.states()).toEqual(['delivered', 'delivered', 'delivered']);
  });

  it('leaves out the events that were told one by one, and the other way round', async () => {
    const it = aDestination();
    await it.tell(alertOf('2'));
    await it.tell(roundupOf('1', '2', '3'));
    await it.tell(alertOf('3'));
    expect(it.sent.map(({ events }) => events)).toEqual([['2'], ['1', '3']]);
  });

  it('is not told when all its events were', async () => {
    const it = aDestination();
    await it.tell(roundupOf('1', '2'));
    expect(await it.tell(roundupOf('2', '1'))).toBe('before');
    expect(it.sent).toHaveLength(1);
  });

  it('that may have been told is a possible repeat next time, even if only one of its events may have been', async () => {
    const it = aDestination();
    it.failures.push(unknown);
    await it.tell(alertOf('2'));
    await it.tell(roundupOf('1', '2', '3'));
    expect(it.sent[1]).toMatchObject({
      events: ['1', '2', '3'],
      tag: { note: expect.stringMatching(/^possible repeat of alert [0-9a-f]{8}$/) },
    });
  });

  it('that is refused is noted so for each event', async () => {
    const it = aDestination();
    it.failures.push(refused);
    await it.tell(roundupOf('1', '2'));
    expect(await it.states()).toEqual(['refused', 'refused']);
  });

  it('is told as far as nobody else is telling its events, and comes again for the others', async () => {
    const it = aDestination();
    await putClaims(it.ledger, ['2', '3'], busy);
    vi.useFakeTimers({ toFake: ['Date'] });
    it.ledger.plan((operation) => {
      if (operation === 'read') vi.setSystemTime(Date.now() + 5001);
      return undefined;
    });
    expect(await it.tell(roundupOf('1', '2', '3'))).toEqual({
      error: 'another invocation is telling 2 of its events',
      outcome: 'refused',
      retryable: true,
    });
    await putClaims(it.ledger, ['2', '3'], { ...busy, state: 'refused' });
    expect(await it.tell(roundupOf('1', '2', '3'))).toBe('delivered');
    expect(it.sent.map(({ events }) => events)).toEqual([['1'], ['2', '3']]);
    // SNS drops a message of a FIFO topic whose id it has seen within five minutes.
    expect(it.sent[1]?.tag.id).not.toBe(it.sent[0]?.tag.id);
  });

  it('is told with a note when the ledger cannot be asked for one of its events', async () => {
    const it = aDestination();
    let asked = 0;
    it.ledger.plan((operation) => {
      asked += operation === 'create' ? 1 : 0;
      return operation === 'create' && asked === 2 ? 'down' : undefined;
    });
    expect(await it.tell(roundupOf('1', '2', '3'))).toBe('delivered');
    expect(it.sent).toMatchObject([
      { events: ['1', '2', '3'], tag: { note: expect.stringMatching(/ledger could not be asked/) } },
    ]);
  });

  it('is not told then where that is wanted, and none of its events stays claimed', async () => {
    const it = aDestination({ onLedgerError: 'fail' });
    let asked = 0;
    it.ledger.plan((operation) => {
      asked += operation === 'create' ? 1 : 0;
      return operation === 'create' && asked === 2 ? 'down' : undefined;
    });
    expect(await it.tell(roundupOf('1', '2', '3'))).toMatchObject({ outcome: 'refused', retryable: true });
    expect(it.sent).toEqual([]);
    expect(await it.states()).toEqual(['refused', 'refused']);
  });

  it('that runs out of time while it is claimed leaves none of its events claimed', async () => {
    const it = aDestination();
    let asked = 0;
    it.ledger.plan((operation) => {
      asked += operation === 'create' ? 1 : 0;
      return operation === 'create' && asked === 2 ? 'hang' : undefined;
    });
    expect(await it.tell(roundupOf('1', '2', '3'), AbortSignal.timeout(50))).toMatchObject({
      error: 'the time was up before it was told',
    });
    expect(await it.states()).toEqual(['refused', 'refused']);
  });

  it('that cannot be noted while the ledger hangs does not outlive the time that is kept for it', async () => {
    const it = aDestination();
    it.ledger.plan((operation) => (operation === 'replace' ? 'hang' : undefined));
    // Three seconds for each of them would be a minute and a half.
    const ids = Array.from({ length: 1000 }, (_, index) => `${index}`);
    expect(await it.tell(roundupOf(...ids), AbortSignal.timeout(1000))).toBe('delivered');
    expect(new Set(await it.states())).toEqual(new Set(['sending']));
  });
});
