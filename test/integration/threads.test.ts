import { expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import { aRecord } from '../support/builders.ts';
import { startCore } from '../support/core.ts';
import { fault } from '../support/faults.ts';
import { anEventID } from '../support/messages.ts';

const start = async () => {
  const core = await startCore({
    destinations: ['slack bot'],
    settings: { slack: { thread_minutes: 60 } },
  });
  return {
    ...core,
    /** Inspects a log file with so many new events, in a process of its own. Gives the failures. */
    invoke: async (events = 1, fields: JsonObject = {}) => {
      await core.restart();
      return core.inspect(Array.from({ length: events }, () => aRecord({ eventID: anEventID(), ...fields })));
    },
    notes: () => core.s3.keys('ledger').filter((key) => key.startsWith('claims/threads/')),
    threads: () => core.slackApi.posted.map(({ threadTs }) => threadTs ?? 'none'),
  };
};

it('what repeats in a later invocation is a reply, by a note beside the claims', async () => {
  await using it = await start();
  expect([await it.invoke(), await it.invoke(2)]).toEqual([[], []]);
  const [first] = it.slackApi.posted;
  expect(it.threads()).toEqual(['none', first?.ts, first?.ts]);
  expect(it.notes()).toEqual([expect.stringMatching(/^claims\/threads\/[0-9a-f]{64}$/)]);
  expect(it.claims()).toMatchObject(Array.from({ length: 3 }, () => ({ state: 'delivered' })));
});

it('what another invocation has delivered is no reply either', async () => {
  await using it = await start();
  const eventID = anEventID();
  await it.invoke(1, { eventID });
  await it.invoke(1, { eventID });
  expect(it.threads()).toEqual(['none']);
});

it('alerts of one log file at the same time share a thread', async () => {
  await using it = await start();
  await it.invoke(4);
  const [first] = it.slackApi.posted;
  expect(it.threads()).toEqual(['none', first?.ts, first?.ts, first?.ts]);
});

it.each([
  ['are refused', fault.answer({ status: 403, body: '' })],
  ['get no answer', fault.hang()],
  ['lose their answers', fault.lostResponse()],
])('every alert is posted, once, while notes %s', async (_, down) => {
  await using it = await start();
  it.s3.faults.plan(({ target }) => (target.includes('/threads/') ? down : undefined));
  expect([await it.invoke(), await it.invoke(2)]).toEqual([[], []]);
  expect(it.threads()).toHaveLength(3);
  expect(JSON.stringify(it.slackApi.posted)).not.toContain('possible duplicate');
});
