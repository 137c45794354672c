import { describe, expect, it } from 'vitest';
import { explainBy } from '../../chaos/explain.ts';
import type { KillRecord } from '../../chaos/kills.ts';
import type { LedgerRequest } from '../../chaos/ledger-log.ts';
import type { Message } from '../../chaos/messages.ts';
import type { IsDown } from '../../chaos/outages.ts';
import { reconcile } from '../../chaos/reconcile.ts';
import { alertKey, type ExpectedAlert } from '../../chaos/traffic.ts';

const alert: ExpectedAlert = { rule: 'R', destination: 'Channel', eventId: 'e' };
const key = alertKey(alert);

const message = (at: number, note: Message['note'], fields: Partial<Message> = {}): Message => ({
  at,
  note,
  rule: 'R',
  destination: 'Channel',
  eventIds: ['e'],
  alertId: 'id',
  isRoundup: false,
  ...fields,
});

const endingOf = (
  messages: readonly Message[],
  {
    held = [],
    ledger = [],
    kills = [],
    isDown = () => false,
  }: {
    readonly held?: readonly string[];
    readonly ledger?: readonly LedgerRequest[];
    readonly kills?: readonly KillRecord[];
    readonly isDown?: IsDown;
  } = {},
) => {
  const explain = explainBy(() => ledger, kills, isDown);
  const { alerts, ...endings } = reconcile(new Map([[key, alert]]), messages, new Set(held), explain);
  return Object.entries(endings).flatMap(([ending, found]) =>
    (typeof found === 'number' ? found : found.length) === 0 ? [] : ending,
  );
};

it.each([
  ['nothing', [], 'lost'],
  ['one message', [message(1, 'none')], 'exactlyOnce'],
  ['one message with a note', [message(1, 'unasked')], 'exactlyOnce'],
  ['a message and one with a note', [message(1, 'none'), message(2, 'repeat')], 'labelledRepeats'],
  ['two messages with notes', [message(1, 'unasked'), message(2, 'unasked')], 'labelledRepeats'],
  ['two messages', [message(1, 'none'), message(2, 'none')], 'silentRepeats'],
  ['two among others', [message(1, 'none'), message(2, 'repeat'), message(3, 'none')], 'silentRepeats'],
  [
    'two with one event in common',
    [message(1, 'none', { eventIds: ['e'], isRoundup: true }), message(2, 'none')],
    'silentRepeats',
  ],
] as const)('%s: %s', (_, messages, ending) => expect(endingOf(messages)).toEqual([ending]));

it('what was not told is held where Lambda keeps its event', () =>
  expect(endingOf([], { held: ['e'] })).toEqual(['held']));

it('a message that nobody should have had is unexpected', () =>
  expect(endingOf([message(1, 'none'), message(1, 'none', { eventIds: ['f'] })])).toContain('unexpected'));

it('an alert has one id', () =>
  expect(endingOf([message(1, 'none'), message(2, 'repeat', { alertId: 'other' })])).toContain('idChanged'));

describe('a message without a note that comes after one with a note is a silent repeat', () => {
  const request = (
    at: number,
    sender: string,
    claim: Partial<LedgerRequest['claim'] & object>,
  ): LedgerRequest => ({
    at,
    sender,
    kind: 'write',
    isWritten: true,
    claim: { state: 'sending', owner: sender, until: at + 45_000, repeat: false, ...claim },
  });
  const asked: LedgerRequest = { ...request(1, 'p1', {}), isWritten: false };
  const noted = { state: 'delivered', until: 0, repeat: true } as const;
  const both = [message(10, 'unasked'), message(20_000, 'none')];
  const taken = ['labelledRepeats', 'notedTooSoon'];

  it('where the ledger was never asked', () => expect(endingOf(both)).toEqual(['silentRepeats']));

  it('where it was claimed after that, and its sender has noted nothing', () =>
    expect(endingOf(both, { ledger: [asked, request(15, 'p2', {})] })).toEqual(['silentRepeats']));

  it('unless it was claimed before that', () =>
    expect(endingOf(both, { ledger: [asked, request(9, 'p2', {})] })).toEqual(taken));

  it('unless its sender tried to note it', () => {
    const note = { ...request(18, 'p1', noted), isWritten: false };
    expect(endingOf(both, { ledger: [asked, request(15, 'p2', {}), note] })).toEqual(taken);
  });

  it('unless the ledger was down as long as its sender tried', () => {
    const ledger = [asked, request(15_000, 'p2', {})];
    expect(endingOf(both, { ledger, isDown: (at) => at < 2_000 })).toEqual(['silentRepeats']);
    expect(endingOf(both, { ledger, isDown: (at) => at < 4_000 })).toEqual(taken);
  });

  it('unless its sender was killed', () => {
    const ledger = [asked, request(15, 'p2', {})];
    expect(endingOf(both, { ledger, kills: [{ name: 'p2', at: 12 }] })).toEqual(['silentRepeats']);
    expect(endingOf(both, { ledger, kills: [{ name: 'p1', at: 12 }] })).toEqual(taken);
  });

  it('where the first names an attempt that was made before, and it was claimed after that', () => {
    const [, plain] = both;
    const overtaken = [message(10, 'repeat'), ...(plain === undefined ? [] : [plain])];
    expect(endingOf(overtaken, { ledger: [request(15, 'p2', {})] })).toEqual(['silentRepeats']);
    expect(
      endingOf(overtaken, { ledger: [request(5, 'p2', {}), request(8, 'p3', { repeat: true })] }),
    ).toEqual(taken);
  });
});
