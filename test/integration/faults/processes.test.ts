import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { changeClaims } from '../../support/claims.ts';
import { startCore } from '../../support/core.ts';
import { type Fault, fault, type RequestHead } from '../../support/faults.ts';
import { created, type FunctionUnderTest, startFunction } from '../../support/function.ts';
import type { Lambda } from '../../support/lambda.ts';
import type { Loopback } from '../../support/loopback.ts';
import { anEventID } from '../../support/messages.ts';
import { faultTestsOf, type Injected, namesOf } from './fault-test.ts';

/** Faults of processes: they are killed, are paused, or have a wrong clock. */
let fn: FunctionUnderTest;
beforeAll(async () => {
  fn = await startFunction();
});
afterAll(() => fn[Symbol.asyncDispose]());
afterEach(() => {
  for (const server of [fn.s3, fn.sns]) server.faults.clear();
});

const faultTest = faultTestsOf('processes');

const anEvent = () => {
  const eventID = anEventID();
  return { eventID, event: created(fn.putRecords(`${eventID}.json`, aRecord({ eventID }))) };
};

type IsMeant = (head: RequestHead) => boolean;
type Step = readonly [server: 's3' | 'sns', isMeant: IsMeant, applied: boolean];

const getsLogFile: IsMeant = ({ target }) => target.startsWith('/my-trail/');
const claims: IsMeant = ({ method, headers }) => method === 'PUT' && headers['if-none-match'] === '*';
const readsClaim: IsMeant = ({ method, target }) => method === 'GET' && target.startsWith('/ledger/');
const replacesClaim: IsMeant = ({ headers }) => headers['if-match'] !== undefined;
const sends: IsMeant = () => true;

/** Hangs the first such request, done or not, until the test ends. Gives the fault once the server has served it. */
const hangAt = async ([server, isMeant, applied]: Step): Promise<Fault> => {
  const { faults, requests } = fn[server];
  const hang = fault.hang({ applied });
  let isReached = false;
  faults.plan((head) => {
    if (isReached || !isMeant(head)) return undefined;
    isReached = true;
    return hang;
  });
  await vi.waitFor(() => {
    const last = requests.findLast((request) => request.fault === hang);
    expect(last?.body).toBeDefined();
  }, 60_000);
  return hang;
};

/** The names of these faults that a server was seen to serve. */
const servedBy = ({ requests }: Loopback, named: Readonly<Record<string, Fault>>): readonly string[] =>
  namesOf(
    requests.map((request) => request.fault),
    named,
  );

const killedBy = (invocation: Awaited<ReturnType<Lambda['invoke']>>): readonly string[] =>
  !invocation.ok && invocation.errorType === 'Runtime.ExitError'
    ? (/^exit (SIG\w+):/.exec(invocation.errorMessage)?.slice(1) ?? [])
    : [];

/** A step at which a process is killed, and whether it takes over from another one that was killed before. */
const killedAt: Record<
  Exclude<Injected<'processes', 47>, 'SIGKILL'>,
  { readonly step: Step; readonly takesOver: boolean }
> = {
  'while it reads the log file': { step: ['s3', getsLogFile, false], takesOver: false },
  'before its claim is written': { step: ['s3', claims, false], takesOver: false },
  'after its claim is written': { step: ['s3', claims, true], takesOver: false },
  'before its message arrives': { step: ['sns', sends, false], takesOver: false },
  'after its message has arrived': { step: ['sns', sends, true], takesOver: false },
  'before its delivery is recorded': { step: ['s3', replacesClaim, false], takesOver: false },
  'after its delivery is recorded': { step: ['s3', replacesClaim, true], takesOver: false },
  'while it reads the claim of a killed one': { step: ['s3', readsClaim, false], takesOver: true },
  'before it takes over the claim of a killed one': { step: ['s3', replacesClaim, false], takesOver: true },
  'after it took over the claim of a killed one': { step: ['s3', replacesClaim, true], takesOver: true },
  'before its second message arrives': { step: ['sns', sends, false], takesOver: true },
  'after its second message has arrived': { step: ['sns', sends, true], takesOver: true },
};

faultTest(47, async ({ inject: [name] }) => {
  const { step, takesOver } = killedAt[name];
  const [server] = step;
  const { eventID, event } = anEvent();
  if (takesOver) {
    // As a process leaves it that is killed after its message has arrived.
    await fn.invoke(event);
    changeClaims(fn, { state: 'sending', until: 0 });
  }
  const invocation = fn.invoke(event);
  const hang = await hangAt(step);
  await fn.restart();
  const killed = killedBy(await invocation);
  fn[server].faults.clear();
  fn.endLeases();
  const answer = await fn.invoke(event);
  return {
    injected: [...servedBy(fn[server], { [name]: hang }), ...killed],
    outcome: { answer, messages: fn.messagesAbout(eventID) },
  };
});

