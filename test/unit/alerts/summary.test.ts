import { describe, expect, it } from 'vitest';
import { entryOf } from '../../../src/alerts/roundup.ts';
import { type SummedEvent, summaryOf } from '../../../src/alerts/summary.ts';
import type { JsonObject } from '../../../src/json.ts';
import { anAlert, aRecord } from '../../support/builders.ts';

const anEvent = (fields: JsonObject): SummedEvent => entryOf(anAlert({ record: aRecord(fields) }));

/** An event by somebody. */
const by = (arn: string, fields: JsonObject = {}): SummedEvent =>
  anEvent({ userIdentity: { arn }, ...fields });

const namesOf = (counts: readonly { readonly name: string }[]) => counts.map(({ name }) => name);

it('counts, and gives the time span, everyone who did it, what, where and from where, and the event IDs', () => {
  const at = (user: string, minute: number) =>
    by(user, {
      eventID: `${user}-${minute}`,
      eventTime: `2026-11-20T09:${String(minute).padStart(2, '0')}:00Z`,
    });
  expect(summaryOf([at('bob', 5), at('bob', 59), at('alice', 30)])).toEqual({
    count: 3,
    first: '2026-11-20T09:05:00Z',
    last: '2026-11-20T09:59:00Z',
    who: [
      { name: 'alice', count: 1 },
      { name: 'bob', count: 2 },
    ],
    what: [{ name: 'CreateAccessKey (iam.amazonaws.com)', count: 3 }],
    accounts: [{ name: '111122223333', count: 3 }],
    from: [{ name: '203.0.113.7', count: 3 }],
    eventIDs: ['alice-30', 'bob-5', 'bob-59'],
  });
});

describe('in a storm, what is rare comes first', () => {
  const root = 'arn:aws:iam::111122223333:root';
  const asRoot = by(root, {
    eventID: 'root',
    eventName: 'DeleteTrail',
    sourceIPAddress: '198.51.100.1',
    recipientAccountId: '444455556666',
  });

  const session = (role: string, name: number): string =>
    `arn:aws:sts::111122223333:assumed-role/${role}/session-${name}`;

  it.each<[string, (index: number) => SummedEvent]>([
    ['of six users', (index) => by(`arn:aws:iam::111122223333:user/${index % 6}`)],
    ['of one role with ever new sessions', (index) => by(session('web', index))],
    [
      'of another account’s role',
      (index) => anEvent({ userIdentity: { principalId: `AROAEXAMPLEROLE:${index}` } }),
    ],
    [
      'of one user from ever new addresses',
      (index) => by('arn:aws:iam::111122223333:user/bob', { sourceIPAddress: `2001:db8::${index}` }),
    ],
    [
      'of one user with ever new calls',
      (index) => by('arn:aws:iam::111122223333:user/bob', { eventName: `Describe${index}` }),
    ],
    ['of ever new users', (index) => by(`arn:aws:iam::111122223333:user/${index}`)],
  ])('root, its address and what it did, among 120 decoys %s', (_, decoy) => {
    const decoys = Array.from({ length: 120 }, (_each, index) => decoy(index));
    const summary = summaryOf([...decoys.slice(0, 60), asRoot, ...decoys.slice(60)]);
    expect(summary.who[0]).toEqual({ name: root, count: 1 });
    expect(summary.from[0]).toEqual({ name: '198.51.100.1', count: 1 });
    expect(summary.what[0]).toEqual({ name: 'DeleteTrail (iam.amazonaws.com)', count: 1 });
    expect(summary.accounts[0]).toEqual({ name: '444455556666', count: 1 });
    expect(summary.eventIDs[0]).toBe('root');
  });

  it('an ordinary user among 120 sign-ins that failed, each with another name', () => {
    const signIn = (index: number) => by(`user-${index}`, { eventName: 'ConsoleLogin' });
    const decoys = Array.from({ length: 120 }, (_each, index) => signIn(index));
    const summary = summaryOf([...decoys, by('mallory', { eventName: 'DeleteTrail' }), ...decoys.slice(1)]);
    expect(summary.who[0]).toEqual({ name: 'mallory', count: 1 });
  });

  it('an ordinary user among federated users, whose names anybody with their keys may choose', () => {
    const federated = (name: number) => by(`arn:aws:sts::111122223333:federated-user/${name}`);
    const decoys = Array.from({ length: 120 }, (_each, index) => federated(index));
    const mallory = 'arn:aws:iam::111122223333:user/mallory';
    expect(namesOf(summaryOf([...decoys, by(mallory), by(mallory)]).who)[0]).toBe(mallory);
  });

  it('a call and an address that are rare for the same user', () => {
    const decoys = Array.from({ length: 120 }, () => by('alice'));
    const rare = by('alice', { eventName: 'DeleteTrail', sourceIPAddress: '198.51.100.1', eventID: 'rare' });
    const { what, from, eventIDs } = summaryOf([...decoys, rare]);
    expect([namesOf(what)[0], namesOf(from)[0], eventIDs[0]]).toEqual([
      'DeleteTrail (iam.amazonaws.com)',
      '198.51.100.1',
      'rare',
    ]);
  });

  it('a person of Identity Center among sessions of other roles', () => {
    const mallory = 'arn:aws:sts::1:assumed-role/AWSReservedSSO_Admin_0123/mallory@example.com';
    const decoys = Array.from({ length: 120 }, (_each, index) => by(session(`r${index % 3}`, index)));
    expect(namesOf(summaryOf([...decoys, by(mallory)]).who)[0]).toBe(mallory);
  });

  it('and nobody is left out', () => {
    const decoys = Array.from({ length: 120 }, (_each, index) => by(session('web', index)));
    expect(summaryOf(decoys).who).toHaveLength(120);
  });
});

it('events that are alike count as often as they are', () =>
  expect(summaryOf([{ ...by('alice'), times: 7 }, by('bob')])).toMatchObject({
    count: 8,
    who: [
      { name: 'bob', count: 1 },
      { name: 'alice', count: 7 },
    ],
  }));

it('leaves out what its records do not say', () =>
  expect(summaryOf([{}, { eventTime: 5 }].map((record) => entryOf(anAlert({ record }))))).toEqual({
    count: 2,
    first: undefined,
    last: undefined,
    who: [],
    what: [],
    accounts: [],
    from: [],
    eventIDs: [],
  }));
