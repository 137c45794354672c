import { expect, vi } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { changeClaims } from '../../support/claims.ts';
import { type CoreOptions, startCore } from '../../support/core.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { anEventID } from '../../support/messages.ts';
import { s3Error } from '../../support/s3/errors.ts';
import { faultTestsOf, type Injected, namesOf } from './fault-test.ts';

const faultTest = faultTestsOf('ledger');

/** A core with its ledger in S3, and an event to inspect. */
const start = async ({ ledgerPatience = patient, ...options }: CoreOptions = {}) => {
  const core = await startCore({ ...options, ledgerPatience });
  const eventID = anEventID();
  return {
    ...core,
    /** Gives the failures of the report. */
    inspect: async () => {
      const failures = await core.inspect([aRecord({ eventID })]);
      return failures.map((failure) => failure.replaceAll(eventID, 'EVENT'));
    },
    messages: () => core.messagesAbout(eventID),
    injected: (server: 's3' | 'slack', named: Readonly<Record<string, Fault>>) =>
      namesOf(
        core[server].requests.map((request) => request.fault),
        named,
      ),
  };
};

/** `patient` outlasts a fault that passes; `impatient` soon takes S3 for down. */
const patient = { attemptMs: 3_000, totalMs: 30_000 };
const impatient = { attemptMs: 500, totalMs: 1_500 };

faultTest(45, async ({ inject: [name] }) => {
  await using core = await start({ destinations: ['slack', 'mail', 'topic'] });
  const down = fault.answer({ status: 503, body: '' });
  const requests = () => ({
    slack: core.slack.requests.length,
    mail: core.ses.requests.length,
    topic: core.sns.requests.length,
  });
  core.slack.faults.plan(() => down);
  const first = {
    failures: await core.inspect(),
    requests: requests(),
    messages: core.messages().toSorted(),
  };
  core.slack.faults.clear();
  const failures = await core.inspect();
  const next = { failures, requests: requests(), lastMessage: core.messages().at(-1) };
  return { injected: core.injected('slack', { [name]: down }), outcome: { first, next } };
});

faultTest.concurrent(46, ({ inject }) => {
  const [name] = inject;
  if (name === 'claim of another invocation') return claimOfAnother(name);
  if (isDown(name)) return ledgerIsDown(name);
  return faultPasses(inject.filter(passes));
});

const denied = fault.answer(s3Error('AccessDenied'));
const slowDown = fault.answer(s3Error('SlowDown'));
const conflict = fault.answer(s3Error('ConditionalRequestConflict'));

const passing = {
  'conflict of two writes': conflict,
  'ledger is throttled': slowDown,
  'ledger resets the connection': fault.resetBeforeReading(),
  'ledger does not answer once': fault.hang(),
  // So the retry finds it there.
  'answer to our claim is lost': fault.lostResponse(),
  'page of a proxy': fault.html(),
} as const satisfies Readonly<Record<string, Fault>>;

const down = {
  'ledger denies access': [denied, ''],
  'ledger stays throttled': [slowDown, ''],
  'ledger never answers': [fault.hang(), ''],
  'ledger denies access, with on_ledger_error = "fail"': [denied, 'on_ledger_error = "fail"'],
  'ledger stays throttled, with on_ledger_error = "fail"': [slowDown, 'on_ledger_error = "fail"'],
  'ledger never answers, with on_ledger_error = "fail"': [fault.hang(), 'on_ledger_error = "fail"'],
} as const satisfies Readonly<Record<string, readonly [Fault, delivery: string]>>;

type Name = Injected<'ledger', 46>;
const passes = (name: Name): name is Name & keyof typeof passing => name in passing;
const isDown = (name: Name): name is Name & keyof typeof down => name in down;

const faultPasses = async (names: readonly (keyof typeof passing)[]) => {
  await using core = await start();
  core.s3.faults.next(...names.map((name) => passing[name]));
  const failures = await core.inspect();
  return {
    injected: core.injected('s3', passing),
    outcome: { failures, messages: core.messages(), claims: core.claims() },
  };
};

const claimOfAnother = async (name: string) => {
  await using core = await start();
  await core.inspect();
  changeClaims(core, { state: 'sending', owner: 'another invocation', until: Date.now() + 3_600_000 });
  const { length } = core.s3.requests;
  const reads = () =>
    core.s3.requests.slice(length).filter(({ method, status }) => method === 'GET' && status === 200);
  const inspected = core.inspect();
  await vi.waitFor(() => expect(reads()).not.toEqual([]), 10_000);
  const injected = reads().map(() => name);
  changeClaims(core, { state: 'delivered' });
  return { injected, outcome: { failures: await inspected, messages: core.messages() } };
};

const ledgerIsDown = async (name: keyof typeof down) => {
  const [broken, delivery] = down[name];
  await using core = await start({ ledgerPatience: impatient, delivery });
  core.s3.faults.plan(() => broken);
  const first = { failures: await core.inspect(), messages: core.messages() };
  // As often as it is asked.
  const injected = [...new Set(core.injected('s3', { [name]: broken }))];
  if (delivery === '') return { injected, outcome: first };
  core.s3.faults.clear();
  const next = { failures: await core.inspect(), messages: core.messages() };
  return { injected, outcome: { first, next } };
};