faultTest(48, async ({ inject: [name] }) => {
  await using core = await startCore({ delivery: 'roundup_after = 100\nmax_single_alerts = 100' });
  const eventIDs = Array.from({ length: 60 }, anEventID);
  const records = eventIDs.map((eventID) => aRecord({ eventID }));
  const time = new AbortController();
  const hang = fault.hang();
  core.sns.faults.plan(({ number }) => (number <= 10 ? undefined : hang));
  const inspected = core.inspect(records, { deliverSignal: time.signal });
  // Eight are under way at a time.
  await vi.waitFor(() => expect(core.sns.requests).toHaveLength(18), 20_000);
  time.abort();
  const failures = await inspected;

  core.sns.faults.clear();
  const failuresLater = await core.inspect(records);
  const messages = eventIDs.map((eventID) => core.messagesAbout(eventID).join());
  return {
    injected: [
      ...servedBy(core.sns, { [name]: hang }),
      ...(failures.every((failure) => /time ran out|AbortError/.test(failure)) ? ['time runs out'] : []),
    ],
    outcome: {
      failures: failures.length,
      failuresLater,
      once: messages.filter((message) => message === 'topic').length,
      possiblyTwice: messages.filter((message) => message === 'topic (duplicate)').length,
    },
  };
});

faultTest(49, async ({ inject: [name] }) => {
  const { eventID, event } = anEvent();
  const another = await fn.start();
  const invocation = fn.invoke(event);
  const hang = await hangAt(['s3', claims, true]);
  const signals = ['SIGSTOP', 'SIGCONT'] as const;
  const [stopped, resumed] = signals;
  const isStopped = fn.process.signal(stopped);
  fn.endLeases();
  const other = { answer: await another.invoke(event), messages: fn.messagesAbout(eventID) };
  const isResumed = fn.process.signal(resumed);
  const answer = await invocation;
  const messages = fn.messagesAbout(eventID);
  return {
    injected: [
      ...servedBy(fn.s3, { [name]: hang }),
      ...(isStopped ? [stopped] : []),
      ...(isResumed ? [resumed] : []),
    ],
    outcome: {
      other,
      answer,
      withoutNote: messages.filter((message) => message === 'topic').length,
      messages: messages.length,
    },
  };
});

faultTest(51, ({ inject: [name, broken] }) =>
  name === 'clock ahead' ? killedWithClockAhead(name, broken) : slowWithClockBehind(name, broken),
);

const fiveMinutes = 300_000;

const withClock = (aheadMs: number): Promise<Lambda> =>
  fn.start({
    NODE_OPTIONS: `--import "data:text/javascript,const now=Date.now;Date.now=()=>now()+(${aheadMs})"`,
  });

/** Whether the signatures of requests since then were dated by a clock that is as wrong. */
const isDated = (aheadMs: number, since: number): boolean =>
  fn.s3.requests.slice(since).some(({ headers, at }) => {
    const date = headers['x-amz-date']?.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5') ?? '';
    return Math.abs(Date.parse(date) - at - aheadMs) < 60_000;
  });

const killedWithClockAhead = async (clock: string, broken: string) => {
  const { eventID, event } = anEvent();
  const { length } = fn.s3.requests;
  const ahead = await withClock(fiveMinutes);
  // Its deadline is given by the right clock.
  const killed = ahead.invoke(event, 330_000);
  const hang = await hangAt(['sns', sends, true]);
  ahead.signal('SIGKILL');
  const injected = [
    ...(isDated(fiveMinutes, length) ? [clock] : []),
    ...servedBy(fn.sns, { [broken]: hang }),
    ...killedBy(await killed),
  ];
  fn.sns.faults.clear();
  const inLease = { answer: await fn.invoke(event, 6000), messages: fn.messagesAbout(eventID) };
  fn.endLeases();
  const afterLease = { answer: await fn.invoke(event), messages: fn.messagesAbout(eventID) };
  return { injected, outcome: { inLease, afterLease } };
};

const slowWithClockBehind = async (clock: string, broken: string) => {
  const { eventID, event } = anEvent();
  const { length } = fn.s3.requests;
  const behind = await withClock(-fiveMinutes);
  const isTakenOver = Promise.withResolvers<void>();
  const slow = fault.held(isTakenOver.promise);
  fn.sns.faults.next(slow);
  const slowAnswer = behind.invoke(event);
  await vi.waitFor(() => expect(fn.messagesAbout(eventID)).toEqual(['topic']), 20_000);
  const answer = await fn.invoke(event);
  isTakenOver.resolve();
  return {
    injected: [...(isDated(-fiveMinutes, length) ? [clock] : []), ...servedBy(fn.sns, { [broken]: slow })],
    outcome: { answer, slowAnswer: await slowAnswer, messages: fn.messagesAbout(eventID) },
  };
};
