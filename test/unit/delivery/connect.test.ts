import { expect, it } from 'vitest';
import { connectDestinations } from '../../../src/delivery/connect.ts';
import { memoryLedger } from '../../../src/delivery/ledger/ledger.ts';
import { anAlert } from '../../support/builders.ts';
import { startServices } from '../../support/destinations.ts';

it('an alert goes to the destinations that its rule names, to each once', async () => {
  await using services = await startServices();
  const configs = ['a', 'b', 'c'].map((id) => ({
    id,
    type: 'test',
    pace: undefined,
    connect: () => async () => {},
  }));
  const tools = { fetch, aws: services.aws };
  const destinationsOf = connectDestinations(configs, tools, {
    ledger: memoryLedger(),
    onLedgerError: 'send',
  });
  const alert = anAlert({ rule: { destinations: ['b', 'a', 'b', 'nobody'] } });
  expect(destinationsOf(alert).map(({ id }) => id)).toEqual(['b', 'a']);
});
