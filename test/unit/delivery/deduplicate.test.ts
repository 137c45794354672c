import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '../../../src/alerts/alert.ts';
import { contentOf } from '../../../src/alerts/content.ts';
import { roundupsOfSeveral } from '../../../src/alerts/several-rules.ts';
import { noteOf, type Tag } from '../../../src/alerts/tag.ts';
import { type DeduplicationOptions, withDeduplication } from '../../../src/delivery/deduplicate.ts';
import type { Claim } from '../../../src/delivery/ledger/claim.ts';
import { leaseMs, marginMs } from '../../../src/delivery/ledger/runner.ts';
import type { Send } from '../../../src/destinations/destination.ts';
import { DeliveryError, type DeliveryFailure } from '../../../src/errors.ts';
import {
  aFailureAlert,
  anAlert,
  aRecord,
  aRoundup,
  aRule,
  aRuleFailure,
  neverAborted,
} from '../../support/builders.ts';
import { hostileLedger } from '../../support/ledgers.ts';

afterEach(() => void vi.useRealTimers());

const refused: DeliveryFailure = { outcome: 'refused', retryable: false };
const unknown: DeliveryFailure = { outcome: 'unknown', retryable: true };

/** A destination behind a ledger, and what was sent to it: the events of each alert, with their tag. */
const aDestination = ({
  onLedgerError = 'send',
  destinationId = 'S',
  ledger = hostileLedger(),
  send = async () => undefined,
}: {
  onLedgerError?: DeduplicationOptions['onLedgerError'];
  destinationId?: string;
  ledger?: ReturnType<typeof hostileLedger>;
  send?: Send;
} = {}) => {
  const sent: { readonly events: readonly string[]; readonly tag: Tag; readonly signal: AbortSignal }[] = [];
  const failures: (DeliveryFailure | Error)[] = [];
  const deliver = withDeduplication(
    destinationId,
    async (alert, tag, signal) => {
      sent.push({ events: namesOf(alert), tag, signal });
      const failure = failures.shift();
      if (failure instanceof Error) throw failure;
      if (failure !== undefined) throw new DeliveryError('failed', failure);
      return send(alert, tag, signal);
    },
    { ledger, onLedgerError, warn: () => {} },
  );
  return {
    ledger,
    sent,
    failures,
    /** How a delivery ended: its status, or its failure. */
    deliver: (alert: Alert, signal = neverAborted): Promise<unknown> =>
      deliver(alert, signal).catch((error: DeliveryError) => ({ error: error.message, ...error.failure })),
    notes: () => sent.map(({ tag }) => tag.note),
    states: async () => Object.values(await ledger.claims()).map(({ state }) => state),
  };
};

const namesOf = (alert: Alert): readonly string[] => {
  switch (alert.kind) {
    case 'match':
      return [String(alert.record.eventID)];
    case 'burst':
      return alert.burst.eventIDs;
    case 'roundup':
      return alert.entries.map(({ eventId }) => eventId ?? '');
    case 'operational':
      return [alert.problem.subject];
    case 'failure':
      return alert.entries.map(({ first }) => String(first.record.eventID));
  }
};

const alertOf = (eventID: string) => anAlert({ record: aRecord({ eventID }) });
const roundupOf = (...ids: readonly string[]) => aRoundup(...ids.map(alertOf));

const leased: Omit<Claim, 'content'> = {
  state: 'sending',
  owner: 'another invocation',
  until: Date.now() + 3_600_000,
  mayBeDuplicate: false,
};

/** Puts the claims of another invocation into the ledger. */
const putClaims = async (
  ledger: ReturnType<typeof hostileLedger>,
  ids: readonly string[],
  claim: Omit<Claim, 'content'>,
) => {
  const scratch = aDestination();
  await scratch.deliver(roundupOf(...ids));
  for (const [key, { content }] of Object.entries(await scratch.ledger.claims()))
    await ledger.put(key, { ...claim, content });
};

