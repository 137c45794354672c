import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from '../../../src/alerts/printable.ts';
import { accessKeyIn, shortWhoIn, whoIn } from '../../../src/alerts/who.ts';
import type { JsonObject, JsonValue } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';
import { identities } from '../../support/identities.ts';
import { seed } from '../../support/seed.ts';

const account = '111122223333';

describe('who made a call', () => {
  it.each(Object.entries(identities))('%s', (_, { record, short, long }) => {
    expect(shortWhoIn(record)).toBe(short);
    expect(whoIn(record)).toBe(long);
  });

  it.each([[{}], [null], ['alice'], [7], [['alice']]])(
    'is unknown where the identity is %j',
    (userIdentity) => expect(shortWhoIn(aRecord({ userIdentity }))).toBe('unknown caller'),
  );

  it('is in no long line if the record says nothing but its account', () => {
    expect(whoIn(aRecord({ userIdentity: { accessKeyId: '', accountId: account } }))).toBeUndefined();
    expect(whoIn({})).toBeUndefined();
  });

  it('is not what Object.prototype has', () => {
    expect(shortWhoIn(aRecord({ userIdentity: { type: 'constructor' } }))).toBe('caller of type constructor');
    const arn = `arn:aws:iam::${account}:__proto__/x`;
    expect(shortWhoIn(aRecord({ userIdentity: { arn } }))).toBe(`caller ${arn}`);
  });
});

describe('without an identity, it is to whom calls are attributed', () => {
  const anInsight = (attribute: string, ...values: readonly string[]): JsonObject => ({
    recipientAccountId: account,
    insightDetails: {
      insightContext: {
        attributions: [{ attribute, insight: values.map((value) => ({ value, average: 1 })) }],
      },
    },
  });

  it('by Insights', () => {
    const role = `arn:aws:sts::${account}:assumed-role/Admin/bob@example.com`;
    expect(shortWhoIn(anInsight('userIdentityArn', role))).toBe('bob@example.com (role Admin)');
    expect(shortWhoIn(anInsight('userIdentityArn', role, 'x', 'y'))).toBe(
      'bob@example.com (role Admin) and 2 more',
    );
    expect(shortWhoIn(anInsight('userIdentityArn', 'x', role))).toContain(`"x, ${role}"`);
    expect(shortWhoIn(anInsight('userAgent', 'aws-cli'))).toBe('"user agent aws-cli"');
  });

  it('by aggregated events', () => {
    const statistics = [{ name: 'alice', value: 3 }];
    const summary = { primaryDimension: { dimension: 'userIdentity', statistics } };
    expect(shortWhoIn({ accountId: account, summary })).toBe('alice');
  });
});

