import { describe, expect, it } from 'vitest';
import { outcomeOf, outcomeText } from '../../../src/alerts/outcome.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';

const textOf = (fields: JsonObject): string | undefined => {
  const outcome = outcomeOf(aRecord(fields));
  return outcome === undefined ? undefined : outcomeText(outcome);
};

it('a call without an error succeeded', () => expect(outcomeOf(aRecord())).toEqual({ kind: 'succeeded' }));

describe('a call that the caller may not make was denied, and by which code', () => {
  it.each([
    'AccessDenied',
    'AccessDeniedException',
    'UnauthorizedOperation',
    'Client.UnauthorizedOperation',
    'Client.UnauthorizedAccess',
    'VpceAccessDenied',
  ])('%s', (errorCode) =>
    expect(outcomeOf(aRecord({ errorCode, errorMessage: 'not authorized' }))).toEqual({
      kind: 'denied',
      code: errorCode,
      message: 'not authorized',
    }),
  );
});

it('a call with another error failed', () => {
  expect(outcomeOf(aRecord({ errorCode: 'NoSuchBucket', errorMessage: 'There is no such bucket' }))).toEqual({
    kind: 'failed',
    code: 'NoSuchBucket',
    message: 'There is no such bucket',
  });
  expect(textOf({ errorCode: 'NoSuchBucket' })).toBe('failed (NoSuchBucket)');
});

describe('a sign-in', () => {
  it.each([
    [{ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' } }, 'succeeded'],
    [
      {
        eventName: 'ConsoleLogin',
        responseElements: { ConsoleLogin: 'Failure' },
        errorMessage: 'Failed authentication',
      },
      'failed',
    ],
    [{ eventName: 'ConsoleLogin', responseElements: null }, 'attempted'],
    [{ eventName: 'SwitchRole', responseElements: { SwitchRole: 'Success' } }, 'succeeded'],
    [{ eventName: 'SwitchRole', responseElements: { SwitchRole: 'Failure' } }, 'failed'],
    [{ eventName: 'CheckMfa', responseElements: { CheckMfa: 'Success' } }, 'succeeded'],
    [{ eventName: 'CheckMfa', responseElements: { CheckMfa: 'Failure' } }, 'failed'],
    [{ eventName: 'CheckMfa' }, 'attempted'],
    [{ eventName: 'CredentialChallenge', serviceEventDetails: { CredentialType: 'PASSWORD' } }, 'attempted'],
    [
      { eventName: 'CredentialVerification', serviceEventDetails: { CredentialVerification: 'Failure' } },
      'failed',
    ],
    [
      { eventName: 'UserAuthentication', serviceEventDetails: { UserAuthentication: 'Success' } },
      'succeeded',
    ],
  ])('%j', (fields, outcome) => expect(textOf(fields)).toBe(outcome));
});

it('a dry run was only an attempt, unless it was denied', () => {
  expect(textOf({ eventName: 'RunInstances', errorCode: 'Client.DryRunOperation' })).toBe('attempted');
  expect(textOf({ eventName: 'RunInstances', errorCode: 'Client.UnauthorizedOperation' })).toBe(
    'denied (Client.UnauthorizedOperation)',
  );
});

it.each<[string, JsonObject]>([
  ['Insights', { eventName: null, insightDetails: { state: 'Start', eventName: 'RunInstances' } }],
  [
    'aggregated events',
    {
      eventName: null,
      summary: {
        primaryDimension: { dimension: 'EVENT_NAME', statistics: [{ name: 'GetObject', value: 3 }] },
      },
    },
  ],
  ['records without a call', { eventName: 5 }],
])('%s have no outcome', (_, fields) => expect(textOf(fields)).toBeUndefined());
