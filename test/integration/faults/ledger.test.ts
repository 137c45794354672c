import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { aRecord } from '../../support/builders.ts';
import { startCore } from '../../support/core.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { s3Error } from '../../support/s3/errors.ts';
import { anEventID, type ConfigOptions, changeClaims } from '../../support/told.ts';

/** A core with a ledger in S3 that is asked for a moment only, and an event to inspect. */
const start = async (options: ConfigOptions = {}) => {
  const core = await startCore({ ...options, ledgerPatience: { attemptMs: 500, totalMs: 1500 } });
  const eventID = anEventID();
  return {
    ...core,
    eventID,
    inspect: () => core.inspect([aRecord({ eventID })]),
    told: () => core.told(eventID),
  };
};

describe('45: one destination is down', () => {
  it('the others are told once each, and only that one is tried again, then and by the next invocation', async () => {
    await using it = await start({ destinations: ['slack', 'mail', 'topic'] });
    it.slack.faults.plan(() => fault.answer({ status: 503, body: '' }));
    expect(await it.inspect()).toEqual([
      `file: alert of rule "Access key created" on event ${it.eventID} not delivered to slack_webhook "slack": Slack answered 503: not an answer from Slack`,
    ]);
    expect([it.slack, it.ses, it.sns].map(({ requests }) => requests.length)).toEqual([3, 1, 1]);
    expect(it.told().toSorted()).toEqual(['mail', 'topic']);

    it.slack.faults.clear();
    expect(await it.inspect()).toEqual([]);
    expect([it.slack, it.ses, it.sns].map(({ requests }) => requests.length)).toEqual([4, 1, 1]);
    expect(it.told().at(-1)).toBe('slack (repeat)');
  });
});

describe.concurrent('46: the ledger', () => {
  const conflict = fault.answer(s3Error('ConditionalRequestConflict'));
  const busy = fault.answer(s3Error('SlowDown'));
  const passing: readonly (readonly [string, readonly Fault[]])[] = [
    ['has a conflict of two writes, twice', [conflict, conflict]],
    ['is busy, twice', [busy, busy]],
    ['resets the connection', [fault.resetBeforeReading()]],
    ['does not answer, once', [fault.hang()]],
    ['loses the answer to our claim, which the repeated request meets', [fault.lostResponse()]],
    ['answers with a page of a proxy', [fault.html()]],
  ];

  it.each(passing)('%s: the alert is told without a note', async (_, faults) => {
    await using it = await start();
    it.s3.faults.next(...faults);
    expect(await it.inspect()).toEqual([]);
    expect(it.told()).toEqual(['topic']);
    expect(it.claims()).toMatchObject([{ state: 'delivered', repeat: false }]);
  });

  it('holds the claim of somebody else who delivers: waited for, and not told again', async () => {
    await using it = await start();
    await it.inspect();
    changeClaims(it, { state: 'sending', owner: 'somebody else', until: Date.now() + 40_000 });
    const inspected = it.inspect();
    await sleep(300);
    changeClaims(it, { state: 'delivered' });
    expect(await inspected).toEqual([]);
    expect(it.told()).toEqual(['topic']);
  });

  const down: readonly (readonly [string, Fault])[] = [
    ['refuses us', fault.answer(s3Error('AccessDenied'))],
    ['stays busy', busy],
    ['never answers', fault.hang()],
  ];

  it.each(down)('%s: the alert is told, and says that it may be a repeat', async (_, broken) => {
    await using it = await start();
    it.s3.faults.plan(() => broken);
    expect(await it.inspect()).toEqual([]);
    expect(it.told()).toEqual(['topic (repeat)']);
  });

  it.each(down)('%s, and must be asked: the alert is left to the next invocation', async (_, broken) => {
    await using it = await start({ delivery: 'on_ledger_error = "fail"' });
    it.s3.faults.plan(() => broken);
    expect(await it.inspect()).toEqual([
      expect.stringMatching(
        /not delivered to sns "topic": the ledger cannot be asked: s3:\/\/ledger\/claims\//,
      ),
    ]);
    expect(it.told()).toEqual([]);
    it.s3.faults.clear();
    expect(await it.inspect()).toEqual([]);
    expect(it.told()).toEqual(['topic']);
  });
});
