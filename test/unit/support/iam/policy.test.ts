import { describe, expect, it } from 'vitest';
import { type Call, decide } from '../../../support/iam/policy.ts';

const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const allow = (more: object) => policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...more });
const get: Call = { action: 's3:GetObject', resource: 'arn:aws:s3:::b/a/key' };

describe('a call is allowed', () => {
  it.each([
    ['by its action and resource', { Resource: 'arn:aws:s3:::b/a/key' }],
    ['by actions in any case', { Action: 'S3:getobject' }],
    ['by wildcards', { Action: ['sns:*', 's3:Get*'], Resource: ['arn:aws:s3:::b/?/*'] }],
    ['by an action that is not among others', { Action: undefined, NotAction: ['s3:Put*', 'iam:*'] }],
    ['by a resource that is not among others', { Resource: undefined, NotResource: 'arn:aws:s3:::c/*' }],
  ])('%s', (_, more) => expect(decide([allow(more)], get)).toBe('allowed'));

  it.each([
    ['by another action', { Action: 's3:GetObjectVersion' }],
    ['by another resource', { Resource: 'arn:aws:s3:::b/a' }],
    ['where a dot stands for any character', { Resource: 'arn.aws.s3...b/a/key' }],
    ['by an action that is among those left out', { Action: undefined, NotAction: 's3:*' }],
  ])('but not %s', (_, more) => expect(decide([allow(more)], get)).toBe('not allowed'));

  it('unless a statement of any policy denies it', () =>
    expect(decide([allow({}), policy({ Effect: 'Deny', Action: 's3:*', Resource: '*' })], get)).toBe(
      'denied',
    ));
});

describe('conditions', () => {
  const when = (Condition: object, context: Record<string, string> = {}) =>
    decide([allow({ Condition })], { ...get, context });
  it.each([
    [{ StringEquals: { k: ['a', 'b'] } }, { k: 'b' }, true],
    [{ StringEquals: { k: 'a' } }, { K: 'a' }, true],
    [{ StringEquals: { k: 'a*' } }, { k: 'ab' }, false],
    [{ StringEquals: { k: 'a' } }, {}, false],
    [{ StringEquals: { k: 'a', l: 'b' } }, { k: 'a' }, false],
    [{ StringEquals: { k: 'a' }, Bool: { l: 'true' } }, { k: 'a', l: 'false' }, false],
    [{ StringNotEquals: { k: ['a', 'b'] } }, { k: 'b' }, false],
    [{ StringNotEquals: { k: 'a' } }, {}, true],
    [{ StringLike: { k: 'a*' } }, { k: 'ab' }, true],
    [{ ArnLike: { k: 'arn:aws:s3:::*' } }, { k: 'arn:aws:s3:::b' }, true],
    [{ Null: { k: 'true', l: 'true' } }, {}, true],
    [{ Null: { k: 'true', l: 'true' } }, { l: 'x' }, false],
    [{ Null: { k: 'false' } }, { k: 'x' }, true],
  ])('%j with %j', (condition, context, holds) =>
    expect(when(condition, { ...context } as Record<string, string>)).toBe(holds ? 'allowed' : 'not allowed'),
  );
});

describe('principals', () => {
  const as = (Principal: unknown, principal: Call['principal']) =>
    decide([allow({ Principal })], { ...get, ...(principal !== undefined && { principal }) });
  const role = { AWS: 'arn:aws:iam::111122223333:role/r' };
  it.each([
    ['*', role, true],
    [role, role, true],
    [{ AWS: 'arn:aws:iam::111122223333:root' }, role, true],
    [{ AWS: 'arn:aws:iam::444455556666:root' }, role, false],
    [{ AWS: ['arn:aws:iam::111122223333:role/s'] }, role, false],
    [{ Service: 's3.amazonaws.com' }, { Service: 's3.amazonaws.com' }, true],
    [{ Service: 's3.amazonaws.com' }, { Service: 'sns.amazonaws.com' }, false],
    [{ Service: 's3.amazonaws.com' }, role, false],
  ] as const)('%j for %j', (named, principal, matches) =>
    expect(as(named, principal)).toBe(matches ? 'allowed' : 'not allowed'),
  );
});

it.each([
  ['an operator', allow({ Condition: { NumericLessThan: { k: '1' } } }), /NumericLessThan is not known/],
  ['a policy variable', allow({ Resource: `arn:aws:s3:::b/\${aws:username}` }), /policy variable/],
  ['an element', allow({ Resources: '*' }), /Resources/],
  ['an older version', { ...allow({}), Version: '2008-10-17' }, /2012-10-17/],
  ['a statement without an action', allow({ Action: undefined }), /either Action or NotAction/],
  ['no statement', policy(), /Too small/],
])('%s that is not known is an error, never ignored', (_, document, message) =>
  expect(() => decide([document], { ...get, context: { k: '1' } })).toThrow(message),
);
