import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { type Core, startCore } from '../../support/core.ts';
import { fault } from '../../support/faults.ts';
import { anEventID } from '../../support/messages.ts';

/** Very many matches at once, as an attacker would cause who wants to hide one of them. */
let core: Core;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core[Symbol.asyncDispose]());

/** By this clock, claims take no time: a roundup whose claims take more than a second is sent in parts. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const aStorm = (matches: number) => {
  const eventIDs = Array.from({ length: matches }, anEventID);
  const earlier = new Set(core.sns.published);
  return {
    inspect: () => core.inspect(eventIDs.map((eventID) => aRecord({ eventID }))),
    messages: () => core.sns.published.filter((message) => !earlier.has(message)).length,
    /** Events that no message names. */
    missing: () => {
      const texts = core.sns.published.map(({ message }) => message).join();
      return eventIDs.filter((eventID) => !texts.includes(eventID));
    },
    twice: () => eventIDs.filter((eventID) => core.messagesAbout(eventID).length > 1),
  };
};

it('a storm of matches becomes a few messages that name every event, and is not sent again', async () => {
  const storm = aStorm(120);
  expect(await storm.inspect()).toEqual([]);
  expect(storm.messages()).toBe(21);
  expect(storm.missing()).toEqual([]);
  await core.restart();
  expect(await storm.inspect()).toEqual([]);
  expect(storm.messages()).toBe(21);
});

it('a storm while a destination is down is an error for each message, and is sent when it is back', async () => {
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