describe('an alert', () => {
  it('is sent once, without a note', async () => {
    const destination = aDestination();
    expect(await destination.deliver(anAlert())).toBe('delivered');
    expect(await destination.deliver(anAlert())).toBe('deduplicated');
    expect(destination.notes()).toEqual([undefined]);
    expect(await destination.states()).toEqual(['delivered']);
  });

  it('has another id for each event, rule and destination, and the same id every time', async () => {
    const idOf = async (alert: Alert, destinationId = 'S') => {
      const destination = aDestination({ destinationId });
      await destination.deliver(alert);
      return destination.sent[0]?.tag.id;
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

  it('has the id under which its claim is in the ledger', async () => {
    const destination = aDestination();
    await destination.deliver(alertOf('1'));
    const [key] = Object.keys(await destination.ledger.claims());
    expect(key).toBe(`v1/${destination.sent[0]?.tag.id}`);
  });

  it('that two invocations deliver at the same time is sent by one of them', async () => {
    const destination = aDestination();
    const ends = await Promise.all([destination.deliver(anAlert()), destination.deliver(anAlert())]);
    expect(ends.toSorted()).toEqual(['deduplicated', 'delivered']);
    expect(destination.sent).toHaveLength(1);
  });

  it('that was refused is sent without a note next time', async () => {
    const destination = aDestination();
    destination.failures.push(refused);
    expect(await destination.deliver(anAlert())).toEqual({ error: 'failed', ...refused });
    expect(await destination.deliver(anAlert())).toBe('delivered');
    expect(destination.notes()).toEqual([undefined, undefined]);
  });

  it.each([
    ['whose outcome is unknown', unknown],
    ['whose destination has a bug', new TypeError('a bug')],
  ])('%s is sent as a possible duplicate next time, with its id', async (_, failure) => {
    const destination = aDestination();
    destination.failures.push(failure);
    await destination.deliver(anAlert());
    expect(await destination.deliver(anAlert())).toBe('delivered');
    expect(destination.notes()).toEqual([
      undefined,
      `possible duplicate of alert ${destination.sent[0]?.tag.id.slice(0, 8)}`,
    ]);
  });

  it('that may have arrived stays a possible duplicate, even if it is refused after that', async () => {
    const destination = aDestination();
    destination.failures.push(unknown, refused);
    for (const _ of [1, 2, 3]) await destination.deliver(anAlert());
    expect(destination.notes()).toEqual([
      undefined,
      expect.stringMatching(/^possible duplicate/),
      expect.stringMatching(/^possible duplicate/),
    ]);
  });

  it('whose delivery could not be recorded is sent as a possible duplicate after the lease has ended', async () => {
    const destination = aDestination();
    destination.ledger.plan((operation) => (operation === 'replace' ? 'down' : undefined));
    expect(await destination.deliver(anAlert())).toBe('delivered');
    destination.ledger.plan(() => undefined);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + leaseMs + marginMs + 1000 });
    expect(await destination.deliver(anAlert())).toBe('delivered');
    expect(destination.notes()).toEqual([undefined, expect.stringMatching(/^possible duplicate/)]);
  });

  it('that another invocation holds for longer than a lease is left to the next invocation', async () => {
    const destination = aDestination();
    await putClaims(destination.ledger, ['1'], leased);
    vi.useFakeTimers({ toFake: ['Date'] });
    destination.ledger.plan((operation) => {
      if (operation === 'read') vi.setSystemTime(Date.now() + leaseMs + marginMs + 1);
      return undefined;
    });
    expect(await destination.deliver(alertOf('1'))).toEqual({
      error: 'another invocation is delivering it',
      outcome: 'refused',
      retryable: true,
    });
    expect(destination.sent).toEqual([]);
  });
});

describe('when the ledger is unavailable', () => {
  it('an alert is sent with a note that says so', async () => {
    const destination = aDestination();
    destination.ledger.plan(() => 'down');
    expect(await destination.deliver(anAlert())).toBe('delivered');
    expect(destination.notes()).toEqual(['possible duplicate: the ledger was unavailable']);
  });

  it('an alert is left to the next invocation, where that is wanted', async () => {
    const destination = aDestination({ onLedgerError: 'fail' });
    destination.ledger.plan(() => 'down');
    expect(await destination.deliver(anAlert())).toEqual({
      error: 'the ledger is unavailable: ledger: Error: it is down',
      outcome: 'refused',
      retryable: true,
    });
    expect(destination.sent).toEqual([]);
  });
});

describe('when time runs out', () => {
  it.each([
    ['deduplicated', () => AbortSignal.abort()],
    ['while the ledger hangs', () => AbortSignal.timeout(50)],
  ])('%s, an alert is not sent', async (_, timeIsUp) => {
    const destination = aDestination();
    destination.ledger.plan(() => 'hang');
    expect(await destination.deliver(anAlert(), timeIsUp())).toEqual({
      error: 'time ran out before it was sent',
      outcome: 'refused',
      retryable: true,
    });
    expect(destination.sent).toEqual([]);
  });

  it('while an alert is sent, its outcome is recorded nevertheless', async () => {
    const destination = aDestination({
      send: async (_alert, _tag, signal) => {
        await once(signal, 'abort');
        throw new DeliveryError('no answer', unknown);
      },
    });
    expect(await destination.deliver(anAlert(), AbortSignal.timeout(50))).toMatchObject({
      error: 'no answer',
    });
    expect(await destination.states()).toEqual(['unknown']);
  });

  it.each([
    ['of the invocation', (time: AbortController) => time.abort()],
    ['of the lease', () => void vi.setSystemTime(Date.now() + leaseMs - marginMs + 1)],
  ])('%s between claiming and sending, an alert is not sent', async (_, end) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const destination = aDestination();
    const time = new AbortController();
    destination.ledger.plan((operation) => {
      if (operation === 'create') end(time);
      return undefined;
    });
    expect(await destination.deliver(anAlert(), time.signal)).toEqual({
      error: 'time ran out before it was sent',
      outcome: 'refused',
      retryable: true,
    });
    expect(destination.sent).toEqual([]);
    expect(await destination.states()).toEqual(['refused']);
  });

  it('for a lease that has not ended, sending is not aborted', async () => {
    const destination = aDestination();
    await destination.deliver(anAlert());
    expect(destination.sent[0]?.signal.aborted).toBe(false);
  });
});

