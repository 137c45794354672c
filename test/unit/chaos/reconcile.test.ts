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
  sender: 'p1',
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
    kept = [],
    ledger = [],
    kills = [],
    isDown = () => false,
  }: {
    readonly kept?: readonly string[];
    readonly ledger?: readonly LedgerRequest[];
    readonly kills?: readonly KillRecord[];
    readonly isDown?: IsDown;
  } = {},
) => {
  const explain = explainBy(() => ledger, kills, isDown);
  const { alerts, ...endings } = reconcile(new Map([[key, alert]]), messages, new Set(kept), explain);
  return Object.entries(endings).flatMap(([ending, found]) =>
    (typeof found === 'number' ? found : found.length) === 0 ? [] : ending,
  );
};

it.each([
  ['nothing', [], 'lost'],
  ['one message', [message(1, 'none')], 'exactlyOnce'],
  ['one message with a note', [message(1, 'unclaimed')], 'exactlyOnce'],
  ['a message and one with a note', [message(1, 'none'), message(2, 'duplicate')], 'labelledDuplicates'],
  ['two messages with notes', [message(1, 'unclaimed'), message(2, 'unclaimed')], 'labelledDuplicates'],
  ['two messages', [message(1, 'none'), message(2, 'none')], 'silentDuplicates'],
  ['two among others', [message(1, 'none'), message(2, 'duplicate'), message(3, 'none')], 'silentDuplicates'],
  [
    'two with one event in common',
    [message(1, 'none', { eventIds: ['e'], isRoundup: true }), message(2, 'none')],
    'silentDuplicates',
  ],
] as const)('%s: %s', (_, messages, ending) => expect(endingOf(messages)).toEqual([ending]));

it('an alert that was not received is kept if Lambda keeps its event', () =>
  expect(endingOf([], { kept: ['e'] })).toEqual(['kept']));

it('a message about an event that no rule matches is unexpected', () =>
  expect(endingOf([message(1, 'none'), message(1, 'none', { eventIds: ['f'] })])).toContain('unexpected'));

it('an alert has one id', () =>
  expect(endingOf([message(1, 'none'), message(2, 'duplicate', { alertId: 'other' })])).toContain(
    'idChanged',
  ));

describe('a message without a note after one with a note is a duplicate without a note', () => {
  const request = (
    at: number,
    sender: string,
    claim: Partial<LedgerRequest['claim'] & object>,
  ): LedgerRequest => ({
    at,
    sender,
    kind: 'write',
    isWritten: true,
    claim: { state: 'sending', owner: sender, until: at + 45_000, mayBeDuplicate: false, ...claim },
  });
  const attempted: LedgerRequest = { ...request(1, 'p1', {}), isWritten: false };
  const recorded = { state: 'delivered', until: 0, mayBeDuplicate: true } as const;
  const both = [message(10, 'unclaimed'), message(20_000, 'none')];
  const excused = ['labelledDuplicates', 'notedTooSoon'];

  it('where no request was sent to the ledger', () => expect(endingOf(both)).toEqual(['silentDuplicates']));

  it('where it was claimed after that, and the first sender recorded nothing', () =>
    expect(endingOf(both, { ledger: [attempted, request(15, 'p2', {})] })).toEqual(['silentDuplicates']));

  it('unless it was claimed before that', () =>
    expect(endingOf(both, { ledger: [attempted, request(9, 'p2', {})] })).toEqual(excused));

  it('unless the first sender tried to record it', () => {
    const note = { ...request(18, 'p1', recorded), isWritten: false };
    expect(endingOf(both, { ledger: [attempted, request(15, 'p2', {}), note] })).toEqual(excused);
  });

  it.each([
    ['by another', { ...request(18, 'p2', recorded), isWritten: false }],
    ['by a later invocation', { ...request(130_000, 'p1', recorded), isWritten: false }],
    ['with a lease', { ...request(18, 'p1', { ...recorded, until: 60_000 }), isWritten: false }],
    ['before', { ...request(9, 'p1', recorded), isWritten: false }],
  ])('where that was tried %s', (_, note) =>
    expect(endingOf(both, { ledger: [attempted, request(15, 'p2', {}), note] })).toEqual([
      'silentDuplicates',
    ]),
  );

  it('unless its request never arrived in full', () => {
    const cut: LedgerRequest = { ...request(18, 'p1', {}), claim: undefined, isWritten: false };
    expect(endingOf(both, { ledger: [request(15, 'p2', {}), cut] })).toEqual(excused);
  });

  it('unless the ledger was down as long as the first sender tried', () => {
    const ledger = [attempted, request(15_000, 'p2', {})];
    expect(endingOf(both, { ledger, isDown: (at) => at < 2_000 })).toEqual(['silentDuplicates']);
    expect(endingOf(both, { ledger, isDown: (at) => at < 4_000 })).toEqual(excused);
  });

  it('unless the first sender was killed in that invocation, even if the ledger had no request from it', () => {
    const ledger = [request(150_000, 'p2', {})];
    const late = [message(10, 'unclaimed'), message(160_000, 'none')];
    const killed = (name: string, at: number) => endingOf(late, { ledger, kills: [{ name, at }] });
    expect(killed('p2', 12)).toEqual(['silentDuplicates']);
    expect(killed('p1', 130_000)).toEqual(['silentDuplicates']);
    expect(killed('p1', 12)).toEqual(excused);
  });

  it('where the first names an earlier attempt, and it was claimed after that', () => {
    const [, plain] = both;
    const overtaken = [message(10, 'duplicate'), ...(plain === undefined ? [] : [plain])];
    expect(endingOf(overtaken, { ledger: [request(15, 'p2', {})] })).toEqual(['silentDuplicates']);
    expect(
      endingOf(overtaken, { ledger: [request(5, 'p2', {}), request(8, 'p3', { mayBeDuplicate: true })] }),
    ).toEqual(excused);
  });
});
