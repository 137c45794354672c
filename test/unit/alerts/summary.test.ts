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
    outcomes: [{ name: 'succeeded', count: 3 }],
    targets: [],
    rules: [],
    example: 'CreateAccessKey (iam.amazonaws.com) by bob succeeded (event bob-5)',
    eventIDs: ['alice-30', 'bob-5', 'bob-59'],
  });
});

describe('the example', () => {
  const at = (minute: string, sentence?: string): SummedEvent => ({
    ...anEvent({ eventID: `at-${minute}`, eventTime: `2026-11-20T09:${minute}:00Z` }),
    sentence,
  });

  it('is the first event whose sentence is known', () =>
    expect(summaryOf([at('01'), at('03', 'later'), at('02', 'earlier')]).example).toBe(
      'earlier (event at-02)',
    ));

  it('of events that say nothing, is none', () => {
    const nothing = { what: undefined, who: undefined, outcome: undefined };
    expect(summaryOf([{ ...at('01'), ...nothing }]).example).toBeUndefined();
  });

  it('without an ID or a time is still one', () => {
    const event = { ...at('01', 'what happened'), eventId: undefined, when: undefined };
    expect(summaryOf([event]).example).toBe('what happened');
  });
});

describe('in a storm, what is rare comes first', () => {
  const root = 'arn:aws:iam::111122223333:root';
  const asRoot = anEvent({
    userIdentity: { type: 'Root', principalId: '111122223333', arn: root, accountId: '111122223333' },
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

describe('only root is root', () => {
  const account = '111122223333';
  const rootArn = `arn:aws:iam::${account}:root`;
  const web = (userName: string, more: JsonObject = {}): JsonObject => ({
    type: 'WebIdentityUser',
    principalId: `idp.example:app:${userName}`,
    userName,
    ...more,
  });
  const first = (root: JsonObject, others: readonly JsonObject[]) => {
    const calls = (userIdentity: JsonObject, eventID: string) => anEvent({ userIdentity, eventID });
    const storm = others.map((identity, index) => calls(identity, `decoy-${index}`));
    return summaryOf([...storm, calls(root, 'root'), calls(root, 'root again')]).eventIDs[0];
  };

  it.each<[string, JsonObject]>([
    ['that signs in', { type: 'Root', principalId: account, arn: rootArn, accountId: account }],
    ['of China', { type: 'Root', principalId: account, arn: `arn:aws-cn:iam::${account}:root` }],
    ['that is named by its account’s alias', { type: 'Root', arn: rootArn, userName: 'my-alias' }],
    ['without an ARN', { type: 'Root', principalId: account, accountId: account }],
    ['in a session of AssumeRoot', { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-root` }],
  ])('root %s comes before rarer names', (_, root) =>
    expect(first(root, [web('once'), web('rare')])).toBe('root'),
  );

  it.each<[string, JsonObject]>([
    ['whose name is the ARN of root', web(rootArn)],
    ['whose name is Root', web('Root')],
    ['whose name is the ARN of a session of root', web(`arn:aws:sts::${account}:assumed-root`)],
    ['whose ID is the ARN of root', { type: 'AWSAccount', principalId: rootArn, accountId: '444455556666' }],
    ['whom root federated', { type: 'FederatedUser', arn: `arn:aws:sts::${account}:federated-user/root` }],
    ['whose path is that of root', { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/x/:root` }],
    ['of the type Root with another ARN', { type: 'Root', arn: `arn:aws:iam::${account}:user/root` }],
  ])('somebody %s does not', (_, somebody) =>
    expect(first(somebody, [web('once'), web('rare')])).toMatch(/^decoy/),
  );

  it.each<[string, JsonObject, string]>([
    [rootArn, { type: 'Root', arn: rootArn }, `${rootArn} (WebIdentityUser)`],
    ['Root', { type: 'Root', principalId: account, accountId: account }, 'Root (WebIdentityUser)'],
  ])('nobody who is named %s looks like it', (name, root, shown) => {
    const events = [web(name), web(name), root].map((userIdentity) => anEvent({ userIdentity }));
    expect(summaryOf(events).who).toEqual([
      { name, count: 1 },
      { name: shown, count: 2 },
    ]);
  });
});

describe('two people of the same name are two names', () => {
  const countsOf = (...identities: readonly JsonObject[]) =>
    summaryOf(identities.map((userIdentity) => anEvent({ userIdentity }))).who;

  it.each<[string, JsonObject, JsonObject, readonly string[]]>([
    [
      'of two providers',
      { type: 'SAMLUser', userName: 'dave', identityProvider: 'idp.example' },
      { type: 'SAMLUser', userName: 'dave', identityProvider: 'other.example' },
      ['dave (idp.example)', 'dave (other.example)'],
    ],
    [
      'of two kinds',
      { type: 'SAMLUser', userName: 'dave' },
      { type: 'WebIdentityUser', userName: 'dave' },
      ['dave (SAMLUser)', 'dave (WebIdentityUser)'],
    ],
    [
      'of two accounts',
      { type: 'IAMUser', userName: 'dave', accountId: '111122223333' },
      { type: 'IAMUser', userName: 'dave', accountId: '444455556666' },
      ['dave (IAMUser, 111122223333)', 'dave (IAMUser, 444455556666)'],
    ],
    [
      'one of whom wrote a provider into the name',
      { type: 'SAMLUser', userName: 'dave', identityProvider: 'idp.example' },
      { type: 'WebIdentityUser', userName: 'dave (idp.example)' },
      ['dave (idp.example)', 'dave (idp.example) (WebIdentityUser)'],
    ],
    [
      'one of whom wrote an ARN as the name',
      { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/dave' },
      { type: 'WebIdentityUser', userName: 'arn:aws:iam::111122223333:user/dave' },
      ['arn:aws:iam::111122223333:user/dave', 'arn:aws:iam::111122223333:user/dave (WebIdentityUser)'],
    ],
  ])('%s', (_, one, other, names) =>
    expect(countsOf(one, other, other)).toEqual([
      { name: names[0], count: 1 },
      { name: names[1], count: 2 },
    ]),
  );

  it('and a stranger among decoys of the same name comes first', () => {
    const decoys = Array.from({ length: 120 }, () => ({ type: 'SAMLUser', userName: 'dave' }));
    const stranger = { type: 'WebIdentityUser', userName: 'dave' };
    expect(countsOf(...decoys.slice(60), stranger, ...decoys)[0]).toEqual({
      name: 'dave (WebIdentityUser)',
      count: 1,
    });
  });
});

it('sessions of a role that is named by its ID are as rare as the role', () => {
  const session = (index: number) => ({ type: 'AWSAccount', principalId: `AROAEXAMPLEROLE:${index}` });
  const once = { type: 'AWSAccount', principalId: 'AROAEXAMPLEOTHER:1', accountId: '444455556666' };
  const events = [session(1), session(2), once].map((userIdentity) => anEvent({ userIdentity }));
  expect(namesOf(summaryOf(events).who)[0]).toBe('AROAEXAMPLEOTHER:1 (account 444455556666)');
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
    outcomes: [],
    targets: [],
    rules: [],
    eventIDs: [],
  }));
