import { expect, it } from 'vitest';
import { createDestinations } from '../../../src/delivery/create-destinations.ts';
import { memoryLedger } from '../../../src/delivery/ledger/memory.ts';
import { anAlert } from '../../support/builders.ts';
import { startServices } from '../../support/services.ts';

it('an alert goes to the destinations that its rule names, to each once', async () => {
  await using services = await startServices();
  const configs = ['a', 'b', 'c'].map((id) => ({
    id,
    type: 'test',
    rateLimit: undefined,
    createSend: () => async () => {},
  }));
  const tools = { fetch, aws: services.aws };
  const destinationsOf = createDestinations(configs, tools, {
    ledger: memoryLedger(),
    onLedgerError: 'send',
  });
  const alert = anAlert({ rule: { destinations: ['b', 'a', 'b', 'nobody'] } });
  expect(destinationsOf(alert).map(({ id }) => id)).toEqual(['b', 'a']);
});
