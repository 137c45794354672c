import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../src/alerts/alert.ts';
import { asRecorded } from '../../../../src/alerts/display.ts';
import { memoryLedger } from '../../../../src/delivery/ledger/memory.ts';
import { notesIn } from '../../../../src/delivery/ledger/notes.ts';
import type { Notes } from '../../../../src/destinations/notes.ts';
import { slackBot } from '../../../../src/destinations/slack-bot/slack-bot.ts';
import { createThreads } from '../../../../src/destinations/slack-bot/threads.ts';
import type { JsonObject } from '../../../../src/json.ts';
import {
  aBurst,
  aFailureAlert,
  anAlert,
  aRecord,
  aRoundup,
  aRuleFailure,
  aTag,
  neverAborted,
} from '../../../support/builders.ts';
import { fault } from '../../../support/faults.ts';
import { startServices } from '../../../support/services.ts';
import { slackApiError } from '../../../support/slack/web-api.ts';

/** Notes of several processes, by a clock that stands still unless a test moves it. */
const someNotes = () => {
  const ledger = memoryLedger();
  const texts = new Map<string, string>();
  const clock = { now: Date.parse('2026-11-20T09:00:00Z') };
  const notes: Notes = {
    ...notesIn(ledger, 'slack bot'),
    now: () => clock.now,
  };
  return {
    notes: {
      ...notes,
      create: async (key: string, text: string, signal: AbortSignal) => {
        const version = await notes.create(key, text, signal);
        if (version !== undefined) texts.set(key, text);
        return version;
      },
      replace: async (key: string, text: string, version: string, signal: AbortSignal) => {
        const replaced = await notes.replace(key, text, version, signal);
        if (replaced !== undefined) texts.set(key, text);
        return replaced;
      },
    },
    /** The key of each note, and its text. */
    texts,
    pass: (minutes: number) => {
      clock.now += minutes * 60_000;
    },
    /** Writes over every note. */
    spoil: async (text: string) => {
      for (const key of texts.keys()) {
        const found = await notes.read(key, neverAborted);
        await notes.replace(key, text, found?.version ?? '', neverAborted);
      }
    },
  };
};

const start = async (
  settings: Readonly<Record<string, unknown>> = {},
  notes: Notes | undefined = someNotes().notes,
) => {
  const services = await startServices();
  const { slackApi, aws } = services;
  /** Another process with the same config. */
  const aProcess = () => {
    const { createSend } = slackBot.settings.parse({
      token: slackApi.token,
      api_url: slackApi.apiUrl,
      channel: '#security',
      thread_minutes: 60,
      ...settings,
    });
    const send = createSend({ fetch, aws, display: asRecorded, ...(notes && { notes }) });
    return (alert: Alert, signal = neverAborted) => send(alert, aTag(), signal);
  };
  /** For each message, which one it replies to, and whether the channel sees the reply. */
  const shape = () =>
    slackApi.posted.map(({ threadTs, isBroadcast }) => {
      if (threadTs === undefined) return 'message';
      const first = slackApi.posted.findIndex(({ ts }) => ts === threadTs);
      return `${isBroadcast ? 'broadcast' : 'reply'} to ${first}`;
    });
  return { ...services, send: aProcess(), aProcess, shape };
};

