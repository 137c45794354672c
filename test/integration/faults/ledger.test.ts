import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { changeClaims } from '../../support/claims.ts';
import { type CoreOptions, startCore } from '../../support/core.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { anEventID } from '../../support/messages.ts';
import { s3Error } from '../../support/s3/errors.ts';

/** A core with its ledger in S3, and an event to inspect. */
const start = async ({ ledgerPatience = patient, ...options }: CoreOptions = {}) => {
  const core = await startCore({ ...options, ledgerPatience });
  const eventID = anEventID();
  return {
    ...core,
    eventID,
    inspect: () => core.inspect([aRecord({ eventID })]),
    messages: () => core.messagesAbout(eventID),
  };
};

/** `patient` outlasts a fault that passes; `impatient` soon takes S3 for down. */
const patient = { attemptMs: 3_000, totalMs: 30_000 };
const impatient = { attemptMs: 500, totalMs: 1_500 };

describe('45: one destination is down', () => {
  it('the others get the alert once, and only that one is retried, now and by the next invocation', async () => {
    await using core = await start({ destinations: ['slack', 'mail', 'topic'] });
    core.slack.faults.plan(() => fault.answer({ status: 503, body: '' }));
    expect(await core.inspect()).toEqual([
      `file: alert of rule "Access key created" on event ${core.eventID} not delivered to slack_webhook "slack": Slack answered 503: not an answer from Slack`,
    ]);
    expect([core.slack, core.ses, core.sns].map(({ requests }) => requests.length)).toEqual([3, 1, 1]);
    expect(core.messages().toSorted()).toEqual(['mail', 'topic']);

    core.slack.faults.clear();
    expect(await core.inspect()).toEqual([]);
    expect([core.slack, core.ses, core.sns].map(({ requests }) => requests.length)).toEqual([4, 1, 1]);
    expect(core.messages().at(-1)).toBe('slack (duplicate)');
  });
});

describe.concurrent('46: the ledger', () => {
  const conflict = fault.answer(s3Error('ConditionalRequestConflict'));
  const slowDown = fault.answer(s3Error('SlowDown'));
  const passing: readonly (readonly [string, readonly Fault[]])[] = [
    ['has a conflict of two writes, twice', [conflict, conflict]],
    ['is throttled, twice', [slowDown, slowDown]],
    ['resets the connection', [fault.resetBeforeReading()]],
    ['does not answer once', [fault.hang()]],
    ['loses the answer to our claim, so that the retry finds it there', [fault.lostResponse()]],
    ['answers with a proxy’s page', [fault.html()]],
  ];

  it.each(passing)('%s: the alert is sent without a note', async (_, faults) => {
    await using core = await start();
    core.s3.faults.next(...faults);
    expect(await core.inspect()).toEqual([]);
    expect(core.messages()).toEqual(['topic']);
    expect(core.claims()).toMatchObject([{ state: 'delivered', mayBeDuplicate: false }]);
  });

  it('has a claim of another invocation, which delivers it: waited for, and not sent again', async () => {
    await using core = await start();
    await core.inspect();
    changeClaims(core, { state: 'sending', owner: 'another invocation', until: Date.now() + 40_000 });
    const inspected = core.inspect();
    await sleep(300);
    changeClaims(core, { state: 'delivered' });
    expect(await inspected).toEqual([]);
    expect(core.messages()).toEqual(['topic']);
  });

  const down: readonly (readonly [string, Fault])[] = [
    ['denies access', fault.answer(s3Error('AccessDenied'))],
    ['stays throttled', slowDown],
    ['never answers', fault.hang()],
  ];

  it.each(down)('%s: the alert is sent with a note that it may be a duplicate', async (_, broken) => {
    await using core = await start({ ledgerPatience: impatient });
    core.s3.faults.plan(() => broken);
    expect(await core.inspect()).toEqual([]);
    expect(core.messages()).toEqual(['topic (duplicate)']);
  });

  it.each(down)(
    '%s, with `on_ledger_error = "fail"`: the alert is left to the next invocation',
    async (_, broken) => {
      await using core = await start({
        ledgerPatience: impatient,
        delivery: 'on_ledger_error = "fail"',
      });
      core.s3.faults.plan(() => broken);
      expect(await core.inspect()).toEqual([
        expect.stringMatching(
          /not delivered to sns "topic": the ledger is unavailable: s3:\/\/ledger\/claims\//,
        ),
      ]);
      expect(core.messages()).toEqual([]);
      core.s3.faults.clear();
      expect(await core.inspect()).toEqual([]);
      expect(core.messages()).toEqual(['topic']);
    },
  );
});
