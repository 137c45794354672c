import { expect, it } from 'vitest';
import { withNotify } from '../../../src/notify/handler.ts';
import { anInvocation } from '../../support/builders.ts';

const handler = withNotify(
  async () => 'handled',
  async ({ destination }) => `sample to ${destination}`,
);

it.each([
  ['a sample is asked for', { tattletail: 'notify', destination: 'D' }, 'sample to D'],
  ['it does not say where to', { tattletail: 'notify' }, 'sample to undefined'],
  ['a message asks for it', { Records: [{ body: '{"tattletail":"notify","destination":"D"}' }] }, 'handled'],
  ['something else is asked for', { tattletail: 'delete', destination: 'D' }, 'handled'],
  ['there is no event', undefined, 'handled'],
])('when %s', async (_, event, answer) => expect(await handler(event, anInvocation())).toBe(answer));
