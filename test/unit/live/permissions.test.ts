import { describe, expect, it } from 'vitest';
import { permissions } from '../../../src/aws/live/permission.ts';
import { apiEvents } from '../../../src/catalogue/api-events.ts';
import { readText } from '../../support/fixtures.ts';
import { decide, statementsOf } from '../../support/iam/policy.ts';

const [, section = ''] = /^## When no alert comes\n(.*?)^## /ms.exec(readText('docs/operations.md')) ?? [];
const [, text = ''] = /```json\n(.*?)```/s.exec(section) ?? [];
const policy: unknown = JSON.parse(text);

describe('the policy in docs/operations.md', () => {
  it('allows what the checks ask for, and nothing else', () => {
    const actions = statementsOf(policy).flatMap(({ Action = [] }) => Action);
    expect([...new Set(actions)].toSorted()).toEqual(permissions);
  });

  it('has actions of AWS only', () => {
    // The API has another name for it (S3 User Guide, "Required permissions for Amazon S3 API operations").
    const apis: Readonly<Record<string, string>> = { 's3:ListBucket': 'ListObjects' };
    for (const action of permissions) {
      const [service, name = ''] = action.split(':');
      const events = apiEvents[`${service}.amazonaws.com`]?.split(' ') ?? [];
      // CloudTrail records calls of Lambda with the version of its API.
      const isKnown = events.some((event) => event.replace(/\d{8}(?:v\d)?$/, '') === (apis[action] ?? name));
      expect(isKnown, action).toBe(true);
    }
  });

  it.each([
    ['a log file', 's3:GetObject', 'arn:aws:s3:::my-trail/AWSLogs/x'],
    ['a claim', 's3:PutObject', 'arn:aws:s3:::my-tattletail-state/claims/x'],
    ['any secret', 'ssm:GetParameter', 'arn:aws:ssm:us-east-1:111122223333:parameter/other'],
    ['the function', 'lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:111122223333:function:x'],
  ])('does not open %s', (_, action, resource) =>
    expect(decide([policy], { action, resource })).toBe('not allowed'),
  );
});