describe('a roundup', () => {
  it('is sent with all its events, each of which has its own claim', async () => {
    const destination = aDestination();
    expect(await destination.deliver(roundupOf('1', '2', '3'))).toBe('delivered');
    expect(destination.sent).toMatchObject([{ events: ['1', '2', '3'], tag: { note: undefined } }]);
    expect(await destination.states()).toEqual(['delivered', 'delivered', 'delivered']);
  });

  it('has another id than its events, and the same one every time', async () => {
    const idOf = async (...ids: readonly string[]) => {
      const destination = aDestination();
      await destination.deliver(roundupOf(...ids));
      return destination.sent[0]?.tag.id;
    };
    const ids = await Promise.all([
      idOf('1', '2'),
      idOf('1', '3'),
      idOf('1', '2', '3'),
      idOf('1'),
      idOf('2'),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await idOf('1', '2')).toBe(ids[0]);
  });

  it('leaves out events that were delivered one by one, and the other way round', async () => {
    const destination = aDestination();
    await destination.deliver(alertOf('2'));
    await destination.deliver(roundupOf('1', '2', '3'));
    await destination.deliver(alertOf('3'));
    expect(destination.sent.map(({ events }) => events)).toEqual([['2'], ['1', '3']]);
  });

  it('is not sent when all its events were delivered before', async () => {
    const destination = aDestination();
    await destination.deliver(roundupOf('1', '2'));
    expect(await destination.deliver(roundupOf('2', '1'))).toBe('deduplicated');
    expect(destination.sent).toHaveLength(1);
  });

  it('is a possible duplicate if one of its events may have arrived before', async () => {
    const destination = aDestination();
    destination.failures.push(unknown);
    await destination.deliver(alertOf('2'));
    await destination.deliver(roundupOf('1', '2', '3'));
    expect(destination.sent[1]).toMatchObject({
      events: ['1', '2', '3'],
      tag: { note: expect.stringMatching(/^possible duplicate of alert [0-9a-f]{8}$/) },
    });
  });

  it('that is refused is recorded as refused for each event', async () => {
    const destination = aDestination();
    destination.failures.push(refused);
    await destination.deliver(roundupOf('1', '2'));
    expect(await destination.states()).toEqual(['refused', 'refused']);
  });

  it('is sent without the events that another invocation holds, and fails so that they are sent later', async () => {
    const destination = aDestination();
    await putClaims(destination.ledger, ['2', '3'], leased);
    vi.useFakeTimers({ toFake: ['Date'] });
    destination.ledger.plan((operation) => {
      if (operation === 'read') vi.setSystemTime(Date.now() + 5001);
      return undefined;
    });
    expect(await destination.deliver(roundupOf('1', '2', '3'))).toEqual({
      error: 'another invocation is delivering 2 of its events',
      outcome: 'refused',
      retryable: true,
    });
    await putClaims(destination.ledger, ['2', '3'], { ...leased, state: 'refused' });
    expect(await destination.deliver(roundupOf('1', '2', '3'))).toBe('delivered');
    expect(destination.sent.map(({ events }) => events)).toEqual([['1'], ['2', '3']]);
    // SNS drops a message of a FIFO topic whose id it has seen within five minutes.
    expect(destination.sent[1]?.tag.id).not.toBe(destination.sent[0]?.tag.id);
  });

  it('is sent with a note when the ledger is unavailable for one of its events', async () => {
    const destination = aDestination();
    let creates = 0;
    destination.ledger.plan((operation) => {
      creates += operation === 'create' ? 1 : 0;
      return operation === 'create' && creates === 2 ? 'down' : undefined;
    });
    expect(await destination.deliver(roundupOf('1', '2', '3'))).toBe('delivered');
    expect(destination.sent).toMatchObject([
      { events: ['1', '2', '3'], tag: { note: 'possible duplicate: the ledger was unavailable' } },
    ]);
  });

  it('is not sent then with `on_ledger_error = "fail"`, and none of its events stays claimed', async () => {
    const destination = aDestination({ onLedgerError: 'fail' });
    let creates = 0;
    destination.ledger.plan((operation) => {
      creates += operation === 'create' ? 1 : 0;
      return operation === 'create' && creates === 2 ? 'down' : undefined;
    });
    expect(await destination.deliver(roundupOf('1', '2', '3'))).toMatchObject({
      outcome: 'refused',
      retryable: true,
    });
    expect(destination.sent).toEqual([]);
    expect(await destination.states()).toEqual(['refused', 'refused']);
  });

  it('that runs out of time while it is claimed leaves none of its events claimed', async () => {
    const destination = aDestination();
    let creates = 0;
    destination.ledger.plan((operation) => {
      creates += operation === 'create' ? 1 : 0;
      return operation === 'create' && creates === 2 ? 'hang' : undefined;
    });
    expect(await destination.deliver(roundupOf('1', '2', '3'), AbortSignal.timeout(50))).toMatchObject({
      error: 'time ran out before it was sent',
    });
    expect(await destination.states()).toEqual(['refused', 'refused']);
  });

  it('gives up recording its outcome after a grace period when the ledger hangs', async () => {
    const destination = aDestination();
    destination.ledger.plan((operation) => (operation === 'replace' ? 'hang' : undefined));
    // Three seconds for each of them would be a minute and a half.
    const ids = Array.from({ length: 1000 }, (_, index) => `${index}`);
    expect(await destination.deliver(roundupOf(...ids), AbortSignal.timeout(1000))).toBe('delivered');
    expect(new Set(await destination.states())).toEqual(new Set(['sending']));
  });
});

describe('a roundup whose claims take long', () => {
  /** An invocation of 40 seconds, in which 32 requests to the ledger take 450 ms together. */
  const invoke = async (destination: ReturnType<typeof aDestination>, alert: Alert) => {
    const time = new AbortController();
    const end = performance.now() + 40_000;
    destination.ledger.plan(() => {
      vi.advanceTimersByTime(450 / 32);
      if (performance.now() > end) time.abort();
      return undefined;
    });
    return { ended: await destination.deliver(alert, time.signal), tookTooLong: time.signal.aborted };
  };

  it('is sent in parts: every invocation sends some of its events, and no event is sent twice', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const destination = aDestination();
    const ids = Array.from({ length: 1000 }, (_, index) => `${index}`);
    await putClaims(destination.ledger, ids, { ...leased, state: 'refused' });
    const sentBy: number[] = [];
    for (;;) {
      const before = destination.sent.flatMap(({ events }) => events).length;
      const { ended, tookTooLong } = await invoke(destination, roundupOf(...ids));
      sentBy.push(destination.sent.flatMap(({ events }) => events).length - before);
      if (!tookTooLong && ended === 'delivered') break;
      expect(sentBy.at(-1)).toBeGreaterThan(0);
      expect(ended).toMatchObject({
        error: expect.stringMatching(/^only \d+ of its events were delivered: /),
      });
    }
    expect(sentBy.length).toBeGreaterThan(1);
    expect(destination.sent.flatMap(({ events }) => events).toSorted()).toEqual(ids.toSorted());
    expect(new Set(destination.notes())).toEqual(new Set([undefined]));
  });

  it('says in each part after the first that there was more', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const titles: string[] = [];
    const destination = aDestination({ send: async (alert) => void titles.push(contentOf(alert).title) });
    const ids = Array.from({ length: 300 }, (_, index) => `${index}`);
    await invoke(destination, { ...roundupOf(...ids), isRest: false });
    expect(titles.length).toBeGreaterThan(1);
    expect(titles.map((title) => title.includes(' more '))).toEqual(titles.map((_, index) => index > 0));
  });
});

