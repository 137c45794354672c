import { describe, expect, it } from 'vitest';
import { dayOf, eventKeyOf } from '../../../src/alerts/event-key.ts';
import { aRecord } from '../../support/builders.ts';

describe('an event is the same when it comes again', () => {
  it('with the same ID in the same account, whatever else is in the record', () => {
    const again = aRecord({ eventTime: '2026-11-21T00:00:00Z', addendum: { reason: 'UPDATED_DATA' } });
    expect(eventKeyOf(again)).toBe(eventKeyOf(aRecord()));
    expect(eventKeyOf(aRecord())).toBe('event:111122223333:event-1');
  });

  it('with the same ID as aggregated events spell it', () =>
    expect(eventKeyOf({ eventId: 'a', summary: { count: 2 } })).toBe(
      eventKeyOf({ eventId: 'a', summary: { count: 3 } }),
    ));

  it('without an ID, when it has the same content in whatever order', () => {
    const key = eventKeyOf({ a: 1, b: { c: [1, null], d: 'x' } });
    expect(key).toMatch(/^content:[0-9a-f]{64}$/);
    expect(eventKeyOf({ b: { d: 'x', c: [1, null] }, a: 1 })).toBe(key);
  });
});

describe('an event is another one', () => {
  it.each([
    ['in another account', aRecord({ recipientAccountId: '444455556666' })],
    ['with another ID', aRecord({ eventID: 'event-2' })],
    ['without an ID', aRecord({ eventID: '' })],
  ])('%s', (_, record) => expect(eventKeyOf(record)).not.toBe(eventKeyOf(aRecord())));

  it.each([
    [{ a: 1 }, { a: '1' }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: { b: 1 } }, { a: { b: 2 } }],
    [{ a: [] }, { a: {} }],
    [{ a: null }, {}],
    [{ constructor: 1 }, {}],
  ])('when it has no ID, and %j is not %j', (one, other) =>
    expect(eventKeyOf(one)).not.toBe(eventKeyOf(other)),
  );
});

describe('any record has a key, however odd', () => {
  const deep = JSON.parse(`${'['.repeat(20_000)}1${']'.repeat(20_000)}`);
  it.each([
    ['with an ID that is no text', { eventID: 5 }],
    ['with an account that cannot become text', { eventID: 'e', recipientAccountId: { toString: 1 } }],
    ['that nests very deep', { requestParameters: deep }],
    ['with half a surrogate pair', { a: '\ud800' }],
    ['that is empty', {}],
  ])('%s', (_, record) => expect(eventKeyOf(record)).toMatch(/^(event|content):/));
});

describe('the day of an event', () => {
  it.each([
    ['2026-11-20T09:02:11Z', '2026-11-20'],
    ['2026-11-20', 'undated'],
    ['../../../etc/2026-11-20T', 'undated'],
    [5, 'undated'],
    [null, 'undated'],
  ])('that happened %j is %s', (eventTime, day) => expect(dayOf({ eventTime })).toBe(day));

  it('that sums up a window of time is that of its start', () =>
    expect(
      dayOf({ timeWindow: { windowStart: '2026-11-20T09:00:00Z', windowEnd: '2026-11-21T09:00:00Z' } }),
    ).toBe('2026-11-20'));
});
