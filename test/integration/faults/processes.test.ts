import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { startCore } from '../../support/core.ts';
import { fault, type RequestHead } from '../../support/faults.ts';
import { created, done, type FunctionUnderTest, startFunction } from '../../support/function.ts';
import type { Loopback } from '../../support/loopback.ts';
import { anEventID, changeClaims } from '../../support/told.ts';

/** What becomes of alerts when processes end, stop, or have a clock that is wrong. */
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

describe('47: the process is killed, and the next one tells what is to be told', () => {
  const once = ['topic'];
  const perhapsTwice = ['topic (repeat)'];
  const twice = ['topic', 'topic (repeat)'];

  it.each([
    ['while it reads the log file', getsLogFile, false, once],
    ['before its claim is written', claims, false, once],
    ['after its claim is written', claims, true, perhapsTwice],
    ['before its message arrives', sends, false, perhapsTwice],
    ['after its message has arrived', sends, true, twice],
    ['before it is noted that it was told', replacesClaim, false, twice],
    ['after it is noted that it was told', replacesClaim, true, once],
  ] as const)('%s', async (_, step, applied, told) => {
    const { eventID, event } = anEvent();
    await killAt(event, step, applied);
    expect(await fn.invoke(event)).toEqual(done);
    expect(fn.told(eventID)).toEqual(told);
  });

  it.each([
    ['while it reads what a killed one has claimed', readsClaim, false, twice],
    ['before it takes over the claim of a killed one', replacesClaim, false, twice],
    ['after it took over the claim of a killed one', replacesClaim, true, twice],
    ['before its repeat arrives', sends, false, twice],
    ['after its repeat has arrived', sends, true, [...twice, 'topic (repeat)']],
  ] as const)('%s', async (_, step, applied, told) => {
    const { eventID, event } = anEvent();
    // As a process leaves it that is killed after its message has arrived.
    await fn.invoke(event);
    changeClaims(fn, { state: 'sending', until: 0 });
    await killAt(event, step, applied);
    expect(await fn.invoke(event)).toEqual(done);
    expect(fn.told(eventID)).toEqual(told);
  });
});

it('48: the time is up while 50 alerts remain: those told are not told again, and nobody forgets the others', async () => {
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
  const told = eventIDs.map((eventID) => core.told(eventID).join());
  expect(told.filter((where) => where === 'topic')).toHaveLength(52);
  expect(told.filter((where) => where === 'topic (repeat)')).toHaveLength(8);
});

it('49: a process is paused past its lease and goes on: one message, and another that says so', async () => {
  const { eventID, event } = anEvent();
  const other = await fn.start();
  const invocation = fn.invoke(event);
  await hangAt(fn.s3, claims[1], true);
  fn.process.signal('SIGSTOP');
  fn.endLeases();
  expect(await other.invoke(event)).toEqual(done);
  expect(fn.told(eventID)).toEqual(['topic (repeat)']);
  fn.process.signal('SIGCONT');
  expect(await invocation).toEqual(done);
  expect(fn.told(eventID).filter((where) => where === 'topic').length).toBeLessThanOrEqual(1);
  expect(fn.told(eventID).length).toBeLessThanOrEqual(2);
});

describe('51: a clock is five minutes wrong, and no alert is lost or told twice without a note', () => {
  const withClock = (aheadMs: number) =>
    fn.start({
      NODE_OPTIONS: `--import "data:text/javascript,const now=Date.now;Date.now=()=>now()+(${aheadMs})"`,
    });

  it('ahead, in a process that is killed: an error as long as its lease seems to last, then a repeat', async () => {
    const { eventID, event } = anEvent();
    const ahead = await withClock(300_000);
    // Its deadline is told by the right clock.
    const killed = ahead.invoke(event, 330_000);
    await hangAt(fn.sns, sends[1], true);
    ahead.signal('SIGKILL');
    expect(await killed).toMatchObject({ errorType: 'Runtime.ExitError' });
    fn.sns.faults.clear();
    expect(await fn.invoke(event, 6000)).toMatchObject({ errorType: 'InspectionError' });
    expect(fn.told(eventID)).toEqual(['topic']);
    fn.endLeases();
    expect(await fn.invoke(event)).toEqual(done);
    expect(fn.told(eventID)).toEqual(['topic', 'topic (repeat)']);
  });

  it('behind, in a process that is slow: taken over at once, with a note', async () => {
    const { eventID, event } = anEvent();
    const behind = await withClock(-300_000);
    fn.sns.faults.next(fault.slow(2000));
    const slow = behind.invoke(event);
    await vi.waitFor(() => expect(fn.told(eventID)).toEqual(['topic']), 20_000);
    expect(await fn.invoke(event)).toEqual(done);
    expect(await slow).toEqual(done);
    expect(fn.told(eventID)).toEqual(['topic', 'topic (repeat)']);
  });
});