describe('another record with the ID of an event', () => {
  const real = anAlert({ record: aRecord({ eventName: 'DeleteTrail' }) });
  const decoy = anAlert({ record: aRecord({ eventName: 'GetTrail' }) });
  const namesSent = async (...alerts: readonly Alert[]) => {
    const names: string[] = [];
    const destination = aDestination({
      send: async (alert, tag) => {
        for (const { what } of alert.kind === 'roundup' ? alert.entries : []) names.push(`${what} (roundup)`);
        if (alert.kind === 'match') names.push(`${alert.record.eventName}: ${noteOf(tag)}`);
      },
    });
    for (const alert of alerts) await destination.deliver(alert);
    return { names, ids: destination.sent.map(({ tag }) => tag.id) };
  };
  const note = 'another record with the same event ID came before';

  it.each([
    ['after', [real, decoy], ['DeleteTrail: undefined', `GetTrail: ${note}`]],
    ['before', [decoy, real], ['GetTrail: undefined', `DeleteTrail: ${note}`]],
  ])('is delivered with a note (%s it)', async (_, alerts, expected) => {
    const { names, ids } = await namesSent(...alerts);
    expect(names).toEqual(expected);
    expect(new Set(ids).size).toBe(2);
  });

  it('is delivered once', async () =>
    expect((await namesSent(decoy, real, real, decoy, real)).names).toHaveLength(2));

  it('is in the same roundup', async () =>
    expect((await namesSent(aRoundup(decoy, real))).names.toSorted()).toEqual([
      'DeleteTrail (iam.amazonaws.com) (roundup)',
      'GetTrail (iam.amazonaws.com) (roundup)',
    ]));

  it('is delivered while another invocation is delivering the first one', async () => {
    const destination = aDestination();
    await putClaims(destination.ledger, ['1'], leased);
    const other = anAlert({ record: aRecord({ eventID: '1', eventName: 'DeleteTrail' }) });
    expect(await destination.deliver(other)).toBe('delivered');
  });

  it('is a possible duplicate too, if it may have arrived', async () => {
    const destination = aDestination();
    await destination.deliver(decoy);
    destination.failures.push(unknown);
    await destination.deliver(real);
    await destination.deliver(real);
    const [, second, third] = destination.sent;
    expect(third?.tag.id).toBe(second?.tag.id);
    expect(third && noteOf(third.tag)).toMatch(/^possible duplicate of alert \w+; another record with/);
  });

  it('is not the second copy that CloudTrail writes of an event', async () => {
    const copy = anAlert({
      record: aRecord({ eventName: 'GetTrail', addendum: { reason: 'DELIVERY_DELAY' } }),
    });
    expect((await namesSent(decoy, copy)).names).toEqual(['GetTrail: undefined']);
  });
});

