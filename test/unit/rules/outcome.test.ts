import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import { hasOutcome } from '../../../src/rules/outcome.ts';
import { aRecord } from '../../support/builders.ts';

const outcomesOf = (fields: JsonObject): readonly string[] =>
  (['success', 'denied', 'any'] as const).filter((wanted) => hasOutcome(aRecord(fields), wanted));

describe('a call was denied where its error code says that the caller may not make it', () => {
  it.each([
    'AccessDenied',
    'AccessDeniedException',
    's3.AccessDenied',
    'UnauthorizedOperation',
    'Client.UnauthorizedOperation',
    'UnauthorizedException',
    'UnauthorizedAccess',
    'NotAuthorized',
    'NotAuthorizedException',
    'AuthorizationErrorException',
    'ForbiddenException',
    'AccessDeniedForDependencyException',
    'InsufficientPrivilegesException',
    'VpceAccessDenied',
  ])('%s', (errorCode) => expect(outcomesOf({ errorCode })).toEqual(['denied', 'any']));
});

describe('a call with another error neither succeeded nor was denied', () => {
  it.each([
    'NoSuchEntityException',
    'Client.InvalidParameterValue',
    'ThrottlingException',
    'AccessDeniedNot',
    'NoAccessDenied',
    'DryRunOperation',
  ])('%s', (errorCode) => expect(outcomesOf({ errorCode })).toEqual(['any']));
});

it.each([{}, { errorCode: null }, { errorCode: '' }, { errorCode: 403 }])(
  'a call without the text of an error code succeeded: %j',
  (fields) => expect(outcomesOf(fields)).toEqual(['success', 'any']),
);

describe('a sign-in says in an element named after the event whether it failed', () => {
  it.each([
    [{ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Failure' } }, 'denied'],
    [{ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' } }, 'success'],
    [{ eventName: 'ConsoleLogin', responseElements: null }, 'success'],
    [{ eventName: 'SwitchRole', responseElements: { SwitchRole: 'Failure' } }, 'denied'],
    [{ eventName: 'UserAuthentication', serviceEventDetails: { UserAuthentication: 'Failure' } }, 'denied'],
    [{ eventName: 'CreateUser', responseElements: { ConsoleLogin: 'Failure' } }, 'success'],
  ])('%j', (fields, outcome) => expect(outcomesOf(fields)).toEqual([outcome, 'any']));
});
