import { describe, expect, it } from 'vitest';
import { allOwnCalls } from '../../../src/compose.ts';
import type { JsonObject } from '../../../src/json.ts';
import { type Self, withoutOwn } from '../../../src/trail/own-records.ts';
import { aRecord } from '../../support/builders.ts';

const arn = 'arn:aws:sts::111122223333:assumed-role/tattletail-role/tattletail';

/** Who we are, and how often that was asked. */
const aSelf = (): { readonly self: Self; readonly asked: () => number } => {
  let times = 0;
  const self: Self = {
    functionName: 'tattletail',
    calls: allOwnCalls,
    arn: async () => {
      times += 1;
      return arn;
    },
  };
  return { self, asked: () => times };
};

const by = (who: unknown, call = 's3.amazonaws.com GetObject', more: JsonObject = {}) => {
  const [eventSource = '', eventName = ''] = call.split(' ');
  // A test hands over whatever JSON it likes.
  return aRecord({ userIdentity: { arn: who } as JsonObject, eventSource, eventName, ...more });
};

describe('records of what we do ourselves are left out', () => {
  it.each([
    's3.amazonaws.com GetObject',
    's3.amazonaws.com PutObject',
    'kms.amazonaws.com Decrypt',
    'kms.amazonaws.com GenerateDataKey',
    'ses.amazonaws.com SendEmail',
    'sns.amazonaws.com Publish',
    'sts.amazonaws.com GetCallerIdentity',
  ])('%s', async (call) => expect(await withoutOwn([by(arn, call)], aSelf().self)).toEqual([]));
});

describe('records stay', () => {
  it.each([
    ['of what our role does besides', by(arn, 'iam.amazonaws.com CreateUser')],
    ['of the same call in another service', by(arn, 'dynamodb.amazonaws.com GetObject')],
    ['of another role whose session is named after us', by(arn.replace('tattletail-role', 'evil'))],
    ['of the same role in another account', by(arn.replace('111122223333', '444455556666'))],
    ['of another function of our role', by(arn.replace(/tattletail$/, 'other'))],
    ['of a call that we do not make', by(arn, 's3.amazonaws.com DeleteObject')],
    ['of nobody', by(undefined)],
    ['of somebody without a name', by({ toString: 1 })],
    ['whose call is no text', by(arn, '', { eventSource: { toString: 1 }, eventName: null })],
    ['without an identity', aRecord({ userIdentity: null })],
  ])('%s', async (_, record) => expect(await withoutOwn([record], aSelf().self)).toEqual([record]));

  it('in their order', async () => {
    const others = ['1', '2', '3'].map((eventID) => aRecord({ eventID }));
    expect(
      await withoutOwn(
        others.flatMap((other) => [other, by(arn)]),
        aSelf().self,
      ),
    ).toEqual(others);
  });

  it('when nobody can say who we are', async () => {
    const self: Self = { functionName: 'tattletail', calls: allOwnCalls, arn: async () => undefined };
    expect(await withoutOwn([by(arn)], self)).toEqual([by(arn)]);
  });

  it('when we do not know our name, as on a laptop', async () =>
    expect(await withoutOwn([by(arn)], undefined)).toEqual([by(arn)]));
});

describe('who we are is asked', () => {
  it('only when a record looks like ours', async () => {
    const { self, asked } = aSelf();
    await withoutOwn([aRecord(), by(arn, 'iam.amazonaws.com CreateUser')], self);
    expect(asked()).toBe(0);
  });

  it('once for many records', async () => {
    const { self, asked } = aSelf();
    await withoutOwn([by(arn), by(arn), by(arn)], self);
    expect(asked()).toBe(1);
  });
});