describe('a roundup of several rules', () => {
  const [one, other] = [aRule({ name: 'One' }), aRule({ name: 'Other' })];
  const entriesOf = (rule: typeof one) =>
    aRoundup(...['a', 'b'].map((eventID) => anAlert({ record: aRecord({ eventID }), rule }))).entries;
  const [ofBoth = anAlert()]: readonly Alert[] = roundupsOfSeveral(
    [one, other].flatMap((rule) => entriesOf(rule).map((entry) => ({ ...entry, rule }))),
    ['S'],
  );
  const single = (rule: typeof one, eventID: string) => anAlert({ record: aRecord({ eventID }), rule });

  it('leaves out what was delivered for the same rule, and not what was delivered for another', async () => {
    const { deliver, sent } = aDestination();
    await deliver(single(one, 'a'));
    expect(await deliver(ofBoth)).toBe('delivered');
    expect(sent[1]?.events.toSorted()).toEqual(['a', 'b', 'b']);
  });

  it('is delivered for each of its rules, so that none of it is delivered again alone', async () => {
    const { deliver, sent, states } = aDestination();
    await deliver(ofBoth);
    expect(await states()).toEqual(Array.from({ length: 4 }, () => 'delivered'));
    for (const rule of [one, other]) expect(await deliver(single(rule, 'b'))).toBe('deduplicated');
    expect(sent).toHaveLength(1);
  });

  it('that is refused leaves every event to be delivered alone', async () => {
    const { deliver, failures } = aDestination();
    failures.push(refused);
    expect(await deliver(ofBoth)).toMatchObject({ outcome: 'refused' });
    for (const rule of [one, other]) expect(await deliver(single(rule, 'a'))).toBe('delivered');
  });
});
