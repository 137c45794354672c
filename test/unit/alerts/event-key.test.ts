import { describe, expect, it } from 'vitest';
import { contentOf, dayOf, eventKeyOf } from '../../../src/alerts/event-key.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';

describe('an event has the same key when it comes again', () => {
  it('with the same ID in the same account', () => {
    expect(eventKeyOf(aRecord({ eventName: 'Another' }))).toBe(eventKeyOf(aRecord()));
    expect(eventKeyOf(aRecord())).toMatch(/^event:[0-9a-f]{64}$/);
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

describe('an event has another key', () => {
  it.each([
    ['in another account', aRecord({ recipientAccountId: '444455556666' })],
    ['with another ID', aRecord({ eventID: 'event-2' })],
    ['without an ID', aRecord({ eventID: '' })],
  ])('%s', (_, record) => expect(eventKeyOf(record)).not.toBe(eventKeyOf(aRecord())));

  it.each([
    ['1:2', '3', '1', '2:3'],
    ['1","2', '3', '1', '2","3'],
    ['', '1:2', '1', '2'],
    ['1', '2\n3', '1\n2', '3'],
    ['1 2', '3', '1', '2 3'],
  ])('when account %j with ID %j is not account %j with ID %j', (account, id, otherAccount, otherId) =>
    expect(eventKeyOf({ recipientAccountId: account, eventID: id })).not.toBe(
      eventKeyOf({ recipientAccountId: otherAccount, eventID: otherId }),
    ),
  );
});

describe('a record has the same content', () => {
  it.each([
    ['in another order', Object.fromEntries(Object.entries(aRecord()).toReversed())],
    ['with the reason why this copy came late', aRecord({ addendum: { reason: 'DELIVERY_DELAY' } })],
    ['with what one of two trails adds', aRecord({ eventContext: { tagContext: { resourceTags: [] } } })],
  ])('%s', (_, record) => expect(contentOf(record)).toBe(contentOf(aRecord())));
});

describe('a record has another content', () => {
  it.each<[string, JsonObject]>([
    ['with another call', { eventName: 'DeleteTrail' }],
    ['with another caller', { userIdentity: { type: 'Root' } }],
    ['with another caller below', { userIdentity: { type: 'IAMUser', sessionContext: { attributes: {} } } }],
    ['at another time', { eventTime: '2026-11-21T00:00:00Z' }],
    ['with other parameters', { requestParameters: { name: 'x' } }],
    ['with another outcome', { errorCode: 'AccessDenied' }],
    ['with a field more', { readOnly: false }],
    ['with null instead of nothing', { responseElements: null }],
  ])('%s', (_, fields) => expect(contentOf(aRecord(fields))).not.toBe(contentOf(aRecord())));

  it.each([
    [{ a: 1 }, { a: '1' }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: [[1], 2] }, { a: [[1, 2]] }],
    [{ a: { b: 1 } }, { a: { b: 2 } }],
    [{ a: [] }, { a: {} }],
    [{ a: null }, {}],
    [{ a: 'b":"c' }, { a: 'b', c: '' }],
    [{ constructor: 1 }, {}],
    [JSON.parse('{"__proto__":1}'), {}],
  ])('when %j is not %j', (one, other) => {
    expect(contentOf(one)).not.toBe(contentOf(other));
    expect(eventKeyOf(one)).not.toBe(eventKeyOf(other));
  });

  it('below the depth that a message shows', () => {
    const nested = (value: string): JsonObject =>
      JSON.parse(`${'{"a":'.repeat(20_000)}"${value}"${'}'.repeat(20_000)}`);
    expect(contentOf(nested('x'))).not.toBe(contentOf(nested('y')));
  });
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
