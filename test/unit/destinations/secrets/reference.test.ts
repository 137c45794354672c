import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { isReference, readReference, secret } from '../../../../src/destinations/secrets/reference.ts';

describe('a reference says where a secret is kept', () => {
  it.each([
    ['ssm:/tattletail/slack', { store: 'ssm', name: '/tattletail/slack', region: undefined }],
    ['ssm:slack', { store: 'ssm', name: 'slack', region: undefined }],
    [
      'ssm:arn:aws:ssm:eu-west-1:111122223333:parameter/tattletail/slack',
      {
        store: 'ssm',
        name: 'arn:aws:ssm:eu-west-1:111122223333:parameter/tattletail/slack',
        region: 'eu-west-1',
      },
    ],
    ['secretsmanager:prod/slack', { store: 'secretsmanager', id: 'prod/slack', region: undefined }],
    [
      'secretsmanager:prod/slack#webhook url',
      { store: 'secretsmanager', id: 'prod/slack', key: 'webhook url' },
    ],
    [
      'secretsmanager:arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/slack-AbCdEf#url',
      {
        store: 'secretsmanager',
        id: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/slack-AbCdEf',
        region: 'eu-west-1',
        key: 'url',
      },
    ],
    ['env:SLACK_WEBHOOK_URL', { store: 'env', name: 'SLACK_WEBHOOK_URL' }],
  ])('%s', (text, reference) => expect(readReference(text)).toMatchObject({ text, ...reference }));
});

describe('a text that only begins like a reference is refused', () => {
  const webhook = secret(z.string().regex(/^https:/, 'must begin with https:'));

  it.each([
    ['ssm:', 'must be ssm: and the name of a parameter, such as ssm:/tattletail/slack, or its ARN'],
    ['ssm:/with space', 'must be ssm: and the name of a parameter'],
    ['ssm:arn:aws:s3:::bucket', 'must be ssm: and the name of a parameter'],
    ['ssm:/tattletail/slack ', 'must be ssm: and the name of a parameter'],
    ['ssm:/tattletail/slack\n', 'must be ssm: and the name of a parameter'],
    ['ssm:/tattletail/schlüssel', 'must be ssm: and the name of a parameter'],
    ['ssm://tattletail\u202e', 'must be ssm: and the name of a parameter'],
    ['ssm:/tattletail/slack:3', 'must have no version or label behind it'],
    ['ssm:/tattletail/slack:prod', 'must have no version or label behind it'],
    [
      'ssm:arn:aws:ssm:eu-west-1:111122223333:parameter/tattletail/slack:3',
      'must have no version or label behind it',
    ],
    ['secretsmanager:my secret', 'must be secretsmanager: and the name or ARN of a secret'],
    ['secretsmanager:id#a#b', 'must be secretsmanager: and the name or ARN of a secret'],
    ['env:MY VAR', 'must be env: and the name of an environment variable'],
    ['env:$SLACK', 'must be env: and the name of an environment variable'],
    ['secretsmanager:', 'must be secretsmanager: and the name or ARN of a secret'],
    ['secretsmanager:id#', 'must be secretsmanager: and the name or ARN of a secret'],
    ['env:', 'must be env: and the name of an environment variable'],
    ['env:1ST', 'must be env: and the name of an environment variable'],
  ])('%s', (text, message) => {
    expect(isReference(text)).toBe(true);
    expect(webhook.safeParse(text).error?.issues[0]?.message).toContain(message);
  });

  it.each(['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_LAMBDA_FUNCTION_NAME'])(
    'the credentials of the function cannot be named: env:%s',
    (name) =>
      expect(webhook.safeParse(`env:${name}`).error?.issues[0]?.message).toMatch(/does not begin with AWS_$/),
  );

  it('a secret itself is as it must be without references', () => {
    expect(webhook.safeParse('https://example.com').success).toBe(true);
    expect(webhook.safeParse('http://example.com').error?.issues[0]?.message).toBe('must begin with https:');
  });
});
