import { describe, expect, it } from 'vitest';
import { withRoundups } from '../../../src/alerts/arrange.ts';
import { createRouting, type Route } from '../../../src/alerts/routing.ts';
import type { JsonObject } from '../../../src/json.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import {
  aBurst,
  aFailureAlert,
  anAlert,
  aRecord,
  aRoundup,
  aRule,
  aRuleFailure,
} from '../../support/builders.ts';

const accounts = new Map([
  ['111122223333', 'prod'],
  ['444455556666', 'sandbox eu'],
]);

const aRoute = (fields: Partial<Route> = {}): Route => ({
  destinations: ['pager'],
  continue: false,
  ...fields,
});

const idsOf = (
  routes: readonly Route[],
  { record = {}, rule = {} }: { readonly record?: JsonObject; readonly rule?: Partial<Rule> } = {},
) => createRouting(routes, accounts)(anAlert({ record: aRecord(record), rule }));

it('without routes, alerts go to the destinations of their rule, once to each', () =>
  expect(idsOf([], { rule: { destinations: ['a', 'b', 'a'] } })).toEqual(['a', 'b']));

describe('a route adds its destinations to those of the rule', () => {
  it('if it has no criteria', () => expect(idsOf([aRoute()])).toEqual(['S', 'pager']));

  it('each once', () => expect(idsOf([aRoute({ destinations: ['x', 'S', 'x'] })])).toEqual(['S', 'x']));

  it.each([
    ['the ID of the account', { accounts: ['111122223333'] }],
    ['the name of the account', { accounts: ['prod'] }],
    ['a glob for its ID', { accounts: ['1111*'] }],
    ['a glob for its name, or another', { accounts: ['x', 'p*d'] }],
    ['a glob for the region', { regions: ['eu-*', 'us-*'] }],
    ['a severity that is as high', { minSeverity: 'medium' }],
    ['a lower severity', { minSeverity: 'low' }],
    ['the name of the rule', { rules: ['Access key created'] }],
    ['a glob for the id of the rule', { rules: ['key-*'] }],
    ['a tag of the rule', { tags: ['x', 'iam'] }],
    [
      'all of these',
      { accounts: ['prod'], regions: ['*'], minSeverity: 'info', rules: ['*'], tags: ['iam'] },
    ],
  ] as const)('if it names %s', (_, criteria) =>
    expect(idsOf([aRoute(criteria)], { rule: { id: 'key-1', tags: ['iam'] } })).toEqual(['S', 'pager']),
  );

  it.each([
    ['another account', { accounts: ['444455556666', 'sandbox*'] }],
    ['another region', { regions: ['eu-*'] }],
    ['a higher severity', { minSeverity: 'high' }],
    ['another rule', { rules: ['Access key'] }],
    ['another tag', { tags: ['s3'] }],
    ['the account, but another region', { accounts: ['prod'], regions: ['eu-*'] }],
  ] as const)('but not if it names %s', (_, criteria) => expect(idsOf([aRoute(criteria)])).toEqual(['S']));

  it.each([
    ['no account', { recipientAccountId: '', userIdentity: {} }, { accounts: ['*'] }],
    ['no region', { awsRegion: null }, { regions: ['*'] }],
  ])('but not if it asks for what the record has not: %s', (_, record, criteria) =>
    expect(idsOf([aRoute(criteria)], { record })).toEqual(['S']),
  );

  it('by the severity that the program gives', () => {
    const alert = anAlert({
      rule: { jqMatch: '{tattletail: .}', severity: 'low' },
      output: { tattletail: { severity: 'critical' } },
    });
    expect(createRouting([aRoute({ minSeverity: 'high' })], accounts)(alert)).toEqual(['S', 'pager']);
  });
});

describe('of several routes', () => {
  const routes = (isContinued: boolean) => [
    aRoute({ accounts: ['sandbox*'], destinations: ['sandbox'] }),
    aRoute({ accounts: ['prod'], destinations: ['prod'], continue: isContinued }),
    aRoute({ destinations: ['all'] }),
  ];

  it('the first that an alert takes counts', () => expect(idsOf(routes(false))).toEqual(['S', 'prod']));

  it('and the next too, if it continues', () => expect(idsOf(routes(true))).toEqual(['S', 'prod', 'all']));

  it('one without destinations keeps alerts from those after it', () =>
    expect(idsOf([aRoute({ destinations: [] }), aRoute()])).toEqual(['S']));
});

describe('an alert of several records', () => {
  const idsFor = createRouting(
    [aRoute({ accounts: ['prod'], destinations: ['prod'] }), aRoute({ destinations: ['all'] })],
    accounts,
  );

  it('goes where the records of a burst go', () =>
    expect(idsFor(aBurst([aRecord(), aRecord({ eventID: '2' })]))).toEqual(['S', 'prod']));

  it('goes to the destinations of each account that a burst is of', () =>
    expect(
      idsFor(aBurst([aRecord({ recipientAccountId: '999999999999' }), aRecord({ eventID: '2' })])),
    ).toEqual(['S', 'all', 'prod']));

  it('goes where all matches of a roundup go', () =>
    expect(idsFor({ ...aRoundup(anAlert()), destinations: ['x'] })).toEqual(['x']));

  it('goes by routes without account and region if the rule failed', () =>
    expect(idsFor(aFailureAlert(aRuleFailure()))).toEqual(['S', 'all']));
});

describe('matches of a rule that go to different destinations', () => {
  const idsFor = createRouting([aRoute({ accounts: ['prod'] })], accounts);
  const rule = aRule();
  const matchesIn = (account: string) =>
    [1, 2, 3].map((number) => ({
      ...anAlert({ record: aRecord({ eventID: `${account}-${number}`, recipientAccountId: account }) }),
      rule,
    }));

  it('are counted and rounded up apart', () => {
    const arrangement = withRoundups(1, idsFor);
    const alerts = [...matchesIn('111122223333'), ...matchesIn('444455556666')];
    arrangement.add({ alerts, failures: [], logFile: 'a', records: 6 });
    expect(arrangement.end().map((alert) => [alert.kind, idsFor(alert)])).toEqual([
      ['match', ['S', 'pager']],
      ['match', ['S']],
      ['roundup', ['S', 'pager']],
      ['roundup', ['S']],
    ]);
  });

  it('are rounded up together, whichever route led there', () => {
    const both = createRouting(
      [aRoute({ accounts: ['prod'], destinations: ['a', 'b'] }), aRoute({ destinations: ['b', 'a'] })],
      accounts,
    );
    const arrangement = withRoundups(0, both);
    const alerts = [...matchesIn('111122223333'), ...matchesIn('444455556666')];
    arrangement.add({ alerts, failures: [], logFile: 'a', records: 6 });
    expect(arrangement.end()).toMatchObject([{ destinations: ['S', 'a', 'b'] }]);
  });
});
