import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callsInTable } from '../../../src/alerts/target/table.ts';
import { targetOf } from '../../../src/alerts/target.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';
import { rows } from './target/calls.ts';

const called = (service: string, eventName: string, fields: JsonObject): JsonObject =>
  aRecord({ eventSource: `${service}.amazonaws.com`, eventName, ...fields });

const casesOf = rows.flatMap(([service, calls, requestParameters, responseElements, target]) =>
  calls.split(' ').map((call) => ({ service, call, requestParameters, responseElements, target })),
);

describe('a call is about', () => {
  it.each(casesOf)('$service $call: $target', ({ service, call, target, ...elements }) =>
    expect(targetOf(called(service, call, elements))).toBe(target),
  );

  it('what is here, for every call of the table', () =>
    expect(casesOf.map(({ service, call }) => `${service} ${call}`).toSorted()).toEqual(
      [...callsInTable()].toSorted(),
    ));
});

describe('a refused call without parameters', () => {
  const refused = { requestParameters: null, responseElements: null, errorCode: 'AccessDenied' };

  it.each(casesOf)('$service $call has no other target', ({ service, call, target }) =>
    expect([undefined, target]).toContain(targetOf(called(service, call, refused))),
  );

  it('is about what the error message says', () =>
    expect(
      targetOf(
        called('iam', 'CreateUser', {
          ...refused,
          errorMessage:
            'User: arn:aws:iam::111122223333:user/bob is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::111122223333:user/eve because no identity-based policy allows the iam:CreateUser action',
        }),
      ),
    ).toBe('user eve'));

  it('of everything is about nothing', () =>
    expect(
      targetOf(
        called('ec2', 'DescribeRegions', {
          ...refused,
          errorMessage:
            'not authorized to perform: iam:ListUsers on resource: arn:aws:iam::111122223333:user/',
        }),
      ),
    ).toBeUndefined());

  it('is about the resources that the record lists', () =>
    expect(
      targetOf(
        called('kms', 'Decrypt', {
          ...refused,
          resources: [{ ARN: 'arn:aws:kms:eu-west-1:444455556666:key/1234', type: 'AWS::KMS::Key' }],
        }),
      ),
    ).toBe('key 1234 in account 444455556666'));
});

it('a display name is the name of what the call is about', () =>
  expect(
    targetOf(
      called('qbusiness', 'CreatePlugin', {
        requestParameters: { applicationId: 'a1', displayName: 'Jira' },
      }),
    ),
  ).toBe('plugin Jira, application a1'));

it('a call that was denied shares nothing', () =>
  expect(
    targetOf(
      called('rds', 'ModifyDBSnapshotAttribute', {
        requestParameters: { dBSnapshotIdentifier: 'nightly', valuesToAdd: ['all'] },
        errorCode: 'AccessDenied',
      }),
    ),
  ).toBe('snapshot nightly to be shared with all'));

it.each(['UpdateFunctionCode20150331v2', 'UpdateFunctionCode20150331', 'UpdateFunctionCode'])(
  'the date in the name of a call does not matter: %s',
  (call) =>
    expect(targetOf(called('lambda', call, { requestParameters: { functionName: 'payments' } }))).toBe(
      'function payments',
    ),
);

describe('a list is one, whether it is written', () => {
  it.each([
    { instancesSet: { items: [{ instanceId: 'i-1' }, { instanceId: 'i-2' }] } },
    { instancesSet: [{ instanceId: 'i-1' }, { instanceId: 'i-2' }, { instanceId: 'i-1' }] },
    { instancesSet: [{ InstanceId: ['i-1', 'i-2'] }] },
  ])('%j', (requestParameters) =>
    expect(targetOf(called('ec2', 'StopInstances', { requestParameters }))).toBe('instance i-1 (+1)'),
  );
});

