import { afterAll, beforeAll, expect, it } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { type Core, startCore } from '../../support/core.ts';
import { fault } from '../../support/faults.ts';
import { anEventID } from '../../support/told.ts';

/** Very many matches at once: what somebody who wants to hide one of them would cause. */
let core: Core;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core[Symbol.asyncDispose]());

const aStorm = (matches: number) => {
  const eventIDs = Array.from({ length: matches }, anEventID);
  const told = new Set(core.sns.published);
  return {
    inspect: () => core.inspect(eventIDs.map((eventID) => aRecord({ eventID }))),
    messages: () => core.sns.published.filter((message) => !told.has(message)).length,
    /** Events that no message names. */
    missing: () => {
      const texts = core.sns.published.map(({ message }) => message).join();
      return eventIDs.filter((eventID) => !texts.includes(eventID));
    },
    twice: () => eventIDs.filter((eventID) => core.told(eventID).length > 1),
  };
};

it('a storm of matches is told in a few messages that name every event, and not told again', async () => {
  const storm = aStorm(120);
  expect(await storm.inspect()).toEqual([]);
  expect(storm.messages()).toBe(21);
  expect(storm.missing()).toEqual([]);
  await core.restart();
  expect(await storm.inspect()).toEqual([]);
  expect(storm.messages()).toBe(21);
});

it('a storm while a destination is down is an error for each message, and told when it is back', async () => {
  const storm = aStorm(40);
  core.sns.faults.plan(() => fault.answer({ status: 403, body: '' }));
  expect(await storm.inspect()).toHaveLength(21);
  expect(storm.messages()).toBe(0);
  core.sns.faults.clear();
  expect(await storm.inspect()).toEqual([]);
  expect(storm.messages()).toBe(21);
  expect(storm.missing()).toEqual([]);
  expect(storm.twice()).toEqual([]);
});