describe('nobody passes for somebody else', () => {
  const shortOf = (userIdentity: JsonObject, fields: JsonObject = {}) =>
    shortWhoIn(aRecord({ userIdentity, ...fields }));

  it('by the name of a session, of a federated user, or of a user elsewhere', () => {
    expect(shortOf(session('Evil', 'bob@example.com (role Admin)'))).toBe(
      '"bob@example.com (role Admin)" (role Evil)',
    );
    expect(shortOf({ type: 'WebIdentityUser', userName: 'root user' })).toBe('"root user" (web identity)');
    expect(shortOf({ type: 'SAMLUser', userName: 'alice (IAM user)' })).toBe(
      '"alice (IAM user)" (SAML user)',
    );
    expect(shortOf({ type: 'AWSService', invokedBy: 'root user' })).toBe('"root user" (AWS service)');
  });

  it('by a long name, which pushes nothing out', () => {
    const name = 'x'.repeat(100_000);
    expect(shortOf(session('Evil', name))).toMatch(/^x{90,}… \(role Evil\)$/);
    expect(shortOf(session(name, name))).toMatch(/^x{50,}… \(role x{50,}…\)$/);
    expect(whoIn(aRecord({ userIdentity: session('Evil', name) }))).toMatch(
      /^x{50,}… \(role Evil\), arn:x?aws:sts/,
    );
  });

  it('in whatever way: callers that differ have lines that differ', () => {
    const letters = fc.constantFrom(...'ab",()\\ …“”\u202e\u200b\n', 'root', ' (role a)', 'arn:', '\ud800');
    const name = fc.array(letters, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    const kinds: readonly ((a: string, b: string) => JsonObject)[] = [
      (a) => ({ type: 'IAMUser', userName: a }),
      (a, b) => session(a, b),
      (a, b) => ({ ...session(a, 'session'), sessionContext: { sourceIdentity: b } }),
      (a, b) => ({ type: 'AWSAccount', principalId: `AROA${a}:${b}` }),
      (a, b) => ({ type: 'SAMLUser', userName: a, identityProvider: b }),
      (a, b) => ({ type: 'WebIdentityUser', userName: a, identityProvider: b }),
      (a, b) => ({ type: 'IdentityCenterUser', userName: a, onBehalfOf: { userId: b } }),
      (a) => ({ type: 'IdentityCenterUser', onBehalfOf: { userId: a } }),
      (a, b) => ({
        type: 'FederatedUser',
        principalId: `1:${a}`,
        sessionContext: { sessionIssuer: { userName: b } },
      }),
      (a) => ({ type: 'AWSService', invokedBy: a }),
      (a) => ({ type: 'Directory', userName: a }),
      (a, b) => ({ type: 'IAMUser', userName: a, invokedBy: b }),
    ];
    const caller = fc
      .tuple(fc.nat({ max: kinds.length - 1 }), name, name)
      .map(([kind, a, b]) => kinds[kind]?.(a, b) ?? {});
    const known = new Map<string, string>();
    fc.assert(
      fc.property(caller, (identity) => {
        const short = shortOf(identity);
        const key = JSON.stringify(identity);
        expect(known.get(short) ?? key, short).toBe(key);
        known.set(short, key);
      }),
      { seed, numRuns: 3000 },
    );
  });

  const session = (role: string, name: string): JsonObject => ({
    type: 'AssumedRole',
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
    accountId: account,
  });
});

describe('whatever a record holds', () => {
  const stringsIn = (value: JsonValue): readonly string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
  };
  const odd: fc.Arbitrary<JsonValue> = fc.oneof(
    fc.constantFrom<JsonValue>(null, true, 7, '', [], {}, ['x'], { x: 'y' }),
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom(
      account,
      '444455556666',
      'ANONYMOUS_PRINCIPAL',
      'HIDDEN_DUE_TO_SECURITY_REASONS',
      'AROAX:i-0123abcd',
    ),
    fc.constantFrom(
      ...Object.values(identities).flatMap(({ record }) => stringsIn(record.userIdentity ?? null)),
    ),
  );
  const fields = (names: readonly string[], value: fc.Arbitrary<JsonValue> = odd): fc.Arbitrary<JsonObject> =>
    fc
      .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 2 * names.length })
      .map(Object.fromEntries);
  const together = (...parts: readonly fc.Arbitrary<JsonObject>[]): fc.Arbitrary<JsonObject> =>
    fc.tuple(...parts).map((all) => Object.fromEntries(all.flatMap(Object.entries)));
  const context = together(
    fields(['sourceIdentity', 'ec2RoleDelivery', 'assumedRoot']),
    fields(['sessionIssuer'], fields(['type', 'arn', 'userName'])),
    fields(['webIdFederationData'], fields(['federatedProvider'])),
  );
  const words = ['type', 'arn', 'userName', 'principalId', 'accountId', 'accessKeyId', 'identityProvider'];
  const identity = together(
    fields(words),
    fields(['invokedBy']),
    fields(['sessionContext'], fc.oneof(odd, context)),
    fields(['onBehalfOf'], fc.oneof(odd, fields(['userId', 'identityStoreArn']))),
    fields(['inScopeOf', 'invokedByDelegate'], fc.oneof(odd, fields(['accountId', 'credentialsIssuedTo']))),
  );
  const record = together(
    fields(['recipientAccountId', 'accountId', 'eventSource', 'sourceIPAddress', 'errorCode']),
    fields(['insightDetails', 'summary']),
    fields(['userIdentity'], fc.oneof({ weight: 9, arbitrary: identity }, odd)),
    fields(['requestParameters', 'additionalEventData'], fc.oneof(odd, fields(['principalArn', 'UserName']))),
  );

  it('its lines are short, safe, and more than the number of its account', () =>
    fc.assert(
      fc.property(record, (hostile) => {
        for (const [said, max] of [
          [shortWhoIn(hostile), 120],
          [whoIn(hostile) ?? 'nobody', 300],
        ] as const) {
          expect(said.length).toBeLessThanOrEqual(max);
          expect(said.trim()).not.toBe('');
          expect(said).toBe(oneLine(said).toWellFormed());
          expect(said).not.toMatch(/^\d{12}$/);
          expect(said).not.toMatch(/undefined|\[object Object\]/);
        }
      }),
      { seed, numRuns: 3000 },
    ));

  it('the short line begins the long one, unless a name is cut', () =>
    fc.assert(
      fc.property(record, (hostile) => {
        const long = whoIn(hostile);
        const short = shortWhoIn(hostile);
        if (long !== undefined && !`${short}${long}`.includes('…'))
          expect(long.slice(0, short.length)).toBe(short);
      }),
      { seed, numRuns: 1000 },
    ));
});

it('gives the access key of a call, if it has one', () => {
  expect(accessKeyIn(aRecord({ userIdentity: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } }))).toBe(
    'AKIAIOSFODNN7EXAMPLE',
  );
  expect(accessKeyIn(aRecord({ userIdentity: { accessKeyId: '' } }))).toBeUndefined();
});
