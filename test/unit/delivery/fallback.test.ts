import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/alerts/alert.ts';
import { asRecorded } from '../../../src/alerts/display.ts';
import { noteOf } from '../../../src/alerts/tag.ts';
import { createDestinations, type DestinationConfig } from '../../../src/delivery/create-destinations.ts';
import { type Delivery, deliver } from '../../../src/delivery/deliver.ts';
import { describeFallback } from '../../../src/delivery/describe-failed.ts';
import type { Ledger } from '../../../src/delivery/ledger/ledger.ts';
import { memoryLedger } from '../../../src/delivery/ledger/memory.ts';
import { destinationTypes } from '../../../src/destinations/registry.ts';
import { DeliveryError, type DeliveryFailure } from '../../../src/errors.ts';
import { countDeliveries, failuresOf } from '../../../src/report/report.ts';
import { anAlert, aRecord, aRoundup, neverAborted } from '../../support/builders.ts';
import { testDestinations } from '../../support/destinations/registry.ts';
import { fault } from '../../support/faults.ts';
import { startServices } from '../../support/services.ts';

const refusal: DeliveryFailure = { outcome: 'refused', retryable: false };

/** Destinations in memory. Each fails in its way, if it has one. Gives what they took, with its note. */
const start = async (
  configs: Readonly<Record<string, { readonly fallback?: string; readonly failure?: DeliveryFailure }>>,
  ledger: Ledger = memoryLedger(),
) => {
  const services = await startServices();
  const sent: (readonly [id: string, note: string | undefined])[] = [];
  const tried: string[] = [];
  const destinationsOf = createDestinations(
    Object.entries(configs).map(
      ([id, { fallback, failure }]): DestinationConfig => ({
        id,
        fallback,
        type: 'test',
        rateLimit: undefined,
        ownCalls: [],
        references: [],
        expectUsable: () => undefined,
        isLocal: false,
        createSend: () => async (_, tag) => {
          tried.push(id);
          if (failure !== undefined) throw new DeliveryError('no_service', failure);
          sent.push([id, noteOf(tag)]);
        },
      }),
    ),
    { fetch, aws: services.aws, display: asRecorded },
    { ledger, onLedgerError: 'send', warn: () => {} },
  );
  return {
    sent,
    tried,
    deliver: (alert: Alert = anAlert({ rule: { destinations: ['a'] } })): Promise<readonly Delivery[]> =>
      deliver([alert], destinationsOf, neverAborted),
    [Symbol.asyncDispose]: () => services[Symbol.asyncDispose](),
  };
};

describe('what a destination refuses for good', () => {
  const labelled = ['b', '"a" did not take this: no_service'] as const;

  it('goes to its fallback, with a note', async () => {
    await using it = await start({ a: { fallback: 'b', failure: refusal }, b: {} });
    const deliveries = await it.deliver();
    expect(it.sent).toEqual([labelled]);
    expect(deliveries).toMatchObject([{ status: 'fallback', destination: { id: 'a' } }]);
  });

  it('counts as delivered, and is named in the report', async () => {
    await using it = await start({ a: { fallback: 'b', failure: refusal }, b: {} });
    const deliveries = countDeliveries(await it.deliver());
    expect(deliveries).toMatchObject({ delivered: 1, undelivered: [], fallbacks: [{}] });
    expect(failuresOf({ logFiles: [], deliveries })).toEqual([]);
    expect(deliveries.fallbacks.map(describeFallback)).toEqual([
      's3://my-trail/AWSLogs/1.json.gz: alert of rule "Access key created" on event event-1 went to "b": test "a" did not take it: no_service',
    ]);
  });

  it('goes on to the fallback of the fallback, if that refuses it too', async () => {
    await using it = await start({
      a: { fallback: 'b', failure: refusal },
      b: { fallback: 'c', failure: refusal },
      c: {},
    });
    await it.deliver();
    expect(it.sent).toEqual([['c', '"b" did not take this: no_service']]);
  });

  it('is neither tried nor sent again by the next invocation', async () => {
    await using it = await start({ a: { fallback: 'b', failure: refusal }, b: {} });
    await it.deliver();
    expect(await it.deliver()).toMatchObject([{ status: 'deduplicated' }]);
    expect([it.tried, it.sent]).toEqual([['a', 'b'], [labelled]]);
  });

  it('comes once to a fallback that gets the alert anyway', async () => {
    await using it = await start({ a: { fallback: 'b', failure: refusal }, b: {} });
    const deliveries = await it.deliver(anAlert({ rule: { destinations: ['a', 'b'] } }));
    expect(it.sent).toHaveLength(1);
    expect(deliveries.map(({ status }) => status)).toEqual(expect.arrayContaining(['fallback']));
  });

  it('is tried again by the next invocation if the fallback fails', async () => {
    const configs = { a: { fallback: 'b', failure: refusal }, b: { failure: refusal } };
    await using it = await start(configs);
    const [delivery] = await it.deliver();
    expect(delivery).toMatchObject({
      status: 'failed',
      destination: { id: 'a' },
      error: { message: 'no_service; fallback "b": no_service', failure: refusal },
    });
    await it.deliver();
    expect(it.tried).toEqual(['a', 'b', 'a', 'b']);
  });

  it('is all events of a roundup', async () => {
    await using it = await start({ a: { fallback: 'b', failure: refusal }, b: {} });
    const events = ['1', '2'].map((eventID) =>
      anAlert({ record: aRecord({ eventID }), rule: { destinations: ['a'] } }),
    );
    await it.deliver(aRoundup(...events));
    expect(it.sent).toEqual([labelled]);
  });
});

describe('nothing goes to a fallback', () => {
  it.each<[string, DeliveryFailure]>([
    ['that may have arrived', { outcome: 'unknown', retryable: false }],
    ['that a retry may deliver', { outcome: 'refused', retryable: true, retryAfterMs: 60_000 }],
  ])('%s', async (_, failure) => {
    await using it = await start({ a: { fallback: 'b', failure }, b: {} });
    expect(await it.deliver()).toMatchObject([{ status: 'failed', error: { failure } }]);
    expect(it.sent).toEqual([]);
  });

  it('from a destination that takes it', async () => {
    await using it = await start({ a: { fallback: 'b' }, b: {} });
    expect(await it.deliver()).toMatchObject([{ status: 'delivered' }]);
    expect(it.sent).toEqual([['a', undefined]]);
  });
});

describe.each(destinationTypes.filter(({ type }) => type in testDestinations))(
  'a destination of type $type that refuses',
  ({ type, settings, rateLimit }) => {
    it('has a fallback whose message says so', async () => {
      await using services = await startServices();
      const test = services.destinationOf(type);
      test.server.faults.next(fault.answer(test.refused));
      const { createSend } = settings.parse({ ...test.settings, ...test.optionalSettings });
      const common = {
        type,
        createSend,
        rateLimit,
        ownCalls: [],
        references: [],
        expectUsable: () => undefined,
        isLocal: false,
      };
      const destinationsOf = createDestinations(
        [
          { ...common, id: 'a', fallback: 'b' },
          { ...common, id: 'b' },
        ],
        { fetch, aws: services.aws, display: asRecorded },
        { ledger: memoryLedger(), onLedgerError: 'send', warn: () => {} },
      );
      const alert = anAlert({ rule: { destinations: ['a'] } });
      const [delivery] = await deliver([alert], destinationsOf, neverAborted);
      expect(delivery?.status).toBe('fallback');
      expect(test.messages().map(({ text }) => text)).toEqual([
        expect.stringMatching(/\\?"a\\?" did not take this: /),
      ]);
    });
  },
);
