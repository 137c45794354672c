import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { changeClaims } from '../../support/claims.ts';
import { startCore } from '../../support/core.ts';
import { fault, type RequestHead } from '../../support/faults.ts';
import { created, done, type FunctionUnderTest, startFunction } from '../../support/function.ts';
import type { Loopback } from '../../support/loopback.ts';
import { anEventID } from '../../support/messages.ts';

/** Faults of processes: they are killed, are paused, or have a wrong clock. */
let fn: FunctionUnderTest;
beforeAll(async () => {
  fn = await startFunction();
});
afterAll(() => fn[Symbol.asyncDispose]());
afterEach(() => {
  for (const server of [fn.s3, fn.sns]) server.faults.clear();
});

const anEvent = () => {
  const eventID = anEventID();
  return { eventID, event: created(fn.putRecords(`${eventID}.json`, aRecord({ eventID }))) };
};

type Step = readonly [server: 's3' | 'sns', request: (head: RequestHead) => boolean];

const getsLogFile: Step = ['s3', ({ target }) => target.startsWith('/my-trail/')];
const claims: Step = ['s3', ({ method, headers }) => method === 'PUT' && headers['if-none-match'] === '*'];
const readsClaim: Step = ['s3', ({ method, target }) => method === 'GET' && target.startsWith('/ledger/')];
const replacesClaim: Step = ['s3', ({ headers }) => headers['if-match'] !== undefined];
const sends: Step = ['sns', () => true];

/** Hangs the first such request, done or not, until the test ends. */
const hangAt = async (server: Loopback, isMeant: Step[1], applied: boolean): Promise<void> => {
  let isReached = false;
  server.faults.plan((head) => {
    if (isReached || !isMeant(head)) return undefined;
    isReached = true;
    return fault.hang({ applied });
  });
  await vi.waitFor(() => {
    const last = server.requests.findLast((request) => isMeant(request) && request.fault === 'hang');
    expect(isReached && last?.body !== undefined).toBe(true);
  }, 20_000);
};

const killAt = async (event: unknown, [server, isMeant]: Step, applied: boolean): Promise<void> => {
  const invocation = fn.invoke(event);
  await hangAt(fn[server], isMeant, applied);
  await fn.restart();
  expect(await invocation).toMatchObject({ errorType: 'Runtime.ExitError' });
  fn[server].faults.clear();
  fn.endLeases();
};

describe('47: the process is killed, and the next one delivers the alert', () => {
  const once = ['topic'];
  const possiblyTwice = ['topic (duplicate)'];
  const twice = ['topic', 'topic (duplicate)'];

  it.each([
    ['while it reads the log file', getsLogFile, false, once],
    ['before its claim is written', claims, false, once],
    ['after its claim is written', claims, true, possiblyTwice],
    ['before its message arrives', sends, false, possiblyTwice],
    ['after its message has arrived', sends, true, twice],
    ['before its delivery is recorded', replacesClaim, false, twice],
    ['after its delivery is recorded', replacesClaim, true, once],
  ] as const)('%s', async (_, step, applied, messages) => {
    const { eventID, event } = anEvent();
    await killAt(event, step, applied);
    expect(await fn.invoke(event)).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual(messages);
  });

  it.each([
    ['while it reads the claim of a killed one', readsClaim, false, twice],
    ['before it takes over the claim of a killed one', replacesClaim, false, twice],
    ['after it took over the claim of a killed one', replacesClaim, true, twice],
    ['before its second message arrives', sends, false, twice],
    ['after its second message has arrived', sends, true, [...twice, 'topic (duplicate)']],
  ] as const)('%s', async (_, step, applied, messages) => {
    const { eventID, event } = anEvent();
    // As a process leaves it that is killed after its message has arrived.
    await fn.invoke(event);
    changeClaims(fn, { state: 'sending', until: 0 });
    await killAt(event, step, applied);
    expect(await fn.invoke(event)).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual(messages);
  });
});

it('48: time runs out while 50 alerts remain: those delivered are not sent again, and the others are not lost', async () => {
  await using core = await startCore({ delivery: 'roundup_after = 100' });
  const eventIDs = Array.from({ length: 60 }, anEventID);
  const records = eventIDs.map((eventID) => aRecord({ eventID }));
  const time = new AbortController();
  core.sns.faults.plan(({ number }) => (number <= 10 ? undefined : fault.hang()));
  const inspected = core.inspect(records, { deliverSignal: time.signal });
  // Eight are under way at a time.
  await vi.waitFor(() => expect(core.sns.requests).toHaveLength(18), 20_000);
  time.abort();
  expect(await inspected).toHaveLength(50);

  core.sns.faults.clear();
  expect(await core.inspect(records)).toEqual([]);
  const messages = eventIDs.map((eventID) => core.messagesAbout(eventID).join());
  expect(messages.filter((message) => message === 'topic')).toHaveLength(52);
  expect(messages.filter((message) => message === 'topic (duplicate)')).toHaveLength(8);
});

it('49: a process is paused beyond its lease and goes on: at most one message without a note', async () => {
  const { eventID, event } = anEvent();
  const other = await fn.start();
  const invocation = fn.invoke(event);
  await hangAt(fn.s3, claims[1], true);
  fn.process.signal('SIGSTOP');
  fn.endLeases();
  expect(await other.invoke(event)).toEqual(done);
  expect(fn.messagesAbout(eventID)).toEqual(['topic (duplicate)']);
  fn.process.signal('SIGCONT');
  expect(await invocation).toEqual(done);
  expect(fn.messagesAbout(eventID).filter((message) => message === 'topic').length).toBeLessThanOrEqual(1);
  expect(fn.messagesAbout(eventID).length).toBeLessThanOrEqual(2);
});

describe('51: a clock is five minutes wrong, and no alert is lost or sent twice without a note', () => {
  const withClock = (aheadMs: number) =>
    fn.start({
      NODE_OPTIONS: `--import "data:text/javascript,const now=Date.now;Date.now=()=>now()+(${aheadMs})"`,
    });

  it('ahead, in a process that is killed: an error as long as its lease seems to last, then a possible duplicate', async () => {
    const { eventID, event } = anEvent();
    const ahead = await withClock(300_000);
    // Its deadline is given by the right clock.
    const killed = ahead.invoke(event, 330_000);
    await hangAt(fn.sns, sends[1], true);
    ahead.signal('SIGKILL');
    expect(await killed).toMatchObject({ errorType: 'Runtime.ExitError' });
    fn.sns.faults.clear();
    expect(await fn.invoke(event, 6000)).toMatchObject({ errorType: 'InspectionError' });
    expect(fn.messagesAbout(eventID)).toEqual(['topic']);
    fn.endLeases();
    expect(await fn.invoke(event)).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual(['topic', 'topic (duplicate)']);
  });

  it('behind, in a process that is slow: taken over at once, with a note', async () => {
    const { eventID, event } = anEvent();
    const behind = await withClock(-300_000);
    fn.sns.faults.next(fault.slow(2000));
    const slow = behind.invoke(event);
    await vi.waitFor(() => expect(fn.messagesAbout(eventID)).toEqual(['topic']), 20_000);
    expect(await fn.invoke(event)).toEqual(done);
    expect(await slow).toEqual(done);
    expect(fn.messagesAbout(eventID)).toEqual(['topic', 'topic (duplicate)']);
  });
});
