import { describe, expect, it } from 'vitest';
import { ownCallsFor } from '../../../../src/destinations/secrets/own-calls.ts';
import { referenceIn } from '../../../../src/destinations/secrets/reference.ts';
import { slackWebhook } from '../../../../src/destinations/slack/slack.ts';
import type { JsonObject } from '../../../../src/json.ts';
import { isOwnRequest } from '../../../../src/trail/own-call.ts';
import { aRecord } from '../../../support/builders.ts';

const arn = 'arn:aws:ssm:eu-west-1:111122223333:parameter/tattletail/slack';
const secretArn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/slack-AbCdEf';

const isOurs = (reference: string, record: JsonObject): boolean => {
  const found = referenceIn(reference);
  return found !== undefined && ownCallsFor(found).some((call) => isOwnRequest(aRecord(record), call));
};

const getParameter = (name: string): JsonObject => ({
  eventSource: 'ssm.amazonaws.com',
  eventName: 'GetParameter',
  requestParameters: { name, withDecryption: true },
});

const getSecretValue = (secretId: string): JsonObject => ({
  eventSource: 'secretsmanager.amazonaws.com',
  eventName: 'GetSecretValue',
  requestParameters: { secretId },
});

const decrypt = (invokedBy: string | undefined, encryptionContext: JsonObject): JsonObject => ({
  eventSource: 'kms.amazonaws.com',
  eventName: 'Decrypt',
  userIdentity: { type: 'AssumedRole', ...(invokedBy !== undefined && { invokedBy }) },
  requestParameters: { encryptionContext, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
});

const [bySsm, bySecretsManager] = ['ssm.amazonaws.com', 'secretsmanager.amazonaws.com'];

describe('reading a secret of the config is a call of our own', () => {
  it.each([
    ['ssm:/tattletail/slack', getParameter('/tattletail/slack')],
    ['ssm:/tattletail/slack', decrypt(bySsm, { PARAMETER_ARN: arn })],
    [`ssm:${arn}`, getParameter(arn)],
    [`ssm:${arn}`, decrypt(bySsm, { PARAMETER_ARN: arn })],
    ['ssm:slack', decrypt(bySsm, { PARAMETER_ARN: 'arn:aws:ssm:eu-west-1:111122223333:parameter/slack' })],
    ['secretsmanager:prod/slack#url', getSecretValue('prod/slack')],
    ['secretsmanager:prod/slack', decrypt(bySecretsManager, { SecretARN: secretArn, SecretVersionId: 'a' })],
    [`secretsmanager:${secretArn}`, getSecretValue(secretArn)],
    [`secretsmanager:${secretArn}`, decrypt(bySecretsManager, { SecretARN: secretArn })],
  ])('%s: %j', (reference, record) => expect(isOurs(reference, record)).toBe(true));
});

describe('reading anything else is not', () => {
  it.each([
    ['ssm:/tattletail/slack', getParameter('/tattletail/slack2')],
    ['ssm:/tattletail/slack', getParameter('/prod/tattletail/slack')],
    ['ssm:/slack', decrypt(bySsm, { PARAMETER_ARN: arn })],
    ['ssm:/tattletail/slack', decrypt(undefined, { PARAMETER_ARN: arn })],
    ['ssm:/tattletail/slack', decrypt(bySecretsManager, { PARAMETER_ARN: arn })],
    ['ssm:/tattletail/slack', decrypt(bySsm, {})],
    ['ssm:/tattletail/slack', { ...getParameter('/tattletail/slack'), eventName: 'GetParameterHistory' }],
    ['secretsmanager:prod/slack', getSecretValue('prod/slack2')],
    ['secretsmanager:prod/slack', { ...getSecretValue('prod/slack'), eventName: 'PutSecretValue' }],
    ['secretsmanager:slack', decrypt(bySecretsManager, { SecretARN: secretArn })],
    ['env:SLACK', getParameter('SLACK')],
  ])('%s: %j', (reference, record) => expect(isOurs(reference, record)).toBe(false));
});

it('a destination makes the calls of its references', () => {
  const { ownCalls } = slackWebhook.settings.parse({ webhook_url: 'ssm:/tattletail/slack' });
  expect(ownCalls.map(({ eventName }) => eventName)).toEqual(['GetParameter', 'Decrypt']);
});
