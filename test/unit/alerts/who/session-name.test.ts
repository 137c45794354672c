import { expect, it } from 'vitest';
import { isInstanceId, isMachineMade } from '../../../../src/alerts/who/session-name.ts';

it.each([
  'botocore-session-1732700000',
  'AWSCLI-Session',
  'AWS-CLI-session-1732700000',
  'aws-go-sdk-1732700000000000000',
  'aws-sdk-js-session-1732700000123',
  'aws-sdk-js-1732700000123',
  'aws-sdk-java-1732700000123',
  'aws-dotnet-sdk-session-638682000000000000',
  'aws-sdk-php-1732700000',
  'web-identity-token-1732700000123',
  'assume-role-from-profile-1732700000123',
  'CognitoIdentityCredentials',
  '1732700000',
  '1732700000123',
  '1732700000123456789',
  'i-0123456789abcdef0',
  'i-0123abcd',
  'mi-0123456789abcdef0',
  '0123456789abcdef0123456789abcdef',
  '6c9f3a1e-0b1c-4d2e-8f50-6172a394b5c6',
  'AWSCodeBuild-6c9f3a1e-0b1c-4d2e-8f50-6172a394b5c6',
  'eks-prod-api-7d9c-0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0',
  'eks-a-cluster-with-a-long-name-a-pod-with-a-long-name-0b1c2d3e-4',
])('a program made up %s', (name) => expect(isMachineMade(name)).toBe(true));

it.each([
  'bob',
  'bob@example.com',
  'payments',
  'GitHubActions',
  'run-1732700000',
  'botocore-session-of-bob',
  'aws-sdk-js-bob',
  'i-am-bob',
  'i-0123456789',
  '17327',
  'cafe',
  'eks-admin',
  'session',
  `botocore-session-${'1'.repeat(60)}`,
  '',
])('somebody may have chosen %j', (name) => expect(isMachineMade(name)).toBe(false));

it('IDs of instances have 8 or 17 digits', () =>
  expect(
    ['i-0123abcd', 'i-0123456789abcdef0', 'i-0123abcde', 'mi-0123456789abcdef0'].map(isInstanceId),
  ).toEqual([true, true, false, false]));
