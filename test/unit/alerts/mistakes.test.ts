import { describe, expect, it } from 'vitest';
import type { FailureAlert, FailureEntry } from '../../../src/alerts/alert.ts';
import { collectFailures } from '../../../src/alerts/failures.ts';
import { withCauses } from '../../../src/alerts/mistakes.ts';
import { compileProgram, evaluate } from '../../../src/jq/in-process/program.ts';
import type { JsonObject } from '../../../src/json.ts';
import { createCauseOf } from '../../../src/rules/failure-cause.ts';
import type { RuleFailure } from '../../../src/rules/match.ts';
import { aRecord, aRule, aRuleFailure } from '../../support/builders.ts';

const read = { readOnly: true };

/** What the rule's program does on records, of which each is one of a hundred. */
const alertOf = (jqMatch: string, ...records: readonly JsonObject[]): readonly FailureAlert[] => {
  const rule = aRule({ jqMatch });
  const program = compileProgram(jqMatch);
  const failures = records.flatMap((fields, n): readonly RuleFailure[] => {
    const record = aRecord({ eventID: `event-${n}-${JSON.stringify(fields)}`, ...fields });
    const result = program && evaluate(program, record);
    return result?.kind === 'error' ? [{ kind: 'error', rule, record, message: result.message }] : [];
  });
  expect(failures.length, 'records on which the program fails').toBe(records.length);
  return explainedOf(failures);
};

const explainedOf = (failures: readonly RuleFailure[]): readonly FailureAlert[] => {
  const collected = collectFailures();
  collected.add(failures, 's3://trail/1.json.gz');
  const causes = { causeOf: createCauseOf(), placeOf: () => 'tattletail.toml, line 12' };
  return withCauses(collected.alerts(100), causes).filter((alert) => alert.kind === 'failure');
};

const entriesOf = (alerts: readonly FailureAlert[]): readonly FailureEntry[] =>
  alerts.flatMap(({ entries }) => entries);

/** What the ledger knows of them. */
const claimsOf = (alerts: readonly FailureAlert[]): readonly string[] =>
  entriesOf(alerts).map(({ key, content }) => `${key} ${content()}`);

it('a failure has its field, the piece of the program with its place, and a fix', () =>
  expect(entriesOf(alertOf('.errorCode | startswith("Access")', read))).toMatchObject([
    {
      cause: {
        values: ['.errorCode is missing'],
        program: 'startswith("Access") (tattletail.toml, line 12)',
        fix: 'write (.errorCode // "") instead of .errorCode',
      },
    },
  ]));

it('failures with another message than the program gives in-process have only the message', () => {
  const [entry] = entriesOf(explainedOf([aRuleFailure({ rule: aRule({ jqMatch: '.a | test("x")' }) })]));
  expect(entry?.cause).toBeUndefined();
});

it('a fix that is too long for a message is left out', () => {
  const [entry] = entriesOf(alertOf(`.errorCode + 1 + "${'x'.repeat(300)}"`, read));
  expect(entry?.cause).toMatchObject({ fix: undefined });
});

it('only a few of many causes are shown, since a fix takes long to find', () => {
  const record = { requestParameters: { a: 1 } };
  const jqMatch = 'if .n == 1 then .a[] elif .n == 2 then .b[] elif .n == 3 then .c[] else .d[] end';
  const all = entriesOf(alertOf(jqMatch, ...[1, 2, 3, 4].map((n) => ({ n, ...record, eventName: `E${n}` }))));
  expect(all.map(({ cause }) => cause?.values)).toEqual([
    ['.a is missing'],
    ['.b is missing'],
    ['.c is missing'],
    undefined,
  ]);
});

describe('a field that AWS writes is missing', () => {
  const jqMatch = '.userIdentity.userName | startswith("ci-")';

  it('is reported once a day for all calls that changed nothing', () => {
    const calls = ['ListUsers', 'GetUser', 'ListRoles'].map((eventName) => ({ ...read, eventName }));
    const [first, ...others] = entriesOf(alertOf(jqMatch, ...calls));
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      times: 3,
      isOnceADay: true,
      first: { record: { eventName: 'ListUsers' } },
    });
    const denied = { eventName: 'DeleteTrail', errorCode: 'AccessDenied' };
    expect(claimsOf(alertOf(jqMatch, denied))).toEqual(claimsOf(alertOf(jqMatch, ...calls)));
  });

  it('is reported again on the next day', () =>
    expect(claimsOf(alertOf(jqMatch, { ...read, eventTime: '2026-11-21T01:00:00Z' }))).not.toEqual(
      claimsOf(alertOf(jqMatch, read)),
    ));

  it('is reported again if another field is missing', () =>
    expect(claimsOf(alertOf('.errorCode | startswith("ci-")', read))).not.toEqual(
      claimsOf(alertOf(jqMatch, read)),
    ));

  it.each<[string, JsonObject]>([
    ['a call that changed something', { eventName: 'DeleteTrail' }],
    ['another such call', { eventName: 'StopLogging' }],
    [
      'such a call by somebody else',
      { userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root' } },
    ],
  ])('is not hidden for %s by what came before', (_, call) => {
    const before = alertOf(jqMatch, read, { eventName: 'CreateAccessKey' });
    const known = new Set(claimsOf(before));
    expect(claimsOf(alertOf(jqMatch, call)).filter((claim) => known.has(claim))).toEqual([]);
  });
});

describe('a value that the caller may have chosen', () => {
  const jqMatch = '.requestParameters.names[] | startswith("ci-")';
  const request = { ...read, requestParameters: { path: '/' } };

  it('is reported once a day for the same request', () => {
    expect(claimsOf(alertOf(jqMatch, { ...request, sourceIPAddress: '203.0.113.8' }))).toEqual(
      claimsOf(alertOf(jqMatch, request, request)),
    );
  });

  it.each<[string, JsonObject]>([
    ['another request', { ...request, requestParameters: { path: '/admins/' } }],
    ['another call', { ...request, eventName: 'DeleteTrail' }],
    ['another caller', { ...request, userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root' } }],
    ['another outcome', { ...request, errorCode: 'AccessDenied' }],
  ])('is not hidden for %s', (_, other) =>
    expect(claimsOf(alertOf(jqMatch, other))).not.toEqual(claimsOf(alertOf(jqMatch, request))),
  );

  it('is reported for each event among requests that differ', () => {
    const both = [request, { ...request, requestParameters: { path: '/admins/' } }];
    const [entry] = entriesOf(alertOf(jqMatch, ...both));
    expect(entry).toMatchObject({ times: 2, isOnceADay: false, cause: { values: [expect.any(String)] } });
  });
});

it.each([
  ['what a rule raises itself', '.eventName | error'],
  ['the text of a value', '.eventName | tonumber'],
])('a failure because of %s is reported for each event', (_, jqMatch) =>
  expect(entriesOf(alertOf(jqMatch, read))).toMatchObject([{ isOnceADay: false }]),
);
