import { describe, expect, it } from 'vitest';
import { asRecorded } from '../../../src/alerts/display.ts';
import { createDestinations, type DestinationConfig } from '../../../src/delivery/create-destinations.ts';
import type { DestinationsOf } from '../../../src/delivery/deliver.ts';
import { memoryLedger } from '../../../src/delivery/ledger/memory.ts';
import { destinationTypes } from '../../../src/destinations/registry.ts';
import { anAlert, aRecord, neverAborted } from '../../support/builders.ts';
import { testDestinations } from '../../support/destinations/registry.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { type Services, startServices } from '../../support/services.ts';

/** Destinations with a ledger in memory. */
const create = (configs: readonly DestinationConfig[], { aws }: Pick<Services, 'aws'>): DestinationsOf =>
  createDestinations(
    configs,
    { fetch, aws, display: asRecorded },
    {
      ledger: memoryLedger(),
      onLedgerError: 'send',
      warn: () => {},
    },
  );

const aConfig = (id: string, fields: Partial<DestinationConfig> = {}): DestinationConfig => ({
  id,
  type: 'test',
  rateLimit: undefined,
  ownCalls: [],
  references: [],
  expectUsable: () => undefined,
  isLocal: false,
  createSend: () => async () => {},
  ...fields,
});

it('an alert goes to the destinations that its rule names, to each once', async () => {
  await using services = await startServices();
  const destinationsOf = create(
    ['a', 'b', 'c'].map((id) => aConfig(id)),
    services,
  );
  const alert = anAlert({ rule: { destinations: ['b', 'a', 'b', 'nobody'] } });
  expect(destinationsOf(alert).map(({ id }) => id)).toEqual(['b', 'a']);
});

it('a destination has the rate limit of its type', async () => {
  await using services = await startServices();
  const time = new AbortController();
  const sent: unknown[] = [];
  const config = aConfig('S', {
    rateLimit: { burst: 1, perSecond: 0.001 },
    createSend: () => async (alert) => {
      sent.push(alert);
      time.abort();
    },
  });
  const [destination] = create([config], services)(anAlert());
  const alerts = ['1', '2'].map((eventID) => anAlert({ record: aRecord({ eventID }) }));
  const ends = await Promise.allSettled(alerts.map((alert) => destination?.deliver(alert, time.signal)));
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(sent).toEqual(alerts.slice(0, 1));
});

const testable = destinationTypes.filter(({ type }) => type in testDestinations);

describe.each(testable)('a destination of type $type', ({ type, settings, rateLimit }) => {
  /** Delivers an alert while requests fail in these ways. Gives its status or failure, and the messages received. */
  const deliver = async (
    faultsOf: (destination: ReturnType<Services['destinationOf']>) => readonly Fault[],
  ) => {
    await using services = await startServices();
    const test = services.destinationOf(type);
    test.server.faults.next(...faultsOf(test));
    const { createSend } = settings.parse({ ...test.settings, ...test.optionalSettings });
    const [destination] = create([aConfig('S', { type, createSend, rateLimit })], services)(anAlert());
    const end = await destination
      ?.deliver(anAlert(), neverAborted)
      .catch(({ failure }: { failure: unknown }) => failure);
    const notes = test.messages().map(({ text }) => text.includes('possible duplicate of alert'));
    return { end, requests: test.server.requests.length, notes };
  };

  it('is retried without a note when it throttles', async () =>
    expect(await deliver(({ throttled }) => [fault.answer(throttled)])).toEqual({
      end: 'delivered',
      requests: 2,
      notes: [false],
    }));

  it('is retried with a note when its answer is lost', async () =>
    expect(await deliver(() => [fault.lostResponse()])).toEqual({
      end: 'delivered',
      requests: 2,
      notes: [false, true],
    }));

  it('is not retried when it refuses', async () =>
    expect(await deliver(({ refused }) => [fault.answer(refused)])).toEqual({
      end: { outcome: 'refused', retryable: false },
      requests: 1,
      notes: [],
    }));
});