const byUser = (user: string, fields: JsonObject = {}): Alert =>
  anAlert({
    record: aRecord({
      userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/${user}` },
      ...fields,
    }),
  });
const denied = { errorCode: 'AccessDenied' };

describe('repeats of a rule and a caller are replies', () => {
  it('to the first message, also those of another process', async () => {
    await using it = await start();
    await it.send(byUser('alice'));
    await it.send(byUser('alice', { eventName: 'DeleteAccessKey' }));
    await it.aProcess()(byUser('alice'));
    expect(it.shape()).toEqual(['message', 'reply to 0', 'reply to 0']);
  });

  it('and not to another rule, caller, session or channel', async () => {
    await using it = await start({ channels: { critical: '#prod' } });
    const session = (name: string) =>
      byUser('', {
        userIdentity: {
          type: 'AssumedRole',
          arn: `arn:aws:sts::111122223333:assumed-role/Admin/${name}`,
        },
      });
    await it.send(byUser('alice'));
    await it.send(byUser('bob'));
    await it.send(anAlert({ rule: { name: 'Another rule' } }));
    await it.send(anAlert({ rule: { severity: 'critical' } }));
    await it.send(session('alice'));
    await it.send(session('bob'));
    expect(it.shape()).toEqual(Array.from({ length: 6 }, () => 'message'));
  });

  it('and not to what the same service did in another account', async () => {
    await using it = await start();
    const inAccount = (recipientAccountId: string) =>
      byUser('', {
        recipientAccountId,
        userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' },
      });
    await it.send(inAccount('111122223333'));
    await it.send(inAccount('444455556666'));
    expect(it.shape()).toEqual(['message', 'message']);
  });

  it('for so many minutes from the first message', async () => {
    const { notes, pass } = someNotes();
    await using it = await start({ thread_minutes: 10 }, notes);
    await it.send(byUser('alice'));
    pass(9);
    await it.send(byUser('alice'));
    pass(1);
    await it.send(byUser('alice'));
    await it.send(byUser('alice'));
    expect(it.shape()).toEqual(['message', 'reply to 0', 'message', 'reply to 2']);
  });

  it('also of bursts with the same key', async () => {
    await using it = await start();
    const records = ['event-1', 'event-2'].map((eventID) => aRecord({ eventID }));
    await it.send(aBurst(records));
    await it.send(aBurst(records.map((record) => ({ ...record, eventID: `${record.eventID}-later` }))));
    await it.send(byUser('alice'));
    expect(it.shape()).toEqual(['message', 'reply to 0', 'message']);
  });

  it('unless they are about many callers or none, or threads are off', async () => {
    const { notes, texts } = someNotes();
    await using it = await start({}, notes);
    const alerts = [
      aRoundup(anAlert(), anAlert()),
      aFailureAlert(aRuleFailure()),
      anAlert({ record: { eventName: 'x' } }),
    ];
    for (const alert of [...alerts, ...alerts]) await it.send(alert);
    await using off = await start({ thread_minutes: undefined }, notes);
    for (const alert of [anAlert(), anAlert()]) await off.send(alert);
    expect([...it.shape(), ...off.shape()]).toEqual(Array.from({ length: 8 }, () => 'message'));
    expect(texts.size).toBe(0);
  });
});

describe('of alerts at the same time, one opens the thread', () => {
  it('in one process', async () => {
    await using it = await start();
    await Promise.all(Array.from({ length: 5 }, () => it.send(byUser('alice'))));
    expect(it.shape()).toEqual(['message', ...Array.from({ length: 4 }, () => 'reply to 0')]);
  });

  it('in several processes', async () => {
    await using it = await start();
    await Promise.all(Array.from({ length: 3 }, () => it.aProcess()(byUser('alice'))));
    expect(it.shape()).toEqual(['message', 'reply to 0', 'reply to 0']);
  });
});

describe('a reply is also shown in the channel', () => {
  const rated = (severity: 'low' | 'high', fields: JsonObject = denied) =>
    anAlert({ rule: { severity }, record: aRecord(fields) });

  it('once the severity rises', async () => {
    await using it = await start();
    for (const severity of ['low', 'high', 'high', 'low'] as const) await it.send(rated(severity));
    expect(it.shape()).toEqual(['message', 'broadcast to 0', 'reply to 0', 'reply to 0']);
  });

  it('at the first success after denials only', async () => {
    await using it = await start();
    for (const fields of [denied, denied, {}, {}, denied]) await it.send(rated('low', fields));
    expect(it.shape()).toEqual(['message', 'reply to 0', 'broadcast to 0', 'reply to 0', 'reply to 0']);
  });
});

describe('somebody who calls themselves like another one is seen', () => {
  const from = (sourceIPAddress: string) => byUser('bob', { sourceIPAddress });

  it('in the channel, at the first call from another address', async () => {
    await using it = await start();
    for (const address of ['192.0.2.1', '192.0.2.1', '203.0.113.7', '203.0.113.7', '192.0.2.1'])
      await it.send(from(address));
    expect(it.shape()).toEqual(['message', 'reply to 0', 'broadcast to 0', 'reply to 0', 'reply to 0']);
  });

  it('also after more addresses than a note holds', async () => {
    await using it = await start();
    for (let last = 1; last <= 30; last += 1) await it.send(from(`192.0.2.${last}`));
    await it.send(from('203.0.113.7'));
    await it.send(from('203.0.113.7'));
    expect(it.shape().slice(-2)).toEqual(['broadcast to 0', 'reply to 0']);
  });

  it('by a note of an earlier version, which has no addresses', async () => {
    const { notes, spoil } = someNotes();
    await using it = await start({}, notes);
    await it.send(from('192.0.2.1'));
    const [first] = it.slackApi.posted;
    const note = {
      state: 'open',
      channel: 'C00SECURITY',
      ts: first?.ts,
      severity: 'medium',
      succeeded: true,
    };
    await spoil(JSON.stringify({ ...note, at: notes.now() }));
    await it.send(from('192.0.2.1'));
    await it.send(from('192.0.2.1'));
    expect(it.shape()).toEqual(['message', 'broadcast to 0', 'reply to 0']);
  });
});

describe('no alert is lost', () => {
  const ofTheFuture = JSON.stringify({
    ...{ state: 'open', channel: 'C00SECURITY', ts: '1.1', severity: 'low', succeeded: true, addresses: [] },
    at: Date.parse('2036-11-20T09:00:00Z'),
  });

  it.each(['', 'nonsense', '{}', '{"state":"open"}', ofTheFuture])('when a note says %j', async (text) => {
    const { notes, spoil } = someNotes();
    await using it = await start({}, notes);
    await it.send(byUser('alice'));
    await spoil(text);
    await it.send(byUser('alice'));
    await it.send(byUser('alice'));
    expect(it.shape()).toEqual(['message', 'message', 'reply to 1']);
  });

  it('when notes can be neither read nor written', async () => {
    const fail = () => Promise.reject(new Error('it is down'));
    const down: Notes = { now: () => 0, create: fail, read: fail, replace: fail };
    await using it = await start({}, down);
    await it.send(byUser('alice'));
    await it.send(byUser('alice'));
    expect(it.shape()).toEqual(['message', 'message']);
  });

  it('when notes fail after the message was posted', async () => {
    const { notes } = someNotes();
    await using it = await start({}, { ...notes, replace: () => Promise.reject(new Error('it is down')) });
    await it.send(byUser('alice'));
    expect(it.shape()).toEqual(['message']);
  });

  it('when the answer to a note is lost, and the first message still opens the thread', async () => {
    const { notes } = someNotes();
    const lost: Notes = { ...notes, create: async (...of) => void (await notes.create(...of)) };
    await using it = await start({}, lost);
    await it.send(byUser('alice'));
    await it.send(byUser('alice'));
    expect(it.shape()).toEqual(['message', 'reply to 0']);
  });

  it('when the first message was deleted: the next one opens another thread', async () => {
    await using it = await start();
    await it.send(byUser('alice'));
    it.slackApi.remove(it.slackApi.posted[0]?.ts ?? '');
    await it.send(byUser('alice'));
    await it.send(byUser('alice'));
    expect(it.shape()).toEqual(['message', 'reply to 0']);
    expect(it.slackApi.refused).toEqual(['thread_not_found']);
  });

  it.each([
    'thread_not_found',
    'message_not_found',
    'cannot_reply_to_message',
    'is_archived',
    'restricted_action_thread_locked',
  ])('when a reply is refused with %s', async (error) => {
    await using it = await start();
    await it.send(byUser('alice'));
    it.slackApi.faults.next(fault.answer(slackApiError(error)));
    await it.send(byUser('alice'));
    expect(it.shape()).toEqual(['message', 'message']);
  });

  it('when the first message is refused: the next attempt opens the thread at once', async () => {
    await using it = await start();
    it.slackApi.faults.next(fault.answer(slackApiError('ratelimited', { status: 429 })));
    await expect(it.send(byUser('alice'))).rejects.toMatchObject({
      failure: { outcome: 'refused', retryable: true },
    });
    await it.aProcess()(byUser('alice'));
    await it.send(byUser('alice'));
    expect(it.shape()).toEqual(['message', 'reply to 0']);
  });

  it('and a reply without an answer may have arrived, so it is not posted elsewhere', async () => {
    await using it = await start();
    await it.send(byUser('alice'));
    it.slackApi.faults.next(fault.lostResponse());
    await expect(it.send(byUser('alice'))).rejects.toMatchObject({
      failure: { outcome: 'unknown', retryable: true },
    });
    expect(it.shape()).toEqual(['message', 'reply to 0']);
  });

  it('and none is posted after time has run out', async () => {
    const time = new AbortController();
    const { notes } = someNotes();
    const slow: Notes = {
      ...notes,
      create: async (...of) => {
        time.abort();
        return notes.create(...of);
      },
    };
    await using it = await start({}, slow);
    await expect(it.send(byUser('alice'), time.signal)).rejects.toMatchObject({
      failure: { outcome: 'refused', retryable: true },
    });
    expect(it.slackApi.requests).toEqual([]);
  });
});

describe('a process that ended while it opened a thread', () => {
  const topic = { key: 'k', severity: 'low', succeeded: false, address: undefined } as const;
  const abandoned = (until: number) => JSON.stringify({ state: 'opening', owner: 'another', until });

  const postAfter = async (minutes: number) => {
    const { notes, pass } = someNotes();
    await notes.create('k', abandoned(notes.now() + 12_000), neverAborted);
    pass(minutes);
    let waits = 0;
    const post = createThreads(notes, 60, async () => {
      waits += 1;
    });
    const places: JsonObject[] = [];
    const send = () =>
      post(
        topic,
        async (place) => {
          places.push(place);
          return { channel: 'C1', ts: '1.1' };
        },
        neverAborted,
      );
    await send();
    await send();
    return { places, waits };
  };

  it('is waited for, but not for long', async () => {
    const { places, waits } = await postAfter(0);
    expect(places).toEqual([{}, {}]);
    expect(waits).toBeGreaterThan(0);
  });

  it.each([
    ['later', 1],
    ['at once if its clock was far ahead', -60],
  ])('has its place taken %s', async (_, minutes) =>
    expect(await postAfter(minutes)).toEqual({ places: [{}, { channel: 'C1', thread_ts: '1.1' }], waits: 0 }),
  );
});

describe('thread_minutes', () => {
  const problemsOf = (thread_minutes: unknown) =>
    slackBot.settings
      .safeParse({ token: `xoxb-${'1'.repeat(20)}`, channel: '#security', thread_minutes })
      .error?.issues.map(({ message }) => message) ?? [];

  it.each([1, 60, 10_080])('may be %s', (minutes) => expect(problemsOf(minutes)).toEqual([]));

  it.each([0, -1, 1.5, 10_081, '60', true, 2n ** 60n])('may not be %s', (minutes) =>
    expect(problemsOf(minutes)).toEqual([
      'must be a whole number of minutes from 1 to 10080, which is a week',
    ]),
  );
});
