import { describe, expect, it } from 'vitest';
import { fieldAt, fields, nearestField } from '../../../src/catalogue/fields.ts';

describe('the field', () => {
  it('userIdentity.type has the values of the user guide', () =>
    expect(fieldAt('userIdentity.type')?.values).toEqual(
      expect.arrayContaining(['Root', 'IAMUser', 'AssumedRole', 'AWSService', 'IdentityCenterUser']),
    ));

  it('readOnly is a boolean, and mfaAuthenticated is text', () => {
    expect(fieldAt('readOnly')).toMatchObject({ type: 'boolean' });
    expect(fieldAt('managementEvent')).toMatchObject({ type: 'boolean' });
    expect(fieldAt('userIdentity.sessionContext.attributes.mfaAuthenticated')).toMatchObject({
      type: 'string',
      values: ['true', 'false'],
    });
  });

  it('MFAUsed is Yes or No', () =>
    expect(fieldAt('additionalEventData.MFAUsed')).toMatchObject({ type: 'string', values: ['Yes', 'No'] }));

  it('recipientAccountId is 12 digits of text', () => {
    const { type, form } = fieldAt('recipientAccountId') ?? {};
    expect(type).toBe('string');
    expect(form?.pattern.test('111122223333')).toBe(true);
    expect(form?.pattern.test('11112222333')).toBe(false);
  });

  it('eventTime is UTC to the second', () => {
    const { form } = fieldAt('eventTime') ?? {};
    expect(form?.pattern.test('2026-11-20T09:02:11Z')).toBe(true);
    expect(form?.pattern.test('2026-11-20T09:02:11+09:00')).toBe(false);
  });

  it('requestParameters can be null, and what is below it can be anything', () => {
    expect(fieldAt('requestParameters')?.null).toContain('denied');
    expect(fieldAt('requestParameters.ipPermissions.items[].ipRanges')).toMatchObject({ type: 'any' });
  });

  it('errorCode is missing in calls that succeeded', () =>
    expect(fieldAt('errorCode')).toMatchObject({ absent: expect.stringContaining('succeeded') }));

  it.each(['status', 'userIdentity.user', 'resources.ARN', 'userIdentity.arn.name', ''])(
    '%j is unknown',
    (path) => expect(fieldAt(path)).toBeUndefined(),
  );

  it.each(['eventname', 'resources[].arn', 'additionalEventData.mfaUsed', 'responseElements.consoleLogin'])(
    '%s is unknown, for letters count',
    (path) => expect(fieldAt(path)).toBeUndefined(),
  );
});

describe('the caller chooses', () => {
  it.each([
    ['userAgent', 'userIdentity.sessionContext.sessionIssuer.arn'],
    ['userIdentity.arn', 'userIdentity.sessionContext.sessionIssuer.arn'],
    ['userIdentity.principalId', 'userIdentity.sessionContext.sessionIssuer.principalId'],
    ['userIdentity.sessionContext.sourceIdentity', 'userIdentity.sessionContext.sessionIssuer.arn'],
    ['userIdentity.sessionContext.sessionIssuer.userName', 'userIdentity.sessionContext.sessionIssuer.arn'],
    ['tlsDetails.clientProvidedHostHeader', 'eventSource'],
  ])('%s, while %s is safer', (path, safer) => expect(fieldAt(path)?.callerChooses?.instead).toBe(safer));

  it.each([
    'requestParameters.roleSessionName',
    'requestParameters.tags[].value',
    'eventContext.tagContext.principalTags',
  ])('%s', (path) => expect(fieldAt(path)?.callerChooses).toBeDefined());

  it.each([
    'userIdentity.sessionContext.sessionIssuer.arn',
    'recipientAccountId',
    'eventSource',
    'eventName',
  ])('not %s', (path) => expect(fieldAt(path)?.callerChooses).toBeUndefined());
});

it('there are at least 60 fields, each once, and what is safer is one of them', () => {
  const paths = fields.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.length).toBeGreaterThan(60);
  for (const { callerChooses } of fields) {
    if (callerChooses?.instead !== undefined) expect(paths).toContain(callerChooses.instead);
  }
});

it('every value that is listed has the form of its field', () => {
  for (const { values = [], form } of fields) {
    if (form !== undefined) for (const value of values) expect(value).toMatch(form.pattern);
  }
});

describe('the field that is meant by', () => {
  it.each([
    ['eventname', 'eventName'],
    ['sourceIpAddress', 'sourceIPAddress'],
    ['sourceIP', 'sourceIPAddress'],
    ['errorMesage', 'errorMessage'],
    ['requestParameter.userName', 'requestParameters.userName'],
    ['responseElement.ConsoleLogin', 'responseElements.ConsoleLogin'],
    ['additionalEventData.mfaUsed', 'additionalEventData.MFAUsed'],
    ['MFAUsed', 'additionalEventData.MFAUsed'],
    ['resource[].ARN', 'resources[].ARN'],
    ['resources[].arn', 'resources[].ARN'],
    ['detail.eventName', 'eventName'],
    ['userName', 'userIdentity.userName'],
    ['arn', 'userIdentity.arn'],
    ['region', 'awsRegion'],
    ['account', 'userIdentity.accountId'],
    ['mfaAuthenticated', 'userIdentity.sessionContext.attributes.mfaAuthenticated'],
    [
      'userIdentity.sessionContext.mfaAuthenticated',
      'userIdentity.sessionContext.attributes.mfaAuthenticated',
    ],
    ['userIdentity.sessionIssuer.arn', 'userIdentity.sessionContext.sessionIssuer.arn'],
    ['userIdentity.sessionContext.attributes.sourceIdentity', 'userIdentity.sessionContext.sourceIdentity'],
    ['status', undefined],
    ['foo', undefined],
  ])('%s is %s', (written, path) => expect(nearestField(written)).toBe(path));
});