describe('any other call is about what its parameters name', () => {
  const targets: readonly (readonly [string, JsonObject, string | undefined])[] = [
    ['DeleteReplicationGroup', { replicationGroupId: 'rg-1' }, 'replication group rg-1'],
    ['DeleteWorkspace', { id: 'ws-1', requestId: 'x', clientToken: 'y' }, 'workspace ws-1'],
    [
      'DeleteThing',
      { alphaId: 1, betaArn: 'arn:aws:x:::beta/b', thingName: 't', gammaName: 'g' },
      'thing t, gamma g, alpha 1',
    ],
    ['DeleteThing', { thingName: 't', thingId: 'id', thingArn: 'arn' }, 'thing t'],
    ['ModifyThing', { dBParameterGroupName: 'pg' }, 'DB parameter group pg'],
    ['ModifyThing', { thingNames: ['a', 'b', 'c'] }, 'thing a (+2)'],
    ['ModifyThing', { thingName: 'HIDDEN_DUE_TO_SECURITY_REASONS', other: 'x' }, undefined],
    ['ListThings', { maxResults: 5, nextToken: 'x' }, undefined],
  ];
  it.each(targets)('%s %j', (call, requestParameters, target) =>
    expect(targetOf(called('example', call, { requestParameters }))).toBe(target),
  );

  it('or its answer', () =>
    expect(
      targetOf(
        called('example', 'CreateFleet', {
          requestParameters: { size: 3 },
          responseElements: { fleet: { fleetId: 'f-1', size: 3 } },
        }),
      ),
    ).toBe('fleet f-1'));

  it('or the details of a service event', () =>
    expect(
      targetOf(
        called('ec2', 'SharedSnapshotVolumeCreated', {
          requestParameters: null,
          serviceEventDetails: { snapshotId: 'snap-1' },
        }),
      ),
    ).toBe('snapshot snap-1'));
});

describe('names that somebody chose cannot look like other words', () => {
  it.each([
    ['eve, role Admin', 'user "eve, role Admin"'],
    ['eve (+4)', 'user "eve (+4)"'],
    ['eve" in account "1', `user "eve' in account '1"`],
    ['{roleName}[x]', 'user "{roleName}[x]"'],
    ['eve\n*who*', 'user "eve\n*who*"'],
  ])('%j', (userName, target) =>
    expect(targetOf(called('iam', 'DeleteUser', { requestParameters: { userName } }))).toBe(target),
  );

  it('and are not endless', () =>
    expect(
      targetOf(called('iam', 'DeleteUser', { requestParameters: { userName: 'x'.repeat(100_000) } }))?.length,
    ).toBeLessThan(130));
});

describe('whatever a record holds', () => {
  const names = ['userName', 'name', 'id', 'items', 'instancesSet', 'instanceId', 'arn', '__proto__'];
  const odd = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(null, true, 0, -1, '', '\ud800', 'arn:', 'arn:aws:s3:::', 'arn:aws:iam::1:role/'),
      fc.string(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 4 }),
    ),
  })).value;

  it('the target is a short text, or nothing', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...casesOf),
        odd,
        odd,
        odd,
        ({ service, call }, request, response, more) => {
          const record = JSON.parse(
            JSON.stringify({
              ...called(service, call, {}),
              ...{
                requestParameters: request,
                responseElements: response,
                resources: more,
                errorMessage: more,
              },
            }),
          ) as JsonObject; // it is one
          const target = targetOf(record);
          if (target !== undefined) {
            expect(target.trim()).not.toBe('');
            expect(target.length).toBeLessThan(600);
          }
        },
      ),
    ));

  it('that nests deep, it does not overflow the stack', () => {
    let deep: JsonObject = { userName: 'x' };
    for (let level = 0; level < 100_000; level += 1) deep = { userName: [deep], items: deep, name: 'n' };
    expect(targetOf(called('iam', 'DeleteUser', { requestParameters: deep }))).toBe('user n');
    expect(targetOf(called('x', 'DeleteUser', { requestParameters: { a: deep } }))).toBe('user n');
  });
});
